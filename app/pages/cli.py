"""The self-check: says what is wrong and what to do."""

import smtplib
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.queries import areas_without_recipient
from app.accounts.services import ProviderFailed, provider, scoped_role
from app.areas.queries import directory as areas
from app.consultations.queries import permanent
from app.guidelines.queries import catalogue
from app.moderation.queries import house_rules
from app.pages.queries import read_operator
from app.shared.database import affected_by_wal_race, db
from app.shared.disk import free_megabytes, nearly_full
from app.shared.jobs import count_by_state
from app.shared.schema import pending_migrations
from app.shared.uploads import missing_files
from config import Settings

GOOD, ADVICE, FAULT = "ok", "advice", "FAULT"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do."""

    level: str
    text: str


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check configuration, database, disk, mail and content; say what to do."""
    settings: Settings = current_app.config["SETTINGS"]
    findings = []
    for check in (_configuration, _database, _disk, _mail, _content, _sign_in_service):
        findings += list(check(settings))
        if check is _database and findings[-1].level == FAULT:
            break
    for finding in findings:
        click.echo(f"{finding.level:>6}  {finding.text}")
    if any(finding.level == FAULT for finding in findings):
        sys.exit(1)


def _configuration(settings: Settings) -> Iterator[Finding]:
    mode = "production" if settings.production else "development (loopback addresses only)"
    yield Finding(GOOD, f"Mode: {mode}; address {settings.base_url}")
    if not read_operator(settings.instance).is_filled_in:
        yield Finding(ADVICE, "Imprint is not filled in: copy app/pages/data/operator.yaml to"
                      f" {settings.instance}/operator.yaml and fill it in.")  # fmt: skip


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                yield from _sqlite(lambda name: connection.exec_driver_sql(name).scalar())
            else:
                version = connection.execute(text("SHOW server_version")).scalar()
                yield Finding(GOOD, f"PostgreSQL {version}")
        pending = pending_migrations()
    except SQLAlchemyError as error:
        yield Finding(FAULT, f"The database does not answer ({type(error).__name__}):"
                      " check DATABASE_URL.")  # fmt: skip
        return
    if pending:
        yield Finding(FAULT, f"Migrations are pending ({', '.join(pending)}):"
                      " run `flask --app wsgi db upgrade`.")  # fmt: skip
    else:
        yield Finding(GOOD, "All migrations are applied.")


def _sqlite(ask: Callable[[str], object]) -> Iterator[Finding]:
    version = str(ask("SELECT sqlite_version()"))
    affected = affected_by_wal_race(tuple(int(part) for part in version.split(".")))
    if affected:
        yield Finding(ADVICE, f"SQLite {version} is slow here for safety: install pysqlite3 anew.")
    else:
        yield Finding(GOOD, f"SQLite {version}")
    wanted = {"foreign_keys": 1, "synchronous": 3 if affected else 2, "trusted_schema": 0}
    wrong = [name for name, value in wanted.items() if ask(f"PRAGMA {name}") != value]
    journal = ask("PRAGMA journal_mode")
    if wrong or journal != ("truncate" if affected else "wal"):
        yield Finding(FAULT, f"Pragmas are not as they must be: {', '.join(wrong)} {journal}")
    yield from _file_mode()


def _file_mode() -> Iterator[Finding]:
    path = db.engine.url.database
    if not path:
        return
    mode = stat.S_IMODE(Path(path).stat().st_mode)
    if mode & 0o077:
        yield Finding(ADVICE, f"Others can read {path}: run `chmod 600 {path}`.")


def _disk(settings: Settings) -> Iterator[Finding]:
    free = f"{free_megabytes(settings.instance)} MB free in {settings.instance}"
    if nearly_full(settings.instance):
        yield Finding(FAULT, f"{free}: make room, or no contribution can be saved.")
    else:
        yield Finding(GOOD, free)


def _mail(settings: Settings) -> Iterator[Finding]:
    if not settings.mail_url:
        yield Finding(
            ADVICE, "MAIL_URL is not set: nobody is asked for an address, no news is sent."
        )
        return
    server = urlsplit(settings.mail_url)
    try:
        with smtplib.SMTP(server.hostname or "", server.port or 25, timeout=5) as connection:
            connection.noop()
        yield Finding(GOOD, f"Mail server {server.hostname} answers.")
    except OSError as error:
        yield Finding(
            FAULT, f"Mail server {server.hostname} does not answer ({error}): check MAIL_URL."
        )


def _recipients() -> Iterator[Finding]:
    names = ", ".join(area.name for area in areas_without_recipient())
    if names:
        yield Finding(FAULT, f"Neither council nor office answers for: {names}. Name the office:"
                      " `flask --app wsgi councils recipients load FILE`.")  # fmt: skip
    else:
        yield Finding(GOOD, "Every Ortsteil has a council or an office that answers.")


def _content(settings: Settings) -> Iterator[Finding]:
    number = len(areas().entries)
    if number:
        yield Finding(GOOD, f"{number} Ortsteile")
    else:
        yield Finding(FAULT, "No Ortsteile: run `flask --app wsgi areas load`.")
    yield from _recipients()
    codes = catalogue()
    if codes.version == 0:
        yield Finding(FAULT, "No catalogue: run `guidelines load FILE`, then `guidelines publish`.")
    else:
        level = ADVICE if codes.is_example else GOOD
        note = ", an example: load the city's own" if codes.is_example else ""
        yield Finding(level, f"Catalogue version {codes.version}{note}")
    try:
        yield Finding(GOOD, f"Permanent consultation: {permanent().slug}")
    except LookupError:
        yield Finding(
            FAULT, "No permanent consultation: run `flask --app wsgi consultations ensure`."
        )
    if not house_rules():
        yield Finding(FAULT, "No house rules: run `flask --app wsgi moderation prepare`.")
    gone = missing_files()
    if gone:
        folder = f"{settings.instance}/uploads"
        yield Finding(FAULT, f"{len(gone)} uploaded files are not in {folder} any more"
                      f" ({gone[0]} …): bring them back from the backup.")  # fmt: skip
    failed = count_by_state()["failed"]
    if failed:
        yield Finding(ADVICE, f"{failed} background jobs have failed: run `mail failed`, or look"
                      " at /verwaltung/post.")  # fmt: skip


def _sign_in_service(settings: Settings) -> Iterator[Finding]:
    own = settings.openid
    if own is None:
        return
    try:
        yield Finding(GOOD, f"Sign-in service {provider(anew=True)['issuer']} answers.")
    except ProviderFailed as error:
        yield Finding(FAULT, f"Sign-in service {own.issuer}: {error}. Check OIDC_ISSUER.")
    if not own.role_map:
        yield Finding(FAULT, "OIDC_ROLE_MAP is empty: nobody new can sign in through it.")
    for value, role in own.role_map:
        if scoped_role(role) is None:
            yield Finding(FAULT, f"OIDC_ROLE_MAP: {value}={role} names no role, or a council,"
                          " office or organisation that is not there.")  # fmt: skip
