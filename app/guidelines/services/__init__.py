"""Loading and publishing code books."""

from sqlalchemy import delete, select

from app.guidelines.models import Code, CodeBook, CodeSuccession
from app.guidelines.queries import all_code_books, book_in_force, draft
from app.guidelines.services.comparing import CodeChange, compare, compare_codes
from app.guidelines.services.reading import CodeBookDraft, read_code_book
from app.guidelines.services.succeeding import problems_of_succession, successions
from app.guidelines.services.writing import write_code_book
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData, NotPossible
from app.shared.jobs import put_in
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes

__all__ = [
    "CodeChange",
    "carried_over",
    "compare",
    "compare_codes",
    "load_code_book",
    "publish",
    "read_code_book",
    "write_code_book",
]


@writes
def load_code_book(content: str, format: str) -> CodeBook:
    """Store the content ("yaml", "csv" or "qdc") as the draft of the next version.

    An earlier draft is replaced. Raises `InvalidData`; then nothing has changed.
    """
    read, before = read_code_book(content, format), book_in_force()
    problems = problems_of_succession(read, before)
    if problems:
        raise InvalidData(problems)
    _drop_draft()
    book = CodeBook(
        version=max((book.version for book in all_code_books()), default=0) + 1,
        title=read.title,
        note=read.note,
        is_example=read.is_example,
        created_at=now(),
    )
    db.session.add(book)
    db.session.flush()
    _add_codes(book, read)
    if before is not None:
        db.session.refresh(book, ["codes"])
        db.session.add_all(successions(before, book))
        db.session.flush()
    return book


@writes
def publish(book: CodeBook) -> None:
    """Put a draft in force; a published version never changes again. Raises `NotPossible`.

    What was assigned under the version before is carried over by the job `code_book_published`.
    """
    if book.status != "draft":
        raise NotPossible(f"version {book.version} is published already")
    is_first = book_in_force() is None
    book.status, book.published_at = "published", now()
    if is_first:
        book.carried_at = book.published_at
    else:
        put_in("code_book_published", {"version": book.version})
    db.session.flush()
    public_content_changed()


@writes
def carried_over(book: CodeBook) -> None:
    """Note that everything assigned under the version before now stands in this one as well."""
    book.carried_at = now()
    db.session.flush()
    public_content_changed()


def _drop_draft() -> None:
    old = draft()
    if old is None:
        return
    own = select(Code.id).where(Code.code_book_id == old.id)
    db.session.execute(delete(CodeSuccession).where(CodeSuccession.to_code_id.in_(own)))
    for code in reversed(old.codes):
        db.session.delete(code)
        db.session.flush()
    db.session.delete(old)
    db.session.flush()
    db.session.expire_all()


def _add_codes(book: CodeBook, read: CodeBookDraft) -> None:
    stored: dict[str, Code] = {}
    for position, code in enumerate(read.codes):
        stored[code.key] = Code(
            code_book_id=book.id,
            parent_id=stored[code.parent].id if code.parent else None,
            kind=code.kind,
            key=code.key,
            position=position,
            office=code.office,
            replaces=list(code.replaces),
            **code.texts,
        )
        db.session.add(stored[code.key])
        db.session.flush()
