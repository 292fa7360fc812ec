"""The form to order an export."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from app.areas.queries import directory as areas
from app.areas.queries import schemes, zone_of_token, zone_tokens
from app.consultations.queries import by_slug
from app.consultations.queries import directory as consultations
from app.exports.models import Selection
from app.guidelines.queries import all_code_books
from app.shared.forms import Form
from app.shared.i18n import text_in


class ExportForm(Form):
    """Format and selection."""

    format = RadioField(
        _l("File format"),
        choices=[
            SelectChoice("xlsx", _l("Excel (XLSX), with explanations")),
            SelectChoice("csv", _l("Table (CSV), for programs")),
        ],
        default="xlsx",
    )
    area = SelectField(_l("Ortsteil"))
    zone = SelectField(_l("Zone"), default="")
    scheme = SelectField(_l("Sorted by area scheme"), default="")
    consultation = SelectField(_l("Consultation"))
    code_book = SelectField(_l("Codes of"), default="")

    def prepare(self) -> None:
        """Fill in today's Ortsteile and consultations."""
        self.area.choices = [SelectChoice("", _l("All Ortsteile"))]
        self.area.choices += [SelectChoice(area.slug, area.name) for area in areas().entries]
        self.zone.choices = [SelectChoice("", _l("All areas"))]
        self.zone.choices += [SelectChoice(token, words) for token, words in zone_tokens()]
        self.scheme.choices = [SelectChoice("", _l("none, by the day of publication"))]
        self.scheme.choices += [SelectChoice(one.key, one.name) for one in schemes()]
        self.consultation.choices = [SelectChoice("", _l("All consultations"))]
        self.consultation.choices += [
            SelectChoice(c.slug, text_in(c.title)) for c in consultations()
        ]
        self.code_book.choices = [SelectChoice("", _l("Newest version of the catalogue"))]
        self.code_book.choices += [
            SelectChoice(str(book.version), _("Version %(version)s", version=book.version))
            for book in reversed(all_code_books())
            if book.carried_at
        ]

    def selection(self) -> Selection:
        """Return what was chosen."""
        area = areas().by_slug.get(self.area.data or "")
        zone = zone_of_token(self.zone.data or "")
        consultation = by_slug(self.consultation.data or "")
        return Selection(
            area_id=area.id if area else None,
            area_slug=area.slug if area else None,
            area_name=area.name if area else None,
            consultation_id=consultation.id if consultation else None,
            consultation_slug=consultation.slug if consultation else None,
            code_book_version=int(self.code_book.data) if self.code_book.data else None,
            zone_key=zone.token if zone else None,
            zone_name=zone.name if zone else None,
            area_ids=zone.area_ids if zone else None,
            scheme_key=self.scheme.data or None,
        )
