"""People, roles, sessions, organisations and the audit trail."""

from app.accounts.services.audit import record
from app.accounts.services.offices import (
    OfficeRow,
    load_offices,
    name_recipients,
    save_office,
)
from app.accounts.services.organisations import (
    create_office,
    create_organisation,
    verify_organisation,
)
from app.accounts.services.passwords import common_passwords, hash_password, password_fits
from app.accounts.services.people import (
    EMAIL,
    EVERYWHERE,
    Scope,
    create_person,
    disable,
    grant,
    revoke,
    set_password,
)
from app.accounts.services.sessions import LONGEST_SESSION, end_all_sessions, sign_in, sign_out

__all__ = [
    "EMAIL",
    "EVERYWHERE",
    "LONGEST_SESSION",
    "OfficeRow",
    "Scope",
    "common_passwords",
    "create_office",
    "create_organisation",
    "create_person",
    "disable",
    "end_all_sessions",
    "grant",
    "hash_password",
    "load_offices",
    "name_recipients",
    "password_fits",
    "record",
    "revoke",
    "save_office",
    "set_password",
    "sign_in",
    "sign_out",
    "verify_organisation",
]
