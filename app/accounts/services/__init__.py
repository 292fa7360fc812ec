"""People, roles, sessions, organisations and the audit trail."""

from app.accounts.services.administration import (
    NO_COUNCIL,
    NO_ORGANISATION,
    WRONG_TERM,
    LastAdmin,
    close_account,
    end_sessions_of,
    give_role,
    open_account,
    scope_problems,
    take_role,
)
from app.accounts.services.audit import record
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
from app.accounts.services.trail import (
    order_audit_check,
    record_refusal,
    record_trail_file,
    trail_csv,
    trail_file_is_ours,
)

__all__ = [
    "EMAIL",
    "EVERYWHERE",
    "LONGEST_SESSION",
    "NO_COUNCIL",
    "NO_ORGANISATION",
    "WRONG_TERM",
    "LastAdmin",
    "Scope",
    "close_account",
    "common_passwords",
    "create_office",
    "create_organisation",
    "create_person",
    "disable",
    "end_all_sessions",
    "end_sessions_of",
    "give_role",
    "grant",
    "hash_password",
    "open_account",
    "order_audit_check",
    "password_fits",
    "record",
    "record_refusal",
    "record_trail_file",
    "revoke",
    "scope_problems",
    "set_password",
    "sign_in",
    "sign_out",
    "take_role",
    "trail_csv",
    "trail_file_is_ours",
    "verify_organisation",
]
