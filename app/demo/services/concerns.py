"""Example concerns and voices, made through the real services."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import update

from app.accounts.models import Person
from app.demo.models import SHIFTED_TIMES
from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import concerns_of
from app.moderation.services import create_concern
from app.shared.clock import now
from app.shared.database import db
from app.shared.transactions import writes
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.queries import by_submission_key
from app.submissions.services import add_voice, voice_key

CONCERNS = Path(__file__).parents[1] / "data" / "concerns.yaml"


def load_concerns(moderator: Person) -> None:
    """Load the example concerns and voices that are missing; commits."""
    content: dict[str, Any] = yaml.safe_load(CONCERNS.read_text(encoding="utf-8"))
    for entry in content["concerns"]:
        members = _published(entry["contributions"])
        if len(members) > 1 and not concerns_of([member.id for member in members]):
            concern = create_concern(moderator, members, entry["title"], is_example=True)
            _move_back(concern, now() - SHIFTED_TIMES["a day"])
            db.session.commit()
    for place, number in content["voices"].items():
        for submission in _published([place]):
            for count in range(number):
                add_voice(submission, voice_key(f"example {count}", submission.id))
            db.session.commit()


@writes
def _move_back(concern: Concern, moment: dt.datetime) -> None:
    """Let it have been merged then: nobody is offered to undo it."""
    members = update(ConcernMember).where(ConcernMember.concern_id == concern.id)
    db.session.execute(members.values(at=moment))
    lines = update(SubmissionEvent).where(SubmissionEvent.reference == concern.public_number)
    db.session.execute(lines.values(at=moment))


def _published(places: list[int]) -> list[Submission]:
    """The example contributions at these places that are published still."""
    found = [by_submission_key(f"example-{place:04d}") for place in places]
    return [one for one in found if one is not None and one.status == "published"]
