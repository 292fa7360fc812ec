"""Commands for people and roles."""

import sys

import click
from flask.cli import AppGroup

from app.accounts.models import ROLES
from app.accounts.queries import all_people, by_email, check_audit_trail
from app.accounts.services import create_person
from app.accounts.services import disable as disable_person
from app.shared.errors import InvalidData
from app.shared.transactions import command_commits

commands = AppGroup("accounts", help="People and their roles.")
audit = AppGroup("audit", help="The audit trail: who did what when.")


@commands.command("create")
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES))
@click.option("--name", help="Name shown to colleagues; the address before the @ unless told.")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password as a line.")
@command_commits
def create(email: str, roles: tuple[str, ...], name: str | None, password_stdin: bool) -> None:
    """Create an account for EMAIL."""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        person = create_person(email, name or email.partition("@")[0], password, list(roles))
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    click.echo(f"{person.email}: {', '.join(sorted(person.roles))}")


@commands.command("list")
def list_people() -> None:
    """List everybody with their roles."""
    for person in all_people():
        state = "" if person.active else " (disabled)"
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


@audit.command("verify")
def verify() -> None:
    """Follow the chain of the audit trail; fail if an entry was changed, put in or taken out."""
    found = check_audit_trail()
    if found.problem:
        raise click.ClickException(f"After {found.entries} good entries: {found.problem}.")
    click.echo(f"The audit trail is whole: {found.entries} entries.")
