"""Mails to the team: how much is due, and where; never what anybody wrote (trust.md P16)."""

from flask import current_app
from flask_babel import force_locale

from app.accounts.models import Person
from app.shared.database import db
from app.shared.i18n import DEFAULT
from app.shared.jobs import Job, handles
from app.shared.mail import send


@handles("team_mail")
def send_reminder(job: Job) -> None:
    """Send one reminder; nothing if the account was closed in the meantime."""
    person = db.session.get(Person, job.payload["person_id"])
    if person is None or not person.active:
        return
    address, base_url = person.email, current_app.config["SETTINGS"].base_url
    with force_locale(DEFAULT):
        template = current_app.jinja_env.get_template("moderation/reminder.txt")
        subject, _separator, body = template.render(
            due=job.payload["due"], overdue=job.payload["overdue"], base_url=base_url
        ).partition("\n")
    db.session.rollback()
    send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}")
