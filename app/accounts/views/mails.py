"""Mails about accounts: that something is to do or was changed, and where; nothing else."""

from flask import current_app
from flask_babel import force_locale

from app.accounts.models import Person
from app.accounts.queries import is_invited
from app.accounts.services import sign_up_token, unsealed
from app.shared.database import db
from app.shared.i18n import DEFAULT, LANGUAGES
from app.shared.jobs import Job, handles
from app.shared.mail import send

PATHS = {
    "invitation": "/anmelden/einladung/{}",
    "reset": "/anmelden/neu/{}",
    "email": "/konto/e-mail/{}",
    "sign_up": "/anmelden/konto/{}",
    "known": "/anmelden",
}


@handles("account_mail")
def send_account_mail(job: Job) -> None:
    """Send one mail; nothing if the account was closed in the meantime."""
    person = db.session.get(Person, job.payload["person_id"])
    if person is None or not (person.active or is_invited(person)):
        return
    event = job.payload["event"]
    address = unsealed(job.payload.get("to")) or person.email
    _send(job.id, address, event, unsealed(job.payload.get("token")), DEFAULT)


@handles("sign_up_mail")
def send_sign_up_mail(job: Job) -> None:
    """Send the link to open an account, in the language of the page where it was asked for."""
    address = unsealed(job.payload["to"]) or ""
    language = job.payload["language"]
    known = language if language in {one.code for one in LANGUAGES} else DEFAULT
    _send(job.id, address, "sign_up", sign_up_token(address), known)


def _send(job_id: int, address: str, event: str, token: str | None, language: str) -> None:
    path = PATHS.get(event, "/konto/").format(token)
    base_url = current_app.config["SETTINGS"].base_url
    with force_locale(language):
        template = current_app.jinja_env.get_template("accounts/mail.txt")
        text = template.render(event=event, link=f"{base_url}{path}")
    subject, _separator, body = text.partition("\n")
    db.session.rollback()
    send(address, subject.strip(), body.strip(), f"ortsstimme-{job_id}")
