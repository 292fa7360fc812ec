"""What the pages of a council's desk ask for."""

from app.councils.forms.filtering import STATE_LABELS, chosen, read_wish, seen_from
from app.councils.forms.marking import MarkForm
from app.councils.forms.statements import StatementForm, WithdrawalForm

__all__ = [
    "STATE_LABELS",
    "MarkForm",
    "StatementForm",
    "WithdrawalForm",
    "chosen",
    "read_wish",
    "seen_from",
]
