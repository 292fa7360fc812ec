"""People, roles, sessions, offices, organisations and the audit trail."""

from app.accounts.models.audit import AuditEntry, AuditHead
from app.accounts.models.external import ExternalIdentity
from app.accounts.models.factor import (
    FACTOR_KINDS,
    LINK_KINDS,
    MailedLink,
    RecoveryCode,
    SecondFactor,
)
from app.accounts.models.organisation import (
    CONTRIBUTOR_KINDS,
    AreaOffice,
    Office,
    Organisation,
    OrganisationArea,
    OrganisationRegistration,
    OrganisationTargetGroup,
)
from app.accounts.models.person import (
    COUNCIL_ROLES,
    ORGANISATION_ROLES,
    ROLES,
    SOURCES,
    Person,
    RoleGrant,
)
from app.accounts.models.session import SignInSession

__all__ = [
    "CONTRIBUTOR_KINDS",
    "COUNCIL_ROLES",
    "FACTOR_KINDS",
    "LINK_KINDS",
    "ORGANISATION_ROLES",
    "ROLES",
    "SOURCES",
    "AreaOffice",
    "AuditEntry",
    "AuditHead",
    "ExternalIdentity",
    "MailedLink",
    "Office",
    "Organisation",
    "OrganisationArea",
    "OrganisationRegistration",
    "OrganisationTargetGroup",
    "Person",
    "RecoveryCode",
    "RoleGrant",
    "SecondFactor",
    "SignInSession",
]
