"""Questions about people, their sessions and second factors, and the audit trail."""

from app.accounts.queries.audit import (
    AUDIT_PURPOSE,
    AuditCheck,
    audit_entries,
    check_audit_trail,
    linked_text,
)
from app.accounts.queries.factors import (
    LINK_PURPOSE,
    factor_of,
    factors_of,
    link_behind,
    passkey_by_credential,
    recovery_codes_left,
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
    verified_organisations,
)
from app.accounts.queries.sessions import SESSION_PURPOSE, running_session, sessions_of

__all__ = [
    "AUDIT_PURPOSE",
    "LINK_PURPOSE",
    "SESSION_PURPOSE",
    "AuditCheck",
    "Recipient",
    "all_offices",
    "all_people",
    "areas_without_recipient",
    "audit_entries",
    "by_email",
    "check_audit_trail",
    "factor_of",
    "factors_of",
    "in_force",
    "link_behind",
    "linked_text",
    "office_by_key",
    "organisation_by_key",
    "others_with_role",
    "passkey_by_credential",
    "people_of_council",
    "people_of_organisation",
    "people_with_role",
    "person_of_session",
    "planners_of",
    "recipient_of",
    "recipients",
    "recovery_codes_left",
    "running_session",
    "sessions_of",
    "verified_organisations",
]
