"""Looking at the address that a submitter left for news."""

from app.accounts.models import Person
from app.accounts.services import record
from app.moderation.policy import can_see_contact
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.secrets import decrypt
from app.shared.transactions import writes
from app.submissions.models import Contact, Submission


@writes
def see_contact(person: Person, submission: Submission, reason: str) -> str | None:
    """Return the address and keep on record who looked at it and why (trust.md P2).

    None if no key at hand opens it. Raises `NotPossible` if there is none, or none to be seen.
    """
    contact = db.session.get(Contact, submission.id)
    if contact is None or not can_see_contact(person, submission):
        raise NotPossible(submission.public_number)
    record(person.id, f"contact seen: {reason}", submission.public_number)
    return decrypt(contact.email_encrypted)
