"""Commands about the plan."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.plan.queries.coverage import coverage
from app.plan.queries.coverage_list import LACKS, measures_without, uncovered
from app.plan.services.covers import load_covers
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.transactions import command_commits

LINES = 20

commands = AppGroup("plan", help="The plan: what is still missing, what specialist plans cover.")


@commands.command("coverage")
def check_coverage() -> None:
    """Print what an adopted version would still lack; fail if that is anything."""
    found = coverage()
    click.echo(f"{found.contributions:>8}  published contributions without answer or measure")
    click.echo(f"{found.without_office:>8}  measures without office")
    click.echo(f"{found.without_source:>8}  measures without source")
    if not found.anything:
        return
    for submission in uncovered(None, None, LINES).rows:
        area = submission.area.name if submission.area else "-"
        click.echo(f"{submission.public_number}  {submission.published_at:%Y-%m-%d}  {area}")
    for what in LACKS:
        for measure in measures_without(what, None, LINES).rows:
            click.echo(f"{measure.number}  without {what}: {measure.title}")
    raise click.ClickException("The plan cannot be adopted yet.")


@commands.command("load-covers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, no more.")
@command_commits
def load(file: Path, dry_run: bool) -> None:
    """Load what specialist plans cover from a CSV: plan;target_group;field;area;source."""
    try:
        lines = load_covers(file.read_bytes())
    except InvalidData as error:
        raise click.ClickException(f"{file}\n{error}") from None
    click.echo("\n".join(lines) or "Nothing changed.")
    if dry_run:
        db.session.rollback()
        click.echo("Dry run: nothing was changed.")
