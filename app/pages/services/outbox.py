"""Mails that were given up: send them again or let them go; both are recorded."""

from collections.abc import Sequence

from app.accounts.models import Person
from app.accounts.services import record
from app.shared.jobs import Job
from app.shared.outbox import forget, resend
from app.shared.transactions import writes


@writes
def send_again(person: Person, mails: Sequence[Job]) -> None:
    """Have these mails tried again."""
    resend(mails)
    for mail in mails:
        record(person.id, "mail sent again", f"job:{mail.id}")


@writes
def let_go(person: Person, mail: Job) -> None:
    """Delete a mail that nobody can receive."""
    forget(mail)
    record(person.id, "mail deleted", f"job:{mail.id}")
