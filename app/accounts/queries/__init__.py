"""Questions about people, their sessions and the audit trail."""

from app.accounts.queries.administration import (
    STATES,
    PeopleFilter,
    all_offices,
    all_organisations,
    identities_of,
    identity_of,
    names_of_people,
    people_page,
    person_by_id,
)
from app.accounts.queries.audit import (
    AUDIT_PURPOSE,
    AuditCheck,
    audit_entries,
    check_audit_trail,
    linked_text,
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
from app.accounts.queries.rights import Rule, reasons_for, roles_that_pass
from app.accounts.queries.sessions import SESSION_PURPOSE, person_of_session
from app.accounts.queries.trail import (
    CHECK_JOB,
    TrailFilter,
    audit_check_job,
    trail_lines,
    trail_page,
)

__all__ = [
    "AUDIT_PURPOSE",
    "CHECK_JOB",
    "SESSION_PURPOSE",
    "STATES",
    "AuditCheck",
    "PeopleFilter",
    "Rule",
    "TrailFilter",
    "all_offices",
    "all_organisations",
    "all_people",
    "audit_check_job",
    "audit_entries",
    "by_email",
    "check_audit_trail",
    "identities_of",
    "identity_of",
    "in_force",
    "linked_text",
    "names_of_people",
    "office_by_key",
    "organisation_by_key",
    "others_with_role",
    "people_of_council",
    "people_of_organisation",
    "people_page",
    "people_with_role",
    "person_by_id",
    "person_of_session",
    "reasons_for",
    "roles_that_pass",
    "trail_lines",
    "trail_page",
]
