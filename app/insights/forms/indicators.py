"""The upload of indicator figures."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from app.shared.forms import Form


class FiguresForm(Form):
    """A CSV file with figures."""

    file = FileField(_l("Your file"))

    def validate_file(self, field: FileField) -> None:
        """Some file."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Please choose a file."))
