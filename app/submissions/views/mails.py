"""Mails to submitters: that there is news, and where; never what anybody wrote (trust.md P16)."""

import smtplib

from flask import current_app
from flask_babel import force_locale

from app.shared.database import db
from app.shared.i18n import screen_language
from app.shared.jobs import Job, RetryLater, handles
from app.shared.mail import send
from app.shared.secrets import decrypt
from app.submissions.models import Contact, Submission
from app.submissions.policy import TOLD
from app.submissions.queries import by_id


@handles("submission_mail")
def send_news(job: Job) -> None:
    """Send one mail about a contribution; nothing if it was deleted or taken back."""
    contact = db.session.get(Contact, job.payload["submission_id"])
    submission = by_id(job.payload["submission_id"])
    address = decrypt(contact.email_encrypted) if contact else None
    if contact is None or submission is None or address is None:
        return
    event = job.payload["event"]
    if event in TOLD and not _still_holds(submission, event, job):
        return
    address_of_site = current_app.config["SETTINGS"].base_url
    with force_locale(screen_language(contact.language)):
        # Straight from the template: what pages get beside it needs a request.
        subject, _, body = (
            current_app.jinja_env.get_template("submissions/mail.txt")
            .render(
                event=event,
                number=submission.public_number,
                base_url=address_of_site,
            )
            .partition("\n")
        )
    db.session.rollback()
    try:
        send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}")
    except (OSError, smtplib.SMTPException) as error:
        raise RetryLater(type(error).__name__) from error


def _still_holds(submission: Submission, event: str, job: Job) -> bool:
    """Whether the decision was not taken back, and not made anew with a mail of its own."""
    since = submission.decided_at or submission.rests_since
    return submission.status == event and since is not None and since <= job.created_at
