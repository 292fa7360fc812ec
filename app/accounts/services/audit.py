"""Adding to the audit trail."""

from sqlalchemy import select

from app.accounts.models import AuditEntry, AuditHead
from app.accounts.queries import AUDIT_PURPOSE, linked_text
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import keyed_hash
from app.shared.transactions import writes


@writes
def record(person_id: int | None, action: str, subject: str) -> None:
    """Add a line to the audit trail: who did what to which thing, without personal content."""
    # Whoever adds a line holds the end of the chain until the commit.
    head = db.session.scalars(select(AuditHead).with_for_update()).one()
    entry = AuditEntry(at=now(), person_id=person_id, action=action, subject=subject)
    entry.link = head.link = keyed_hash(AUDIT_PURPOSE, linked_text(head.link, entry))
    head.entries += 1
    db.session.add(entry)
    db.session.flush()
