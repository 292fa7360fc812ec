"""Administrators load a draft of the next version and put it in force."""

from app.accounts.models import Person
from app.accounts.policy import is_admin
from app.accounts.services import record
from app.guidelines.models import CodeBook
from app.guidelines.services import load_code_book
from app.guidelines.services import publish as publish_code_book
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.transactions import writes


class OtherDraft(Conflict):
    """Somebody replaced or published the draft after the page was opened."""


@writes
def draft_catalogue(person: Person, content: str, format: str) -> CodeBook:
    """Load a file as the draft of the next version; raises `InvalidData`, then nothing changed."""
    _expect_admin(person)
    book = load_code_book(content, format)
    record(person.id, "catalogue loaded", f"version {book.version}")
    return book


@writes
def publish_catalogue(person: Person, book: CodeBook, seen: str) -> None:
    """Put the draft in force that the person saw; raises `OtherDraft`."""
    _expect_admin(person)
    db.session.refresh(book)
    if book.status != "draft" or mark_of_draft(book) != seen:
        raise OtherDraft(f"version {book.version}")
    publish_code_book(book)
    record(person.id, "catalogue published", f"version {book.version}")


def mark_of_draft(book: CodeBook) -> str:
    """Return what differs between a draft and the one that replaces it."""
    return book.created_at.isoformat()


def _expect_admin(person: Person) -> None:
    if not is_admin(person):
        raise NotPossible("only administrators change the catalogue")
