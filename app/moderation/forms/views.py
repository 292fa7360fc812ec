"""The form for keeping filters under a name."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from app.shared.forms import Filled, Form, tidied


class ViewForm(Form):
    """A name for the filters at hand."""

    name = StringField(
        _l("Name of the view"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give the view a name.")),
            Length(max=60, message=_l("Please use at most %(max)d characters.")),
        ],
    )
