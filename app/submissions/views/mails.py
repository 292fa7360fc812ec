"""Mails to submitters: that there is news, and where; never what anybody wrote (trust.md P16)."""

from flask import current_app
from flask_babel import force_locale

from app.shared.database import db
from app.shared.i18n import screen_language
from app.shared.jobs import Job, handles
from app.shared.mail import send, unsubscribe_address
from app.shared.secrets import decrypt
from app.submissions.models import Contact, Submission
from app.submissions.policy import LAST_NEWS, TOLD
from app.submissions.queries import by_id, events_of
from app.submissions.services import stop_news

CONCERN = "concern_"


@handles("submission_mail")
def send_news(job: Job) -> None:
    """Send one mail about a contribution; nothing if it was deleted or taken back."""
    contact = db.session.get(Contact, job.payload["submission_id"])
    submission = by_id(job.payload["submission_id"])
    address = decrypt(contact.email_encrypted) if contact else None
    if contact is None or submission is None or address is None:
        return
    event, number = job.payload["event"], submission.public_number
    if not _still_holds(submission, event, job):
        return
    ends = unsubscribe_address("beitrag", number)
    subject, body = _write(event, number, ends, contact.language)
    db.session.rollback()
    send(address, subject, body, f"ortsstimme-{job.id}", ends)
    if event in LAST_NEWS:
        stop_news(job.payload["submission_id"])


def _write(event: str, number: str, ends: str, language: str) -> tuple[str, str]:
    base_url = current_app.config["SETTINGS"].base_url
    # Straight from the template: what pages get beside it needs a request.
    template = current_app.jinja_env.get_template("submissions/mail.txt")
    with force_locale(screen_language(language)):
        text = template.render(event=event, number=number, base_url=base_url, ends=ends)
    subject, _, body = text.partition("\n")
    return subject.strip(), body.strip()


def _still_holds(submission: Submission, event: str, job: Job) -> bool:
    """Whether what is told was not taken back, and not made anew with a mail of its own."""
    if event in TOLD:
        since = submission.decided_at or submission.rests_since
        return submission.status == event and since is not None and since <= job.created_at
    if event.startswith(CONCERN):
        lines = [line for line in events_of(submission.id) if line.kind.startswith(CONCERN)]
        return bool(lines) and lines[-1].kind == event and lines[-1].at <= job.created_at
    return True
