"""Writing a statement, and taking it back."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.councils.models import Statement
from app.councils.policy import LONGEST_LABEL, LONGEST_REASON, LONGEST_STATEMENT
from app.councils.services import StatementDraft
from app.shared.clock import today
from app.shared.forms import Filled, tidied
from app.shared.uploads import PdfField
from app.shared.versioned import VersionedForm

TOO_LONG = _l("Please use at most %(max)d characters.")


class StatementForm(VersionedForm):
    """A statement; version 0 stands for one that is not stored yet."""

    text = TextAreaField(
        _l("Statement"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write the statement.")),
            Length(max=LONGEST_STATEMENT, message=TOO_LONG),
        ],
    )
    label = StringField(
        _l("Who says it"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write who says it.")),
            Length(max=LONGEST_LABEL, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_LABEL},
    )
    decided_on = DateField(
        _l("Day of the resolution"), validators=[Filled(_l("Please choose a day."))]
    )
    file = PdfField(_l("Resolution as PDF"))
    keeping = SelectMultipleField(
        _l("The resolution that is attached"),
        choices=[SelectChoice("remove", _l("Take it away"))],
    )

    def validate_decided_on(self, field: DateField) -> None:
        """What is decided has been decided."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day has not come yet."))

    def fill(self, statement: Statement) -> None:
        """Show what is stored."""
        self.version.data = statement.version
        self.text.data, self.label.data = statement.text, statement.label
        self.decided_on.data = statement.decided_on

    def draft(self) -> StatementDraft:
        """Return what was typed and chosen."""
        return StatementDraft(
            label=self.label.data or "",
            text=self.text.data or "",
            decided_on=self.decided_on.data,
            file=self.file.checked,
            without_file="remove" in (self.keeping.data or []),
        )


class WithdrawalForm(VersionedForm):
    """Why a released statement is taken back."""

    reason = StringField(
        _l("Why is it withdrawn? (everybody reads it)"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write why.")),
            Length(max=LONGEST_REASON, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_REASON},
    )
