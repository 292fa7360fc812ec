"""Questions about people, their sessions and the audit trail."""

from app.accounts.queries.audit import (
    AUDIT_PURPOSE,
    AuditCheck,
    audit_entries,
    check_audit_trail,
    linked_text,
)
from app.accounts.queries.offices import (
    Recipient,
    all_offices,
    areas_without_recipient,
    planners_of,
    recipient_of,
    recipients,
)
from app.accounts.queries.people import (
    all_people,
    by_email,
    in_force,
    office_by_key,
    organisation_by_key,
    others_with_role,
    people_of_council,
    people_of_organisation,
    people_with_role,
)
from app.accounts.queries.sessions import SESSION_PURPOSE, person_of_session

__all__ = [
    "AUDIT_PURPOSE",
    "SESSION_PURPOSE",
    "AuditCheck",
    "Recipient",
    "all_offices",
    "all_people",
    "areas_without_recipient",
    "audit_entries",
    "by_email",
    "check_audit_trail",
    "in_force",
    "linked_text",
    "office_by_key",
    "organisation_by_key",
    "others_with_role",
    "people_of_council",
    "people_of_organisation",
    "people_with_role",
    "person_of_session",
    "planners_of",
    "recipient_of",
    "recipients",
]
