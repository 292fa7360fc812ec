"""Configuration from the environment, checked before anything starts.

The variables are listed in README.md. Without any of them the application runs for development:
on loopback host names only, with a random key kept in the instance folder.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 32
KNOWN_PLACEHOLDERS = ("changeme", "change-me", "secret", "dev", "default", "password", "example")


class ConfigurationError(Exception):
    """A variable is missing or unsafe; the message names it and says what to do."""


@dataclass(frozen=True)
class OpenId:
    """How we are known to the city's identity provider, and which claim brings which roles.

    `role_map` pairs a value of the claim with a role, perhaps for one council, office or
    organisation by its key (`council:rieth`).
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    role_claim: str
    role_map: tuple[tuple[str, str], ...]
    name: str


@dataclass(frozen=True)
class Settings:
    """Everything the environment decides, ready to use."""

    production: bool
    instance: Path
    database_url: str
    redis_url: str | None
    secret_keys: tuple[str, ...] = field(repr=False)
    base_url: str
    trusted_hosts: tuple[str, ...]
    mail_url: str | None = field(repr=False)
    trusted_proxies: int
    city_name: str
    submissions_per_minute: int
    second_coding_percent: int
    small_cell_k: int
    hearing_days: int
    job_lease_seconds: int
    openid: OpenId | None

    @property
    def secure(self) -> bool:
        """Whether cookies carry Secure and the `__Host-` prefix: always, except on plain http."""
        return self.base_url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings; raise `ConfigurationError` naming the variable that is wrong."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("INSTANCE_DIR") or PROJECT / "instance").resolve()
    base_url = env.get("BASE_URL", "").rstrip("/")
    production = _is_production(env, base_url)
    if production:
        _refuse_unsafe(env, base_url)
    base_url = base_url or f"http://127.0.0.1:{env.get('PORT', '8000')}"
    return Settings(
        production=production,
        instance=instance,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{instance / 'ortsstimme.sqlite3'}",
        redis_url=env.get("REDIS_URL") or None,
        secret_keys=_secret_keys(env, instance),
        base_url=base_url,
        trusted_hosts=_trusted_hosts(env, base_url, production),
        mail_url=env.get("MAIL_URL") or None,
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        city_name=env.get("CITY_NAME", "Erfurt"),
        submissions_per_minute=_number(env, "SUBMISSIONS_PER_MINUTE", 60),
        second_coding_percent=_percent(env, "SECOND_CODING_PERCENT", 10),
        small_cell_k=_small_cell(env),
        hearing_days=_number(env, "HEARING_DAYS", 14),
        job_lease_seconds=_number(env, "JOB_LEASE_SECONDS", 60),
        openid=_openid(env, production),
    )


def _openid(env: Mapping[str, str], production: bool) -> OpenId | None:
    """Sign-in through an identity provider: off unless OIDC_ISSUER is set."""
    issuer = env.get("OIDC_ISSUER", "")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    on_this_machine = not production and parts.hostname in ("localhost", "127.0.0.1", "::1")
    safe = parts.scheme == "https" or (parts.scheme == "http" and on_this_machine)
    if not safe or not parts.hostname or parts.query or parts.fragment:
        raise ConfigurationError("OIDC_ISSUER must be an address that begins with https://.")
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not env.get(name):
            raise ConfigurationError(f"{name} is not set, but OIDC_ISSUER is.")
    return OpenId(
        issuer=issuer,
        client_id=env["OIDC_CLIENT_ID"],
        client_secret=env["OIDC_CLIENT_SECRET"],
        role_claim=env.get("OIDC_ROLE_CLAIM") or "roles",
        role_map=_role_map(env.get("OIDC_ROLE_MAP", "")),
        name=env.get("OIDC_NAME") or "der Stadt",
    )


def _role_map(written: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.strip().partition("=") for part in written.split(",") if part.strip()]
    if any(not value or not role for value, _sign, role in pairs):
        raise ConfigurationError("OIDC_ROLE_MAP must look like: sozialplanung=moderator,...")
    return tuple((value.strip(), role.strip()) for value, _sign, role in pairs)


def _is_production(env: Mapping[str, str], base_url: str) -> bool:
    """Production is asked for, or follows from an address that others can reach."""
    if env.get("APP_ENV"):
        if env["APP_ENV"] not in ("production", "development"):
            raise ConfigurationError("APP_ENV must be 'production' or 'development'.")
        return env["APP_ENV"] == "production"
    host = urlsplit(base_url).hostname if base_url else None
    return host is not None and host not in ("localhost", "127.0.0.1", "::1")


def _refuse_unsafe(env: Mapping[str, str], base_url: str) -> None:
    if env.get("FLASK_DEBUG", "0").lower() not in ("", "0", "false", "no"):
        raise ConfigurationError("FLASK_DEBUG must be off in production: unset it.")
    key = env.get("SECRET_KEY", "")
    if not key:
        raise ConfigurationError(
            "SECRET_KEY is not set. Make one with:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if len(key) < SHORTEST_KEY or key.lower().startswith(KNOWN_PLACEHOLDERS):
        raise ConfigurationError(
            f"SECRET_KEY is a default or shorter than {SHORTEST_KEY} characters: make a random one."
        )
    if not base_url:
        raise ConfigurationError("BASE_URL is not set: the public address, https://...")
    if not base_url.startswith("https://"):
        raise ConfigurationError("BASE_URL must begin with https:// in production.")


def _secret_keys(env: Mapping[str, str], instance: Path) -> tuple[str, ...]:
    """The current key first, then older ones that are still accepted (SECRET_KEY_FALLBACKS)."""
    older = tuple(key for key in env.get("SECRET_KEY_FALLBACKS", "").split(",") if key)
    return (env.get("SECRET_KEY") or _kept_key(instance), *older)


def _kept_key(instance: Path) -> str:
    path = instance / "secret_key"
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _trusted_hosts(env: Mapping[str, str], base_url: str, production: bool) -> tuple[str, ...]:
    named = tuple(host.strip() for host in env.get("TRUSTED_HOSTS", "").split(",") if host.strip())
    own = urlsplit(base_url).hostname or ""
    own = f"[{own}]" if ":" in own else own
    return tuple(dict.fromkeys((own, *named, *(() if production else LOOPBACK_HOSTS))))


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(env.get(name) or default)
    except ValueError:
        raise ConfigurationError(f"{name} must be a whole number.") from None


def _small_cell(env: Mapping[str, str]) -> int:
    """The smallest number that statistics publish; never under three (trust.md P11)."""
    number = _number(env, "SMALL_CELL_K", 5)
    if number < 3:
        raise ConfigurationError("SMALL_CELL_K must be 3 or more.")
    return number


def _percent(env: Mapping[str, str], name: str, default: int) -> int:
    number = _number(env, name, default)
    if not 0 <= number <= 100:
        raise ConfigurationError(f"{name} must be between 0 and 100.")
    return number
