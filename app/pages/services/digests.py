"""The weekly digest: put in once a week, on Monday morning, for everybody who wants it."""

import datetime as dt

from sqlalchemy import delete

from app.accounts.models import Person
from app.pages.models import DigestWeek, WithoutDigest
from app.pages.queries.digests import people_with_digest
from app.shared.clock import now, to_local, today
from app.shared.database import db, insert_or, table_of
from app.shared.idle import when_idle
from app.shared.jobs import put_in
from app.shared.mail import can_send
from app.shared.transactions import writes

MORNING = dt.time(7)
# A worker that was down on Monday still sends on Tuesday; later than that the week is old.
LAST_WEEKDAY = 1


@when_idle
def put_in_digests() -> bool:
    """Put in this week's digests, once, on Monday after seven o'clock (Europe/Berlin)."""
    day = today()
    monday = day - dt.timedelta(days=day.weekday())
    early = day == monday and to_local(now()).time() < MORNING
    if early or day.weekday() > LAST_WEEKDAY or not can_send() or _is_done(monday):
        return False
    _put_in(monday)
    return True


@writes
def want_digest(person_id: int, is_wanted: bool) -> None:
    """Keep whether somebody wants the weekly digest."""
    if is_wanted:
        db.session.execute(delete(WithoutDigest).where(WithoutDigest.person_id == person_id))
        return
    if db.session.get(Person, person_id) is not None:
        once = insert_or(table_of(WithoutDigest)).on_conflict_do_nothing()
        db.session.execute(once, {"person_id": person_id})


def _is_done(monday: dt.date) -> bool:
    return db.session.get(DigestWeek, monday) is not None


@writes
def _put_in(monday: dt.date) -> None:
    if _is_done(monday):  # another worker was quicker
        return
    db.session.add(DigestWeek(monday=monday, put_in_at=now()))
    db.session.flush()
    for person in people_with_digest():
        put_in("digest_mail", {"person_id": person.id, "monday": monday.isoformat()})
