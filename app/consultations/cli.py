"""Commands for consultations."""

import datetime as dt

import click
from flask.cli import AppGroup

from app.consultations.services import create_consultation, ensure_permanent
from app.shared.clock import LOCAL_ZONE
from app.shared.errors import InvalidData
from app.shared.transactions import command_commits

commands = AppGroup("consultations", help="Questions put to the public for a time.")


@commands.command("ensure")
@command_commits
def ensure() -> None:
    """Make sure that there is a permanent consultation."""
    click.echo(f"Permanent consultation: {ensure_permanent().slug}")


@commands.command("create")
@click.argument("slug")
@click.option("--title", required=True, help="German title.")
@click.option("--question", required=True, help="German question.")
@click.option("--opens", required=True, type=click.DateTime(), help="Local time, Europe/Berlin.")
@click.option("--closes", required=True, type=click.DateTime(), help="Local time, Europe/Berlin.")
@click.option("--area", "areas", multiple=True, help="Number of an Ortsteil; the city unless told.")
@command_commits
def create(
    slug: str,
    title: str,
    question: str,
    opens: dt.datetime,
    closes: dt.datetime,
    areas: tuple[str, ...],
) -> None:
    """Create the consultation SLUG."""
    try:
        create_consultation(
            slug=slug,
            title={"de": title},
            question={"de": question},
            opens_at=opens.replace(tzinfo=LOCAL_ZONE),
            closes_at=closes.replace(tzinfo=LOCAL_ZONE),
            area_numbers=areas,
        )
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    click.echo(f"/beteiligungen/{slug}")
