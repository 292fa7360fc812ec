"""Mails to councils, offices and moderators: what is due or done, and where; no content (P16)."""

import datetime as dt

from flask import current_app
from flask_babel import force_locale

from app.accounts.models import Office, Person
from app.shared.database import db
from app.shared.i18n import DEFAULT
from app.shared.jobs import Job, handles
from app.shared.mail import send


@handles("council_mail")
def send_council_mail(job: Job) -> None:
    """Send one mail; nothing if account or post box are gone in the meantime."""
    address = _address(job)
    if address is None:
        return
    about = job.payload
    day = dt.date.fromisoformat(about["due_on"]) if "due_on" in about else None
    with force_locale(DEFAULT):
        template = current_app.jinja_env.get_template("councils/mail.txt")
        base_url = current_app.config["SETTINGS"].base_url
        subject, _separator, body = template.render(
            about=about, day=day, base_url=base_url
        ).partition("\n")
    db.session.rollback()
    send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}")


def _address(job: Job) -> str | None:
    if "office_id" in job.payload:
        office = db.session.get(Office, job.payload["office_id"])
        return office.email if office else None
    person = db.session.get(Person, job.payload["person_id"])
    return person.email if person is not None and person.active else None
