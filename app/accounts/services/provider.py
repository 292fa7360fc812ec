"""The city's identity provider: its addresses and keys, and the one host that is ever asked.

Fixed outgoing host (trust.md S17): every address must be on the host of `OIDC_ISSUER`, nothing is
followed elsewhere, and in production it must not be this machine.
"""

import datetime as dt
import ipaddress
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.shared.clock import now
from app.shared.errors import DomainError
from app.shared.lazy import lazy
from app.shared.settings import settings

if TYPE_CHECKING:
    from config import OpenId

# It takes some 27 MB of memory: a process that nobody signs in through stays without.
requests_client = lazy("authlib.integrations.requests_client")

DISCOVERY = "/.well-known/openid-configuration"
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT_FOR = dt.timedelta(minutes=10)
POLITE = {"timeout": 5, "allow_redirects": False}

log = logging.getLogger(__name__)
_kept: dict[str, tuple[dt.datetime, dict[str, Any]]] = {}


class ProviderFailed(DomainError):
    """The provider did not answer, or what it answered cannot be trusted."""


def own_registration() -> "OpenId":
    """Return how we are known to the provider; raise `ProviderFailed` if none is set."""
    own = settings().openid
    if own is None:
        raise ProviderFailed("no provider is set")
    return own


def provider(*, anew: bool = False) -> dict[str, Any]:
    """Return the provider's description with its `keys`, at most ten minutes old."""
    own = own_registration()
    read_at, known = _kept.get(own.issuer, (None, {}))
    if not anew and read_at is not None and dt.timedelta(0) <= now() - read_at < KEPT_FOR:
        return known
    with failing_in_one_way(), talk() as session:
        found = _read(session, own.issuer.rstrip("/") + DISCOVERY)
        if found.get("issuer") != own.issuer:
            raise ProviderFailed("the description is of another issuer")
        for name in ADDRESSES:
            ensure_own_host(found[name])
        found["keys"] = _read(session, found["jwks_uri"])
    _kept[own.issuer] = (now(), found)
    return found


def talk(**options: Any) -> Any:
    """Return a session with the provider, to be used in a `with`."""
    own = own_registration()
    return requests_client.OAuth2Session(
        own.client_id, own.client_secret, code_challenge_method="S256", **options
    )


def told_about_holder(session: Any, description: dict[str, Any]) -> dict[str, Any]:
    """Return what the provider tells about whose access token the session has, if it does."""
    address = description.get("userinfo_endpoint")
    return _read(session, address) if address else {}


def ensure_own_host(address: str) -> None:
    """Raise `ProviderFailed` unless the address is on the issuer's own host."""
    own, asked = urlsplit(own_registration().issuer), urlsplit(address)
    if (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
        raise ProviderFailed("an address is not on the host of the issuer")
    if settings().production:
        _refuse_this_machine(asked.hostname or "", asked.port or 443)


@contextmanager
def failing_in_one_way() -> Iterator[None]:
    """Turn whatever goes wrong with an answer into `ProviderFailed`: no 500, and no sign-in."""
    try:
        yield
    except ProviderFailed:
        raise
    except Exception as error:  # anything else would be a hole: the answer is not ours
        log.warning("The identity provider's answer was refused: %s", type(error).__name__)
        raise ProviderFailed(type(error).__name__) from error


def _read(session: Any, address: str) -> dict[str, Any]:
    ensure_own_host(address)
    answer = session.get(address, withhold_token=session.token is None, **POLITE)
    if answer.status_code != 200:
        raise ProviderFailed(f"{urlsplit(address).path} answered {answer.status_code}")
    found = answer.json()
    if not isinstance(found, dict):
        raise ProviderFailed(f"{urlsplit(address).path} did not answer with an object")
    return found


def _refuse_this_machine(host: str, port: int) -> None:
    for family, _kind, _protocol, _name, place in socket.getaddrinfo(host, port):
        if family in (socket.AF_INET, socket.AF_INET6):
            address = ipaddress.ip_address(str(place[0]).partition("%")[0])
            if address.is_loopback or address.is_link_local or address.is_unspecified:
                raise ProviderFailed("the issuer is this machine")
