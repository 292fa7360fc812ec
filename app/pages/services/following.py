"""Following by mail: asked for, confirmed by the owner of the address, told once a day, ended."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from app.pages.models import Follow, Follower
from app.pages.queries.following import (
    MARK_PURPOSE,
    Subject,
    confirmed,
    follower_by_address,
    followers_due,
    number_answered,
    number_new,
    subject_of,
    unconfirmed_since,
)
from app.shared.clock import from_local, now, to_local
from app.shared.database import db, insert_or, table_of
from app.shared.idle import when_idle
from app.shared.jobs import put_in
from app.shared.secrets import encrypt, keyed_hash, random_token
from app.shared.transactions import writes
from app.submissions.policy import UNDO_TIME

MORNING = dt.time(7)
TIME_TO_CONFIRM = dt.timedelta(hours=48)
# So many followers in one portion of the worker's idle time.
AT_ONCE = 20


@writes
def ask_to_follow(subject: Subject, email: str, language: str) -> None:
    """Write to the address: to confirm, or that it follows this already. The caller learns nothing.

    The address is stored encrypted until it confirms, for 48 hours at most.
    """
    follower = _follower_of(email, language)
    values = {"key": random_token(), "follower_id": follower.id, "asked_at": now()}
    values |= {"topic": subject.topic, "topic_id": subject.id}
    again = insert_or(table_of(Follow)).on_conflict_do_update(
        index_elements=["follower_id", "topic", "topic_id"], set_={"asked_at": now()}
    )
    key = db.session.execute(again.returning(table_of(Follow).c.key), values).scalar_one()
    put_in("follow_confirm_mail", {"key": key})


@writes
def confirm(follow: Follow) -> None:
    """Begin to tell what is new from now on; confirming again changes nothing."""
    if follow.confirmed_at is None:
        follow.confirmed_at = now()
        db.session.flush()


@writes
def end_follow(follow: Follow) -> None:
    """End one thing; the address goes with the last."""
    follower = follow.follower
    follower.follows.remove(follow)
    db.session.delete(follow)
    if not follower.follows:
        db.session.delete(follower)
    db.session.flush()


@writes
def end_all(follower: Follower) -> None:
    """End everything, and delete the address."""
    for follow in list(follower.follows):
        end_follow(follow)


@when_idle
def forget_unconfirmed() -> bool:
    """Delete what nobody confirmed within 48 hours, and addresses that follow nothing else."""
    old = unconfirmed_since(now() - TIME_TO_CONFIRM, AT_ONCE)
    if old:
        _end_each(old)
    return bool(old)


@when_idle
def tell_followers() -> bool:
    """Look for news for those whose morning has come, and put in a mail where there is any."""
    due = followers_due(now(), AT_ONCE)
    if not due:
        return False
    until = now() - UNDO_TIME  # what was published just now may still be taken back
    found = [(follower.id, _news_for(follower, until)) for follower in due]
    _put_in_mails(found, until)
    return True


def next_morning(moment: dt.datetime) -> dt.datetime:
    """Return seven o'clock (Europe/Berlin) of the day after, in UTC."""
    return from_local(to_local(moment).date() + dt.timedelta(days=1), MORNING)


@writes
def _follower_of(email: str, language: str) -> Follower:
    found = follower_by_address(email)
    if found is not None:
        return found
    moment = now()
    values: dict[str, Any] = {
        "key": random_token(),
        "mark": keyed_hash(MARK_PURPOSE, email.strip().lower()),
        "email_encrypted": encrypt(email),
        "language": language,
        "created_at": moment,
        "told_until": moment,
        "due_at": next_morning(moment),
    }
    once = insert_or(table_of(Follower)).on_conflict_do_update(
        index_elements=["mark"], set_={"mark": values["mark"]}
    )
    follower_id = db.session.execute(once.returning(table_of(Follower).c.id), values).scalar_one()
    return db.session.get_one(Follower, follower_id)


def _news_for(follower: Follower, until: dt.datetime) -> list[list[Any]]:
    """Return (key of the follow, how many contributions, answers) for everything with news.

    What is gone comes with zeros.
    """
    news: list[list[Any]] = []
    for follow in confirmed(follower):
        subject = subject_of(follow)
        since = max(follower.told_until, follow.confirmed_at or until)
        numbers = [0, 0]
        if subject is not None:
            numbers = [count(subject, since, until) for count in (number_new, number_answered)]
        if any(numbers) or subject is None:
            news.append([follow.key, *numbers])
    return news


@writes
def _put_in_mails(found: list[tuple[int, list[list[Any]]]], until: dt.datetime) -> None:
    tomorrow = next_morning(now())
    for follower_id, news in found:
        follower = db.session.get(Follower, follower_id)
        if follower is None or follower.due_at > now():  # ended, or another worker was quicker
            continue
        follower.told_until, follower.due_at = max(follower.told_until, until), tomorrow
        told = [line for line in news if any(line[1:])]
        if told:
            put_in("follow_mail", {"key": follower.key, "news": told})
        gone = [line[0] for line in news if not any(line[1:])]
        for follow in [one for one in follower.follows if one.key in gone]:
            end_follow(follow)
    db.session.flush()


@writes
def _end_each(follows: Sequence[Follow]) -> None:
    for follow in follows:
        end_follow(follow)
