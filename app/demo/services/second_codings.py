"""Examples of blind second coding, so that its pages are not empty."""

import random
from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.queries import by_email
from app.demo.models import ACCOUNTS
from app.guidelines.queries import CodeEntry, catalogue
from app.moderation.models import FIRST, SecondCoding
from app.moderation.queries import chosen_in
from app.moderation.services import code_second, draw, settle
from app.shared.database import db
from app.submissions.models import Submission

NUMBER, LEFT_OPEN, LEFT_TO_SETTLE = 40, 4, 3
REASON = "Beispiel: Der Text nennt es ausdrücklich."
NOTE = "Beispiel: Die Definition sollte sagen, ob Wege dorthin mitgemeint sind."


def load_second_codings() -> None:
    """Draw some published examples; code most of them twice and settle most of those; commits."""
    people = [by_email(email) for email, _name, _role in ACCOUNTS]
    first, second, _planner, judge, *_others = (person for person in people if person is not None)
    published = select(Submission).where(Submission.is_example, Submission.status == "published")
    found = db.session.scalars(published.order_by(Submission.id).limit(NUMBER)).all()
    to_settle = 0
    for place, submission in enumerate(found):
        drawn = draw(first, submission)
        if drawn is None or drawn.state != "open" or place >= NUMBER - LEFT_OPEN:
            continue
        own = chosen_in(drawn.id)[FIRST]
        code_second(second, drawn, drawn.version, _choice(place, own, catalogue().codes))
        if drawn.state == "coded":
            to_settle += 1
            if to_settle > LEFT_TO_SETTLE:
                _settle(judge, drawn, own)
    db.session.commit()


def _choice(place: int, own: set[int], codes: Sequence[CodeEntry]) -> set[int]:
    """The same codes; in two of five contributions one less or another one."""
    dice = random.Random(place)  # noqa: S311 - an example, the same each time
    if own and dice.random() < 0.25:
        return own - {dice.choice(sorted(own))}
    if dice.random() < 0.2:
        return own | {dice.choice(codes).id}
    return own


def _settle(judge: Person, second: SecondCoding, own: set[int]) -> None:
    """What the first coder chose is valid; one code gets a note on its definition."""
    note = (min(own), NOTE) if own and second.submission_id % 4 == 0 else None
    settle(judge, second, second.version, own, REASON, note)
