"""The catalogue in force, kept ready in each process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.guidelines.models import Code, CodeBook, CodeSuccession, Texts
from app.shared.database import db
from app.shared.page_cache import kept_by_revision


@dataclass(frozen=True)
class CodeEntry:
    """A code of the catalogue; texts by language code."""

    id: int
    key: str
    kind: str
    title: Texts
    definition: Texts
    includes: Texts
    excludes: Texts
    example: Texts
    parent_id: int | None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The code book in force; version 0 and empty while none is published.

    `is_carried` says whether it has everything that was assigned under the version before.
    """

    version: int
    title: Texts
    note: Texts
    is_example: bool
    codes: tuple[CodeEntry, ...]
    is_carried: bool = True

    @cached_property
    def by_id(self) -> dict[int, CodeEntry]:
        """Codes by id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def by_key(self) -> dict[str, CodeEntry]:
        """Codes by key."""
        return {code.key: code for code in self.codes}

    def of_kind(self, kind: str) -> tuple[CodeEntry, ...]:
        """Return the codes of one kind in their order."""
        return tuple(code for code in self.codes if code.kind == kind)


@kept_by_revision
def catalogue(session: Session) -> Catalogue:
    """Return the newest published code book."""
    book = session.scalar(
        select(CodeBook)
        .where(CodeBook.status == "published")
        .order_by(CodeBook.version.desc())
        .options(selectinload(CodeBook.codes))
        .limit(1)
    )
    if book is None:
        return Catalogue(0, {}, {}, False, ())
    codes = tuple(_entry(code) for code in book.codes)
    is_carried = book.carried_at is not None
    return Catalogue(book.version, book.title, book.note, book.is_example, codes, is_carried)


@kept_by_revision
def successors(session: Session) -> dict[int, tuple[int, ...]]:
    """Return for each code of any version the codes of the version in force in its place."""
    columns = select(CodeSuccession.from_code_id, CodeSuccession.to_code_id)
    to_code = columns.join(Code, Code.id == CodeSuccession.to_code_id).join(CodeBook)
    published = to_code.where(CodeBook.status == "published")
    newest_first = published.order_by(CodeBook.version.desc(), Code.position)
    found: dict[int, tuple[int, ...]] = {}
    for old, new in session.execute(newest_first):
        found[old] = tuple(dict.fromkeys((*found.get(old, ()), *found.get(new, (new,)))))
    return found


def in_force(code_ids: Iterable[int]) -> set[int]:
    """Return the codes of the version in force that these codes are or became."""
    known, later = catalogue().by_id, successors()
    found = {new for old in code_ids for new in ((old,) if old in known else later.get(old, ()))}
    return found & known.keys()


def book_in_force() -> CodeBook | None:
    """Return the newest published version."""
    published = select(CodeBook).where(CodeBook.status == "published")
    return db.session.scalar(published.order_by(CodeBook.version.desc()).limit(1))


def successions_to(book: CodeBook) -> Sequence[CodeSuccession]:
    """Return how the codes of a version come from those of the version before, in order."""
    wanted = select(CodeSuccession).join(Code, Code.id == CodeSuccession.to_code_id)
    wanted = wanted.where(Code.code_book_id == book.id).order_by(Code.position)
    both = (joinedload(CodeSuccession.from_code), joinedload(CodeSuccession.to_code))
    return db.session.scalars(wanted.options(*both)).all()


def all_code_books() -> Sequence[CodeBook]:
    """Return all versions, oldest first."""
    return db.session.scalars(select(CodeBook).order_by(CodeBook.version)).all()


def draft() -> CodeBook | None:
    """Return the version that is not published yet, if there is one."""
    return db.session.scalar(select(CodeBook).where(CodeBook.status == "draft"))


def by_version(version: int) -> CodeBook | None:
    """Return one version."""
    return db.session.scalar(select(CodeBook).where(CodeBook.version == version))


def _entry(code: Code) -> CodeEntry:
    return CodeEntry(
        id=code.id,
        key=code.key,
        kind=code.kind,
        title=code.title,
        definition=code.definition,
        includes=code.includes,
        excludes=code.excludes,
        example=code.example,
        parent_id=code.parent_id,
    )
