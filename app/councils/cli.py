"""Commands about councils: legal periods, and who answers for Ortsteile without a council."""

import datetime as dt
from pathlib import Path

import click
from flask.cli import AppGroup

from app.accounts.queries import areas_without_recipient, recipients
from app.accounts.services import load_offices
from app.areas.queries import directory as areas
from app.councils.models import RIGHT_OF_PROPOSAL
from app.councils.queries.laws import law_on
from app.councils.services.deadlines import why_moved
from app.shared.errors import InvalidData
from app.shared.periods import period_of_months
from app.shared.transactions import command_commits

DAY = click.DateTime(["%Y-%m-%d"])

commands = AppGroup("councils", help="Councils: deadlines, recipients.")


@commands.command("due")
@click.option("--received", type=DAY, required=True, help="Day of receipt in Europe/Berlin.")
@click.option(
    "--months", type=click.IntRange(1, 119), help="Else the months of ThürKO § 45 on that day."
)
def due(received: dt.datetime, months: int | None) -> None:
    """Print the last day for a decision, and why it moved."""
    day = received.date()
    if months is None:
        try:
            months = law_on(RIGHT_OF_PROPOSAL, day).months
        except InvalidData as error:
            raise click.ClickException(str(error)) from None
    period = period_of_months(day, months)
    click.echo(f"Due: {period.due} ({period.due:%A}), until midnight in {period.zone}")
    click.echo(f"Received {day} ({day:%A}); {months} months end on {period.counted}.")
    for line in why_moved(period):
        click.echo(f"Moved on: {line} (BGB § 193).")
    if not period.moved:
        click.echo("Not moved: that is a working day.")


@commands.group("recipients")
def recipients_group() -> None:
    """The offices that Ortsteile without a council turn to."""


@recipients_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command_commits
def load(file: Path) -> None:
    """Load offices from a CSV: key;name;email;areas (two-digit numbers, apart by blanks)."""
    try:
        lines = load_offices(file.read_bytes())
    except InvalidData as error:
        raise click.ClickException(f"{file}\n{error}") from None
    click.echo("\n".join(lines) or "Nothing changed.")


@recipients_group.command("list")
def list_recipients() -> None:
    """Print which office answers for each Ortsteil without a council."""
    named = recipients()
    for area in areas().entries:
        if area.council_name is None:
            office = named.get(area.id)
            click.echo(f"{area.number}  {area.name:24} {office.name if office else '-'}")
    if missing := areas_without_recipient():
        raise click.ClickException(f"{len(missing)} Ortsteile have no recipient.")
