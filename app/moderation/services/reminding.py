"""Tells the team once a working day what is due; what stays too long goes to the administrators."""

import datetime as dt

from app.accounts.queries import people_with_role
from app.moderation.models import TeamReminder
from app.moderation.queries import due_by, oldest_due_day
from app.shared.clock import now, to_local, today
from app.shared.database import db
from app.shared.idle import when_idle
from app.shared.jobs import put_in
from app.shared.mail import can_send
from app.shared.transactions import writes
from app.shared.workdays import add_working_days, is_working_day

MORNING = dt.time(7)
# So many working days after its due day a contribution is told to the administrators as well.
ESCALATED_AFTER = 2


@when_idle
def remind_team() -> bool:
    """Put in the mails of this working day, once, after seven o'clock (Europe/Berlin)."""
    day = today()
    early = to_local(now()).time() < MORNING
    if early or not can_send() or not is_working_day(day) or _was_reminded(day):
        return False
    _remind(day)
    return True


def is_escalated(day: dt.date) -> bool:
    """Whether the oldest waiting contribution was due more than two working days before `day`."""
    oldest = oldest_due_day()
    return oldest is not None and add_working_days(oldest, ESCALATED_AFTER) < day


def _was_reminded(day: dt.date) -> bool:
    return db.session.get(TeamReminder, day) is not None


@writes
def _remind(day: dt.date) -> None:
    if _was_reminded(day):  # another worker was quicker
        return
    due, overdue = due_by(day)
    db.session.add(TeamReminder(day=day, due=due, overdue=overdue, sent_at=now()))
    db.session.flush()
    if not due and not overdue:
        return
    roles = {"moderator", "admin"} if is_escalated(day) else {"moderator"}
    for person in people_with_role(roles):
        payload = {"person_id": person.id, "due": due, "overdue": overdue, "day": day.isoformat()}
        put_in("team_mail", payload)
