"""Forms for concerns: titles, contributions by number, and merging two."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from app.moderation.forms.deciding import VersionedForm
from app.moderation.policy import LONGEST_TITLE, SHORTEST_TITLE
from app.shared.forms import Filled, Form, tidied
from app.submissions.models import Submission
from app.submissions.queries import by_public_number

MOST_AT_ONCE = 50
_BETWEEN = re.compile(r"[\s,;]+")


def title_field(**render: object) -> StringField:
    """Return the question for a title; what is given goes onto the field."""
    return StringField(
        _l("Title of the concern"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write a title.")),
            Length(
                min=SHORTEST_TITLE,
                max=LONGEST_TITLE,
                message=_l("Please write between %(min)d and %(max)d characters."),
            ),
        ],
        render_kw={"maxlength": LONGEST_TITLE, **render},
    )


class MergeForm(Form):
    """A title for a new concern of two contributions; not asked where there is one already."""

    title = title_field(autofocus=True)


class TitleForm(VersionedForm):
    """Another title for a concern."""

    title = title_field()


class NumbersForm(VersionedForm):
    """Public numbers of contributions, apart by spaces or commas."""

    numbers = StringField(
        _l("Numbers of the contributions"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write at least one number.")),
            Length(max=1000, message=_l("Please use at most %(max)d characters.")),
        ],
    )
    submissions: list[Submission]

    def validate_numbers(self, field: StringField) -> None:
        """Each number names a contribution; they are kept in `submissions`."""
        numbers = list(dict.fromkeys(_BETWEEN.split((field.data or "").upper())))[:MOST_AT_ONCE]
        found = {number: by_public_number(number) for number in numbers if number}
        missing = [number for number, submission in found.items() if submission is None]
        if missing:
            raise ValidationError(
                _l("There is no contribution with this number: %(numbers)s")
                % {"numbers": ", ".join(missing)}
            )
        self.submissions = [one for one in found.values() if one is not None]
