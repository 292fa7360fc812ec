"""What an official answer can be about: a published contribution or a concern with some."""

from dataclasses import dataclass

from app.moderation.queries import concern_by_number, figures_of
from app.plan.models import Answer
from app.shared.i18n import DEFAULT
from app.submissions.models import Submission
from app.submissions.queries import by_public_number


@dataclass(frozen=True)
class Subject:
    """The thing that is answered.

    A concern has a title; a contribution has its number, and while it is published its public
    text and the language of that.
    """

    kind: str
    id: int
    number: str
    title: str
    text: str | None = None
    language: str = DEFAULT

    @property
    def path(self) -> str:
        """The address of its public page."""
        return f"/{'anliegen' if self.kind == 'concern' else 'beitrag'}/{self.number}"


def subject_by_number(number: str) -> Subject | None:
    """Return the contribution or concern with this number; None unless everybody can see it."""
    found = by_public_number(number.upper())
    if found is not None and found.status == "published":
        return _of_submission(found)
    concern = concern_by_number(number)
    if concern is None or not figures_of(concern.id).contributions:
        return None
    return Subject("concern", concern.id, concern.public_number, concern.title)


def subject_of(answer: Answer) -> Subject:
    """Return what the answer is about, public or not."""
    concern, submission = answer.concern, answer.submission
    if concern is not None:
        return Subject("concern", concern.id, concern.public_number, concern.title)
    assert submission is not None  # one of the two: the database sees to it
    return _of_submission(submission)


def is_subject_public(answer: Answer) -> bool:
    """Whether everybody can see the contribution or concern that the answer is about."""
    return subject_by_number(subject_of(answer).number) is not None


def _of_submission(found: Submission) -> Subject:
    number, text = found.public_number, found.public_text
    return Subject("submission", found.id, number, number, text, found.language)
