"""What the pages of a council's desk ask for."""

from app.councils.forms.filtering import STATE_LABELS, chosen, read_wish, seen_from
from app.councils.forms.marking import MarkForm
from app.councils.forms.sitting import FORMATS, SittingForm, usual_period
from app.councils.forms.statements import StatementForm, WithdrawalForm

__all__ = [
    "FORMATS",
    "STATE_LABELS",
    "MarkForm",
    "SittingForm",
    "StatementForm",
    "WithdrawalForm",
    "chosen",
    "read_wish",
    "seen_from",
    "usual_period",
]
