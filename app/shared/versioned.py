"""The base of every form about something that two people may have open."""

from typing import Any

from werkzeug.exceptions import BadRequest
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from app.shared.forms import Filled, Form


class VersionedForm(Form):
    """Carries the version of the thing that was on the screen."""

    version = IntegerField(widget=HiddenInput(), validators=[Filled()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all is right; a request without a version was not made by our page."""
        right = bool(super().validate(extra_validators))
        if self.version.errors:
            raise BadRequest
        return right
