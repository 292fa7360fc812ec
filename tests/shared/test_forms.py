"""Fields that must be filled in."""

import pytest
from wtforms import IntegerField, StringField

from app.shared.forms import Filled, Form, tidied


class NameForm(Form):
    """A text and a number that are needed."""

    name = StringField(filters=[tidied], validators=[Filled("Bitte ausfüllen.")])
    number = IntegerField(validators=[Filled("Bitte eine Zahl.")])


@pytest.mark.parametrize(
    ("name", "number", "errors"),
    [
        ("Rieth", "0", {}),
        ("", "1", {"name": ["Bitte ausfüllen."]}),
        ("   ", "1", {"name": ["Bitte ausfüllen."]}),
        ("\u00a0 \t", "1", {"name": ["Bitte ausfüllen."]}),
        ("Rieth", "", {"number": ["Bitte eine Zahl."]}),
    ],
)
def test_blanks_are_no_answer(app, name, number, errors):
    with app.test_request_context(method="POST", data={"name": name, "number": number}):
        form = NameForm()
        assert form.validate() is not bool(errors)
        assert form.errors == errors
