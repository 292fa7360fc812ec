"""Moving a measure to another state."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from app.plan.models import MEASURE_STATUSES
from app.plan.policy import LONGEST_REASON
from app.shared.forms import tidied
from app.shared.versioned import VersionedForm


class MoveForm(VersionedForm):
    """Where to (the button that was pressed), and why."""

    status = StringField(validators=[AnyOf(MEASURE_STATUSES)])
    reason = TextAreaField(
        _l("Reason"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write the reason.")),
            Length(max=LONGEST_REASON, message=_l("Please use at most %(max)d characters.")),
        ],
    )
