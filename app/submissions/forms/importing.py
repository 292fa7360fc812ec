"""Forms for many contributions at once."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.accounts.models import Organisation
from app.consultations.queries import ConsultationEntry
from app.shared.forms import Form
from app.shared.i18n import text_in
from app.submissions.services.importing import COLUMNS, mapping_problem

LONGEST_LABEL = 60


class UploadForm(Form):
    """A file, in whose name, and to which question."""

    organisation = SelectField(_l("In whose name?"))
    consultation = SelectField(_l("To which consultation?"))
    file = FileField(_l("Your file"))

    def prepare(
        self,
        organisations: Sequence[Organisation],
        consultations: Sequence[ConsultationEntry],
        *,
        is_staff: bool,
    ) -> None:
        """Fill in the choices; call before anything else."""
        own = [SelectChoice(known.key, known.name) for known in organisations]
        city = [SelectChoice("", _("Nobody’s: the city took it down"))] if is_staff else []
        self.organisation.choices = [*own, *city]
        self.consultation.choices = [SelectChoice(c.slug, text_in(c.title)) for c in consultations]

    def validate_file(self, field: FileField) -> None:
        """Some file."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Please choose a file."))


class MappingForm(Form):
    """For each column of the file, what it holds."""

    names: tuple[str, ...] = ()

    @property
    def mapping(self) -> list[str]:
        """Return what was chosen, in the order of the columns."""
        return [self[name].data or "" for name in self.names]

    def validate(self, extra_validators: Any = None) -> bool:
        """One column must hold the contribution, and no two the same (codes may)."""
        if not super().validate(extra_validators):
            return False
        problem = mapping_problem(self.mapping)
        if problem:
            self[self._wrong_name(problem)].errors = [self._words(problem)]
        return problem is None

    def _wrong_name(self, problem: str) -> str:
        twice = [n for i, n in enumerate(self.names) if self.mapping[i] in self.mapping[:i]]
        filled = [name for name in twice if self[name].data]
        return filled[0] if problem == "twice" and filled else self.names[0]

    def _words(self, problem: str) -> str:
        if problem == "twice":
            return str(_("Another column holds the same already. Please choose one of them."))
        return str(_("Please say which column holds the contribution."))


def mapping_form(headings: Sequence[str], mapping: Sequence[str], **options: Any) -> MappingForm:
    """Return the form for the columns of a file, with what they seem to hold."""
    choices = [SelectChoice("", _("Leave out"))]
    choices += [SelectChoice(column.key, _(column.title)) for column in COLUMNS]
    fields: dict[str, Any] = {"names": tuple(f"column_{i}" for i in range(len(headings)))}
    for i, heading in enumerate(headings):
        label = heading[:LONGEST_LABEL] or _("Column %(number)d (without heading)", number=i + 1)
        known = mapping[i] if i < len(mapping) else ""
        fields[f"column_{i}"] = SelectField(label, choices=choices, default=known)
    bound: MappingForm = type("BoundMappingForm", (MappingForm,), fields)(**options)
    return bound
