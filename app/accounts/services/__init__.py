"""People, roles, sessions, second factors, organisations and the audit trail."""

from app.accounts.services.audit import record
from app.accounts.services.factors import (
    forget_sign_in,
    owes_factor,
    remove_all_factors,
    remove_factor,
    rename_factor,
)
from app.accounts.services.invitations import Invitation, accept_invitation, invite
from app.accounts.services.links import LIFETIMES, mail_to, unsealed
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
from app.accounts.services.own import (
    after_factor_added,
    ask_for_new_email,
    change_password,
    confirm_by_code,
    confirm_new_email,
    rename_person,
)
from app.accounts.services.passkeys import (
    PasskeyRefused,
    add_passkey,
    question_for_known,
    question_for_new,
    use_passkey,
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
from app.accounts.services.recovery import make_recovery_codes, use_recovery_code
from app.accounts.services.resetting import ask_for_reset, reset_link, reset_password
from app.accounts.services.sessions import (
    LONGEST_SESSION,
    begin_sign_in,
    confirm_again,
    end_all_sessions,
    end_other_sessions,
    end_session,
    finish_sign_in,
    mark_seen,
    sign_in,
    sign_out,
)
from app.accounts.services.totp import (
    WrongCode,
    add_totp,
    app_address,
    new_secret,
    seal,
    unseal,
    use_totp,
)

__all__ = [
    "EMAIL",
    "EVERYWHERE",
    "LIFETIMES",
    "LONGEST_SESSION",
    "Invitation",
    "OfficeRow",
    "PasskeyRefused",
    "Scope",
    "WrongCode",
    "accept_invitation",
    "add_passkey",
    "add_totp",
    "after_factor_added",
    "app_address",
    "ask_for_new_email",
    "ask_for_reset",
    "begin_sign_in",
    "change_password",
    "common_passwords",
    "confirm_again",
    "confirm_by_code",
    "confirm_new_email",
    "create_office",
    "create_organisation",
    "create_person",
    "disable",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "finish_sign_in",
    "forget_sign_in",
    "grant",
    "hash_password",
    "invite",
    "load_offices",
    "mail_to",
    "make_recovery_codes",
    "mark_seen",
    "name_recipients",
    "new_secret",
    "owes_factor",
    "password_fits",
    "question_for_known",
    "question_for_new",
    "record",
    "remove_all_factors",
    "remove_factor",
    "rename_factor",
    "rename_person",
    "reset_link",
    "reset_password",
    "revoke",
    "save_office",
    "seal",
    "set_password",
    "sign_in",
    "sign_out",
    "unseal",
    "unsealed",
    "use_passkey",
    "use_recovery_code",
    "use_totp",
    "verify_organisation",
]
