"""Commands about the plan."""

import click
from flask.cli import AppGroup

from app.plan.queries.coverage import coverage
from app.plan.queries.coverage_list import LACKS, measures_without, uncovered

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
