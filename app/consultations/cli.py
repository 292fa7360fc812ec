"""Commands for consultations."""

import datetime as dt

import click
from flask.cli import AppGroup

from app.accounts.services import record
from app.consultations.models import DAYS_TO_DECIDE
from app.consultations.queries import stored_by_slug
from app.consultations.services import (
    change_days_to_decide,
    create_consultation,
    ensure_permanent,
)
from app.shared.clock import LOCAL_ZONE
from app.shared.errors import InvalidData
from app.shared.transactions import command_commits

DAYS = click.IntRange(1, 60)

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
@click.option("--days-to-decide", type=DAYS, default=DAYS_TO_DECIDE, show_default=True)
@click.option("--area", "areas", multiple=True, help="Number of an Ortsteil; the city unless told.")
@command_commits
def create(
    slug: str,
    title: str,
    question: str,
    opens: dt.datetime,
    closes: dt.datetime,
    days_to_decide: int,
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
            days_to_decide=days_to_decide,
        )
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    record(None, "consultation created", f"consultation:{slug}")
    click.echo(f"/beteiligungen/{slug}")


@commands.command("due")
@click.argument("slug")
@click.option("--days", required=True, type=DAYS, help="Working days; holidays do not count.")
@command_commits
def due(slug: str, days: int) -> None:
    """Let new contributions to the consultation SLUG be due after so many working days."""
    consultation = stored_by_slug(slug)
    if consultation is None:
        raise click.ClickException(f"There is no consultation {slug!r}.")
    change_days_to_decide(consultation, days)
    record(None, "days to decide changed", f"consultation:{slug}")
    click.echo(f"Contributions to {slug} are due after {days} working days.")
