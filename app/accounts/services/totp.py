"""Codes of authenticator apps (RFC 6238): six digits, thirty seconds, each taken once."""

import datetime as dt
import hmac

import pyotp
from sqlalchemy import update

from app.accounts.models import Person, SecondFactor
from app.accounts.queries import factors_of
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import DomainError
from app.shared.secrets import decrypt, encrypt
from app.shared.transactions import writes

ISSUER = "Ortsstimme"
SECONDS_OF_STEP = 30
# A clock may be one step ahead or behind (trust.md S7).
STEPS_AROUND = (-1, 0, 1)


class WrongCode(DomainError):
    """The code does not fit, or was used before."""


def new_secret() -> str:
    """Return a new secret of 160 bits in base 32."""
    return pyotp.random_base32()


def app_address(person: Person, secret: str) -> str:
    """Return the `otpauth:` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER)


def seal(person: Person, secret: str) -> str:
    """Return the secret encrypted for one person, to wait in a form until its first code."""
    return encrypt(f"totp\x1f{person.id}\x1f{secret}").decode()


def unseal(person: Person, sealed: str) -> str | None:
    """Return the secret that waited in a form of this person, or None."""
    opened = decrypt(sealed.encode()) or ""
    purpose, _, rest = opened.partition("\x1f")
    owner, _, secret = rest.partition("\x1f")
    return secret if (purpose, owner) == ("totp", str(person.id)) else None


def add_totp(person: Person, name: str, secret: str, code: str) -> SecondFactor:
    """Store an app whose first code fits; raise `WrongCode` if it does not."""
    step = _fitting_step(secret, code, now())
    if step is None:
        raise WrongCode
    return _store(person, name, secret, step)


@writes
def use_totp(person: Person, code: str) -> bool:
    """Take a code of one of the person's apps; the same code, or an older one, never again."""
    moment = now()
    for factor in factors_of(person.id):
        secret = decrypt(factor.secret_encrypted) if factor.secret_encrypted else None
        step = _fitting_step(secret, code, moment) if secret else None
        if step is None:
            continue
        fresh = update(SecondFactor).where(SecondFactor.id == factor.id)
        fresh = fresh.where(SecondFactor.last_step < step)
        taken = fresh.values(last_step=step, last_used_at=moment)
        if db.session.execute(taken).rowcount:  # type: ignore[attr-defined]
            return True
    return False


@writes
def _store(person: Person, name: str, secret: str, step: int) -> SecondFactor:
    factor = SecondFactor(
        person_id=person.id,
        kind="totp",
        name=name,
        created_at=now(),
        secret_encrypted=encrypt(secret),
        last_step=step,
    )
    db.session.add(factor)
    db.session.flush()
    record(person.id, "second factor added", f"second_factor:{factor.id}")
    return factor


def _fitting_step(secret: str, code: str, moment: dt.datetime) -> int | None:
    typed = "".join(code.split())
    step = int(moment.timestamp()) // SECONDS_OF_STEP
    app = pyotp.TOTP(secret)
    fitting = [
        step + away
        for away in STEPS_AROUND
        if hmac.compare_digest(app.generate_otp(step + away).encode(), typed.encode())
    ]
    return fitting[-1] if fitting else None
