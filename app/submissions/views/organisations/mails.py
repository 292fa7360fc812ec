"""The mail to who registered an organisation that the city did not verify."""

from flask import current_app
from flask_babel import force_locale

from app.accounts.services import unsealed
from app.shared.database import db
from app.shared.i18n import DEFAULT
from app.shared.jobs import Job, handles
from app.shared.mail import send


@handles("organisation_mail")
def send_organisation_mail(job: Job) -> None:
    """Send the reason; it is about the registration, not about anything that anybody wrote."""
    address, reason = unsealed(job.payload["to"]), unsealed(job.payload["reason"])
    if address is None:
        return
    with force_locale(DEFAULT):
        template = current_app.jinja_env.get_template("organisations/mail.txt")
        text = template.render(name=job.payload["name"], reason=reason or "")
    subject, _separator, body = text.partition("\n")
    db.session.rollback()
    send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}")
