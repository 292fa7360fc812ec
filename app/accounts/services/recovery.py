"""Recovery codes: ten, shown once, each for one sign-in without the second factor."""

import secrets

from sqlalchemy import delete, update

from app.accounts.models import Person, RecoveryCode
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.secrets import CODE_LENGTH, CROCKFORD, keyed_hash, keyed_hashes, read_code
from app.shared.transactions import writes

NUMBER_OF_CODES = 10
PURPOSE = "recovery code"


@writes
def make_recovery_codes(person: Person) -> list[str]:
    """Return ten new codes, four letters and digits three times; the old ones end."""
    codes = ["".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH)) for _ in range(10)]
    moment = now()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.session.add_all(
        RecoveryCode(
            code_hash=keyed_hash(PURPOSE, _owned(person, code)),
            person_id=person.id,
            made_at=moment,
        )
        for code in codes
    )
    record(person.id, "recovery codes made", f"person:{person.id}")
    return ["-".join((code[0:4], code[4:8], code[8:12])) for code in codes]


@writes
def use_recovery_code(person: Person, typed: str) -> bool:
    """Take one of the person's recovery codes; each works once."""
    hashes = keyed_hashes(PURPOSE, _owned(person, read_code(typed)))
    unused = update(RecoveryCode).where(RecoveryCode.code_hash.in_(hashes))
    unused = unused.where(RecoveryCode.used_at.is_(None)).values(used_at=now())
    taken = bool(db.session.execute(unused).rowcount)  # type: ignore[attr-defined]
    if taken:
        record(person.id, "recovery code used", f"person:{person.id}")
    return taken


def _owned(person: Person, code: str) -> str:
    return f"{person.id}:{code}"
