"""The catalogue in force, kept ready in each process."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.guidelines.models import Code, CodeBook, Texts
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
    """The code book in force; version 0 and empty while none is published."""

    version: int
    title: Texts
    note: Texts
    is_example: bool
    codes: tuple[CodeEntry, ...]

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
    return Catalogue(book.version, book.title, book.note, book.is_example, codes)


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
