"""Passkeys (WebAuthn level 2) as a second factor, for this site alone."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import update

from app.accounts.models import Person, SecondFactor, SignInSession
from app.accounts.queries import factors_of, passkey_by_credential
from app.accounts.services.audit import record
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import DomainError
from app.shared.lazy import lazy
from app.shared.secrets import keyed_hash
from app.shared.settings import settings
from app.shared.transactions import writes

webauthn = lazy("webauthn")

NAME_OF_SITE = "Ortsstimme"


class PasskeyRefused(DomainError):
    """What the browser sent is not the answer to our last question, or of no passkey at hand."""


@dataclass(frozen=True)
class Site:
    """For whom passkeys are: the host name, and the whole address that browsers vouch for."""

    host: str
    origin: str


def site() -> Site:
    """Return the site of BASE_URL; the standard knows no addresses in numbers, so localhost."""
    address = urlsplit(settings().base_url)
    host = "localhost" if address.hostname == "127.0.0.1" else address.hostname or "localhost"
    port = f":{address.port}" if address.port else ""
    return Site(host, f"{address.scheme}://{host}{port}")


@writes
def question_for_new(running: SignInSession, person: Person) -> str:
    """Return as JSON what a browser needs to make a passkey; it is answered once."""
    structs = webauthn.helpers.structs
    options = webauthn.generate_registration_options(
        rp_id=site().host,
        rp_name=NAME_OF_SITE,
        user_id=bytes.fromhex(keyed_hash("passkey user", str(person.id))),
        user_name=person.email,
        user_display_name=person.name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.DISCOURAGED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_known(person),
    )
    return _asked(running, options)


@writes
def question_for_known(running: SignInSession, person: Person) -> str:
    """Return as JSON what a browser needs to sign with a passkey; it is answered once."""
    options = webauthn.generate_authentication_options(
        rp_id=site().host, allow_credentials=_known(person)
    )
    return _asked(running, options)


@writes
def add_passkey(running: SignInSession, person: Person, name: str, answer: str) -> SecondFactor:
    """Store a new passkey; raise `PasskeyRefused` if it is no answer to the last question."""
    challenge = _challenge_of(running)
    found = _verified(webauthn.verify_registration_response, answer, challenge)
    credential = webauthn.helpers.bytes_to_base64url(found.credential_id)
    if passkey_by_credential(credential) is not None:
        raise PasskeyRefused
    factor = SecondFactor(
        person_id=person.id,
        kind="passkey",
        name=name,
        created_at=now(),
        credential_id=credential,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
    )
    db.session.add(factor)
    db.session.flush()
    record(person.id, "second factor added", f"second_factor:{factor.id}")
    return factor


@writes
def use_passkey(running: SignInSession, person: Person, answer: str) -> None:
    """Take the signature of one of the person's passkeys; raise `PasskeyRefused` if none fits."""
    challenge = _challenge_of(running)
    try:
        wanted = webauthn.helpers.parse_authentication_credential_json(answer).id
    except Exception as error:  # the library raises many kinds for what is no answer
        raise PasskeyRefused from error
    factor = passkey_by_credential(wanted)
    if factor is None or factor.person_id != person.id:
        raise PasskeyRefused
    found = _verified(
        webauthn.verify_authentication_response,
        answer,
        challenge,
        credential_public_key=factor.public_key,
        credential_current_sign_count=factor.sign_count,
    )
    factor.sign_count, factor.last_used_at = found.new_sign_count, now()
    db.session.flush()


def _known(person: Person) -> list[Any]:
    structs = webauthn.helpers.structs
    return [
        structs.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(factor.credential_id))
        for factor in factors_of(person.id)
        if factor.credential_id
    ]


def _asked(running: SignInSession, options: Any) -> str:
    running.challenge = webauthn.helpers.bytes_to_base64url(options.challenge)
    db.session.flush()
    return str(webauthn.options_to_json(options))


def _challenge_of(running: SignInSession) -> bytes:
    """Return the last question and forget it, so that its answer is taken once."""
    asked = running.challenge
    forget = update(SignInSession).where(SignInSession.token_hash == running.token_hash)
    forget = forget.where(SignInSession.challenge == asked).values(challenge=None)
    if not asked or not db.session.execute(forget).rowcount:  # type: ignore[attr-defined]
        raise PasskeyRefused
    return bytes(webauthn.base64url_to_bytes(asked))


def _verified(check: Any, answer: str, challenge: bytes, **more: Any) -> Any:
    here = site()
    try:
        return check(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=here.host,
            expected_origin=here.origin,
            **more,
        )
    except Exception as error:  # the library raises many kinds for what does not fit
        raise PasskeyRefused from error
