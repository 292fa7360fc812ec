"""Commands for example content."""

import sys
import time

import click
from flask import current_app
from flask.cli import AppGroup
from tqdm import tqdm

from app.accounts.queries import by_email
from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, ensure_city, ensure_recipients, load_examples
from app.demo.services.bulk import generate
from app.demo.services.bulk_plan import generate_plan
from app.demo.services.removing import remove_examples
from app.insights.services.statistics import publish_statistics
from app.shared.clock import today
from app.shared.database import db
from app.shared.transactions import command_commits

MOST, MOST_MEASURES = 1_000_000, 10_000

commands = AppGroup("demo", help="Example content: load and remove.")


@commands.command("load")
@click.option("--submissions", type=click.IntRange(1, MOST), help="Generate so many for measuring.")
@click.option("--measures", type=click.IntRange(1, MOST_MEASURES), help="And so many measures.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed, the same city."
)
@click.option("--password-stdin", is_flag=True, help="Read the example accounts' password.")
@command_commits
def load(submissions: int | None, measures: int | None, seed: int, password_stdin: bool) -> None:
    """Load example contributions, an example consultation and example accounts."""
    if current_app.config["SETTINGS"].production and not password_stdin:
        raise click.ClickException("In production give a password of your own: --password-stdin.")
    ensure_city()
    ensure_accounts(sys.stdin.readline().strip() if password_stdin else EXAMPLE_PASSWORD)
    if submissions is None and measures is None:
        loaded = load_examples()
        if loaded:  # so that nobody has to wait for the night
            publish_statistics(today())
            db.session.commit()
        click.echo(f"{loaded} example contributions loaded.")
        return
    started = time.monotonic()
    if submissions:
        with tqdm(total=submissions, unit=" contributions", disable=None) as bar:
            generate(submissions, seed, bar.update)
        click.echo(f"{submissions} generated in {time.monotonic() - started:.1f} s.")
    if measures:
        generate_plan(measures, seed, ensure_recipients().id)
        click.echo(f"{measures} measures generated.")


@commands.command("remove")
@command_commits
def remove() -> None:
    """Take all example content away; what is real stays."""
    click.echo(f"{remove_examples()} example contributions removed.")


@commands.command("accounts")
def accounts() -> None:
    """Print the example accounts that are there."""
    for email, name, role in ACCOUNTS:
        person = by_email(email)
        if person is not None and person.active:
            click.echo(f"  {email:26} {EXAMPLE_PASSWORD}   ({role}, {name})")


@commands.command("prepare")
@command_commits
def prepare() -> None:
    """Load only what a city needs to begin: Ortsteile, catalogue, permanent consultation."""
    ensure_city()
