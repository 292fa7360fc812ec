"""Asking the city's identity provider who somebody is: OpenID Connect, authorization code, PKCE.

Nothing here touches the database.
"""

from dataclasses import dataclass, field
from typing import Any

from app.accounts.services.provider import (
    POLITE,
    ProviderFailed,
    ensure_own_host,
    failing_in_one_way,
    own_registration,
    provider,
    talk,
    told_about_holder,
)
from app.shared.lazy import lazy
from app.shared.secrets import random_token

id_claims = lazy("authlib.oidc.core")
jwt, jwk, jws = lazy("joserfc.jwt"), lazy("joserfc.jwk"), lazy("joserfc.jws")
errors = lazy("joserfc.errors")

SCOPES = ("openid", "profile", "email")
# Signatures by a key that only the provider has; never none, never our own secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SECONDS_BETWEEN_CLOCKS = 30
SECOND_FACTOR = ("mfa", "https://refeds.org/profile/mfa")


@dataclass(frozen=True)
class Question:
    """Where to send somebody, and what must come back with the answer."""

    url: str
    state: str
    nonce: str
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """Who the provider says somebody is; `values` are those of the claim that map to roles."""

    issuer: str
    subject: str
    name: str
    email: str
    email_is_verified: bool
    values: tuple[str, ...]
    has_second_factor: bool


def ask_provider(return_to: str) -> Question:
    """Return the question for somebody who wants to sign in; raise `ProviderFailed`."""
    description = provider()
    state, nonce, verifier = random_token(), random_token(), random_token()
    with failing_in_one_way(), talk(scope=" ".join(_scopes(description))) as session:
        url, _state = session.create_authorization_url(
            description["authorization_endpoint"],
            state=state,
            nonce=nonce,
            redirect_uri=return_to,
            code_verifier=verifier,
        )
    return Question(url, state, nonce, verifier)


def hear_provider(code: str, nonce: str, verifier: str, return_to: str) -> Answer:
    """Return who the code stands for; raise `ProviderFailed` if anything does not fit."""
    description = provider()
    with failing_in_one_way(), talk() as session:
        ensure_own_host(description["token_endpoint"])
        token = session.fetch_token(
            description["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            redirect_uri=return_to,
            **POLITE,
        )
        claims = proven(token["id_token"], nonce, token["access_token"])
        return _in_words(claims | _more_about(session, claims))


def proven(id_token: str, nonce: str, access_token: str | None = None) -> dict[str, Any]:
    """Return the claims of an ID token that the issuer signed for us and this sign-in, just now.

    Raises `ProviderFailed` (OpenID Connect Core 3.1.3.7).
    """
    own = own_registration()
    wanted = {"iss": own.issuer, "aud": own.client_id}
    options = {name: {"essential": True, "value": value} for name, value in wanted.items()}
    expected = {"nonce": nonce, "client_id": own.client_id, "access_token": access_token}
    with failing_in_one_way():
        token = _opened(id_token)
        claims = id_claims.CodeIDToken(token.claims, token.header, options, expected)
        claims.validate(leeway=SECONDS_BETWEEN_CLOCKS)
        return dict(claims)


def _opened(id_token: str) -> Any:
    """A key that is not known may be new: the provider is asked for its keys once more."""
    registry = jws.JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        keys = jwk.KeySet.import_key_set(provider()["keys"])
        return jwt.decode(id_token, keys, registry=registry)
    except errors.InvalidKeyIdError:
        keys = jwk.KeySet.import_key_set(provider(anew=True)["keys"])
        return jwt.decode(id_token, keys, registry=registry)


def _more_about(session: Any, claims: dict[str, Any]) -> dict[str, Any]:
    """Ask for what the ID token leaves out; it counts only for the same subject."""
    role_claim = own_registration().role_claim.partition(".")[0]
    missing = {"email", "email_verified", "name", role_claim} - set(claims)
    found = told_about_holder(session, provider()) if missing else {}
    if found and found.get("sub") != claims["sub"]:
        raise ProviderFailed("the provider told about somebody else")
    return {name: value for name, value in found.items() if name in missing}


def _in_words(claims: dict[str, Any]) -> Answer:
    own, methods = own_registration(), claims.get("amr") or []
    mapped = {value for value, _role in own.role_map}
    return Answer(
        issuer=claims["iss"],
        subject=str(claims["sub"])[:255],
        name=str(claims.get("name") or "")[:120],
        email=str(claims.get("email") or "").strip().lower()[:254],
        email_is_verified=claims.get("email_verified") is True,
        values=tuple(v for v in _values(claims, own.role_claim) if v in mapped),
        has_second_factor=claims.get("acr") in SECOND_FACTOR or "mfa" in methods,
    )


def _values(claims: dict[str, Any], path: str) -> tuple[str, ...]:
    """Return the values of a claim, perhaps inside of others (`realm_access.roles`)."""
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, str):
        return tuple(found.replace(",", " ").split())
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _scopes(description: dict[str, Any]) -> tuple[str, ...]:
    """The scope with the roles is asked for where the provider has one of that name."""
    own = own_registration().role_claim
    return (*SCOPES, own) if own in description.get("scopes_supported", ()) else SCOPES
