"""Drawing contributions for a second coder, and sealing what the first one chose."""

from sqlalchemy import delete, insert, select, update

from app.accounts.models import Person
from app.accounts.policy import SECOND_CODERS
from app.accounts.queries import others_with_role
from app.guidelines.models import Code
from app.guidelines.queries import by_version, catalogue
from app.moderation.models import FIRST, ChosenCode, Coding, SecondCoding
from app.moderation.queries import second_coding_of
from app.shared.clock import now
from app.shared.database import db
from app.shared.drawing import is_drawn
from app.shared.settings import settings
from app.shared.transactions import writes
from app.submissions.models import Submission

PURPOSE = "second coding"


def freeze_or_draw(person: Person, submission: Submission) -> None:
    """Draw a contribution whose codes were just saved, once; what is drawn already is frozen anew.

    Whoever may change codes while a second coder is awaited is the first coder (`policy`).
    """
    second = second_coding_of(submission.id)
    if second is not None:
        if second.state == "open":
            _freeze(second)
        return
    # Where nobody else could choose, the codes would stay sealed for ever.
    percent, number = settings().second_coding_percent, submission.public_number
    if is_drawn(PURPOSE, number, percent) and others_with_role(person.id, SECOND_CODERS):
        draw(person, submission)


@writes
def draw(person: Person, submission: Submission) -> SecondCoding | None:
    """Have a contribution coded a second time, once; None if no catalogue is in force."""
    known = second_coding_of(submission.id)
    if known is not None:
        return known
    book = by_version(catalogue().version)
    if book is None:
        return None
    second = SecondCoding(
        submission_id=submission.id,
        code_book_id=book.id,
        first_coder_id=person.id,
        state="open",
        drawn_at=now(),
    )
    db.session.add(second)
    db.session.flush()
    _freeze(second)
    return second


def _freeze(second: SecondCoding) -> None:
    """Keep the first codes as they stand now, and let nobody but the first coder see them."""
    frozen = (ChosenCode.second_coding_id == second.id) & (ChosenCode.role == FIRST)
    db.session.execute(delete(ChosenCode).where(frozen))
    coded = select(Coding.code_id).join(Code, Code.id == Coding.code_id).distinct()
    coded = coded.where(
        Coding.submission_id == second.submission_id, Code.code_book_id == second.code_book_id
    )
    rows = [
        {"second_coding_id": second.id, "role": FIRST, "code_id": code_id}
        for code_id in db.session.scalars(coded)
    ]
    if rows:
        db.session.execute(insert(ChosenCode), rows)
    every = update(Coding).where(Coding.submission_id == second.submission_id)
    db.session.execute(every.values(sealed=True))
