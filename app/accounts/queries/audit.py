"""Questions about the audit trail."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import AuditEntry, AuditHead
from app.shared.database import db
from app.shared.secrets import keyed_hashes

AUDIT_PURPOSE = "audit trail"
PAGE_LENGTH = 1000


@dataclass(frozen=True)
class AuditCheck:
    """What checking the audit trail found: entries in the chain, and what is wrong, if anything."""

    entries: int
    problem: str | None


def audit_entries(limit: int) -> Sequence[AuditEntry]:
    """Return the newest lines of the audit trail."""
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    return db.session.scalars(newest).all()


def linked_text(link_before: str, entry: AuditEntry) -> str:
    """Return what the link of an entry is computed over."""
    moment = entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    parts = (link_before, moment, str(entry.person_id), entry.action, entry.subject)
    return "\x1f".join(parts)


def check_audit_trail() -> AuditCheck:
    """Follow the chain from its beginning to its stored end (trust.md S30)."""
    end = db.session.scalars(select(AuditHead)).one()
    whole, last_link = end.entries, end.link
    link, number = "", 0
    for entry in _all_entries():
        if entry.link is None and not number:
            continue  # written before the chain began
        if entry.link not in keyed_hashes(AUDIT_PURPOSE, linked_text(link, entry)):
            return AuditCheck(number, f"entry {entry.id} was changed, put in, or follows a gap")
        link, number = entry.link or "", number + 1
        if number == whole and link != last_link:
            break
    # What was written while we looked follows in the chain, and the stored end has moved on.
    written = db.session.scalar(select(AuditHead.entries)) or 0
    if number < whole or number > written or (number == whole and link != last_link):
        return AuditCheck(number, f"the end is missing: {whole} entries were written")
    return AuditCheck(number, None)


def _all_entries() -> Iterator[AuditEntry]:
    last = 0
    while True:
        wanted = select(AuditEntry).where(AuditEntry.id > last).order_by(AuditEntry.id)
        page = db.session.scalars(wanted.limit(PAGE_LENGTH)).all()
        if not page:
            return
        yield from page
        last = page[-1].id
        db.session.expunge_all()
