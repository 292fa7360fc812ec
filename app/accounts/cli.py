"""Commands for people and roles."""

import csv
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from app.accounts.forms import OBJECT_RULES
from app.accounts.models import ROLES
from app.accounts.queries import (
    all_people,
    by_email,
    check_audit_trail,
    is_invited,
    office_by_key,
    organisation_by_key,
    roles_that_pass,
)
from app.accounts.services import (
    Scope,
    create_person,
    invite,
    remove_all_factors,
    reset_link,
    trail_file_is_ours,
)
from app.accounts.services import disable as disable_person
from app.areas.queries import council_by_key
from app.shared.access import addresses_of
from app.shared.errors import InvalidData
from app.shared.mail import can_send
from app.shared.settings import settings
from app.shared.transactions import command_commits

commands = AppGroup("accounts", help="People and their roles.")
audit = AppGroup("audit", help="The audit trail: who did what when.")


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say for what and from when to when a role is held."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option("--council", help="Key of the council a council's role is for."),
        click.option("--office", help="Key of the office a planner works in."),
        click.option("--organisation", help="Key of the organisation somebody speaks for."),
        click.option("--from", "begins_on", type=day, help="First day of the role."),
        click.option("--until", "ends_on", type=day, help="Last day of the role."),
    ):
        command = option(command)
    return command


@commands.command("create")
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES))
@click.option("--name", help="Name shown to colleagues; the address before the @ unless told.")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password as a line.")
@scope_options
@command_commits
def create(
    email: str, roles: tuple[str, ...], name: str | None, password_stdin: bool, **scope: Any
) -> None:
    """Create an account for EMAIL."""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        person = create_person(
            email,
            name or email.partition("@")[0],
            password,
            list(roles),
            _scope_of(**scope),
        )
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    click.echo(f"{person.email}: {', '.join(sorted(person.roles))}")


@commands.command("invite")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--name", default="", help="Name to begin with; the person may change it.")
@scope_options
@command_commits
def invite_somebody(email: str, role: str, name: str, **scope: Any) -> None:
    """Invite EMAIL to a role: by mail, or print the link if no mail server is set."""
    try:
        invitation = invite(None, email, name, role, _scope_of(**scope))
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    if invitation.token is None:
        click.echo(f"{invitation.person.email} has an account already and got the role.")
    else:
        _tell_link(f"/anmelden/einladung/{invitation.token}", "The invitation", "seven days")


@commands.command("reset")
@click.argument("email")
@click.option("--second-factors", is_flag=True, help="Also remove lost second factors and codes.")
@command_commits
def reset(email: str, second_factors: bool) -> None:
    """Print a link with which EMAIL sets a new password within an hour."""
    person = by_email(email)
    if person is None or not person.active:
        raise click.ClickException(f"There is no open account for {email}.")
    if second_factors:
        remove_all_factors(None, person)
        click.echo("Second factors, recovery codes and sessions are removed.")
    click.echo(f"{settings().base_url}/anmelden/neu/{reset_link(None, person)}")


@commands.command("list")
def list_people() -> None:
    """List everybody with their roles."""
    for person in all_people():
        state = "" if person.active else " (invited)" if is_invited(person) else " (disabled)"
        click.echo(f"{person.email}: {', '.join(sorted(person.roles))}{state}")


@commands.command("disable")
@click.argument("email")
@command_commits
def disable(email: str) -> None:
    """Close the account of EMAIL and end its sessions."""
    person = by_email(email)
    if person is None:
        raise click.ClickException(f"There is no account for {email}.")
    disable_person(person)
    click.echo(f"{person.email} is disabled.")


@commands.command("matrix")
@click.option("--language", default="de", type=click.Choice(["de", "en"]), help="Of the sentences.")
def matrix(language: str) -> None:
    """Print who may open what as CSV: every address by role, then the rules about single things."""
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(["address", "methods", "endpoint", "guard", "nobody", *ROLES])
    for address in addresses_of(current_app._get_current_object()):  # type: ignore[attr-defined]
        passing = roles_that_pass(address.rule)
        opens = [address.guard == "public", *(role in passing for role in ROLES)]
        answers = ["yes" if one else "no" for one in opens]
        row = [address.path, " ".join(address.methods), address.endpoint, address.guard]
        writer.writerow([*row, *answers])
    writer.writerow([])
    writer.writerow(["thing", "its own people", "all others"])
    with force_locale(language):
        for rule in OBJECT_RULES:
            writer.writerow([rule.thing, rule.own, rule.others])


@audit.command("check-file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_file(file: Path) -> None:
    """Tell whether FILE, lines of the audit trail, is complete and as it was written here."""
    if not trail_file_is_ours(file.read_bytes().decode(errors="replace")):
        raise click.ClickException("This file was changed, cut, or not made here.")
    click.echo("The file is complete and unchanged.")


@audit.command("verify")
def verify() -> None:
    """Follow the chain of the audit trail; fail if an entry was changed, put in or taken out."""
    found = check_audit_trail()
    if found.problem:
        raise click.ClickException(f"After {found.entries} good entries: {found.problem}.")
    click.echo(f"The audit trail is whole: {found.entries} entries.")


def _tell_link(path: str, what: str, how_long: str) -> None:
    if can_send():
        click.echo(f"{what} is on its way by mail; its link works for {how_long}.")
    else:
        click.echo(f"Hand this link over, it works for {how_long}: {settings().base_url}{path}")


def _scope_of(
    *,
    council: str | None,
    office: str | None,
    organisation: str | None,
    begins_on: dt.datetime | None,
    ends_on: dt.datetime | None,
) -> Scope:
    """Return the scope with these keys; raise `ClickException` if one is not known."""
    return Scope(
        council_id=_id_of(council_by_key, council),
        office_id=_id_of(office_by_key, office),
        organisation_id=_id_of(organisation_by_key, organisation),
        begins_on=begins_on.date() if begins_on else None,
        ends_on=ends_on.date() if ends_on else None,
    )


def _id_of(find: Callable[[str], Any], key: str | None) -> int | None:
    if key is None:
        return None
    found = find(key)
    if found is None:
        raise click.ClickException(f"Nothing has the key {key!r}.")
    number: int = found.id
    return number
