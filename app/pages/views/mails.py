"""Mails to followers: how much is new and where; never what anybody wrote (trust.md P16)."""

from typing import Any

from flask import current_app
from flask_babel import force_locale

from app.pages.forms import subject_title
from app.pages.models import Follower
from app.pages.queries.following import confirmed, follow_by_key, follower_by_key, subject_of
from app.pages.views.following import confirm_address, manage_address
from app.shared.database import db
from app.shared.i18n import screen_language
from app.shared.jobs import Job, handles
from app.shared.mail import send, unsubscribe_address
from app.shared.secrets import decrypt


@handles("follow_confirm_mail")
def send_confirmation(job: Job) -> None:
    """Ask the owner of the address to confirm; who follows this already reads so."""
    follow = follow_by_key(job.payload["key"])
    if follow is None:
        return
    follower, subject = follow.follower, subject_of(follow)
    if subject is None:
        return
    values = {
        "subject": subject,
        "is_known": follow.confirmed_at is not None,
        "confirm": confirm_address(follow),
        "manage": manage_address(follower),
    }
    _send(job, follower, "pages/follow_confirm.txt", values)


@handles("follow_mail")
def send_news(job: Job) -> None:
    """Say how much is new, where; nothing about what was ended in the meantime."""
    follower = follower_by_key(job.payload["key"])
    if follower is None:
        return
    numbers = {key: tuple(counted) for key, *counted in job.payload["news"]}
    kept = [one for one in confirmed(follower) if one.key in numbers]
    found = [(subject_of(one), numbers[one.key]) for one in kept]
    news = [(subject, (*counted, 0)[:2]) for subject, counted in found if subject]
    if news:
        values = {"news": news, "manage": manage_address(follower)}
        _send(job, follower, "pages/follow_news.txt", values)


def _send(job: Job, follower: Follower, template: str, values: dict[str, Any]) -> None:
    address = decrypt(follower.email_encrypted)
    ends = unsubscribe_address("folgen", follower.key)
    known = {
        "ends": ends,
        "title": subject_title,
        "base_url": current_app.config["SETTINGS"].base_url,
    }
    with force_locale(screen_language(follower.language)):
        text = current_app.jinja_env.get_template(template).render(**values, **known)
    subject, _, body = text.partition("\n")
    db.session.rollback()
    if address:
        send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}", ends)
