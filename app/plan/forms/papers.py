"""Documents and links of a measure."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.plan.policy import LONGEST_PAPER, LONGEST_TITLE, is_web_address
from app.plan.services import LinkDraft
from app.shared.forms import Form, tidied
from app.shared.uploads import PdfField

TOO_LONG = _l("Please use at most %(max)d characters.")
LONGEST_ADDRESS = 500


class LinkForm(Form):
    """A Drucksache by its number, an address, or both."""

    title = StringField(
        _l("Title"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write a title.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_TITLE, "dir": "auto"},
    )
    paper = StringField(
        _l("Number of the Drucksache"),
        filters=[tidied],
        validators=[Length(max=LONGEST_PAPER, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_PAPER},
    )
    dated = DateField(_l("Day"), validators=[Optional()])
    url = StringField(
        _l("Address (https://…)"),
        filters=[tidied],
        validators=[Length(max=LONGEST_ADDRESS, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_ADDRESS, "inputmode": "url"},
    )

    def validate_url(self, field: StringField) -> None:
        """An address of the web and nothing else, or the number of a paper."""
        if not field.data:
            if not self.paper.data:
                raise ValidationError(_l("Please give an address or the number of a Drucksache."))
            return
        if not is_web_address(field.data):
            raise ValidationError(_l("The address must begin with https:// or http://."))

    def draft(self) -> LinkDraft:
        """Return what was typed."""
        return LinkDraft(
            title=self.title.data or "",
            paper=self.paper.data or "",
            dated=self.dated.data,
            url=self.url.data or "",
        )


class MeasureDocumentForm(Form):
    """One more PDF."""

    file = PdfField(_l("Document as a PDF"))

    def validate_file(self, field: PdfField) -> None:
        """One was chosen."""
        if field.checked is None:
            raise ValidationError(_l("Please choose a file."))
