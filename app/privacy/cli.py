"""Commands about privacy."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.privacy.models import RetentionRun
from app.privacy.queries.retention import all_due, numbers_of
from app.privacy.services import delete_due, finish, reapply, record_as_markdown
from app.shared.clock import today
from app.shared.database import db, empty_log
from app.shared.errors import InvalidData
from app.shared.settings import settings
from app.shared.transactions import command_commits

commands = AppGroup("privacy", help="Erasures, retention, the record of processing.")


@commands.command("reapply-erasures")
@click.option(
    "--ledger",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the erasures; the one of the instance folder unless told.",
)
@command_commits
def reapply_erasures(ledger: Path | None) -> None:
    """Delete again what was deleted after the backup that was restored."""
    gone = reapply(ledger)
    for number in gone:
        click.echo(f"{number} deleted again.")
    click.echo(f"{len(gone)} contributions deleted again; run the worker to finish.")


@commands.command("record")
def record() -> None:
    """Print the record of processing activities (Art. 30 GDPR) as Markdown, in German."""
    click.echo(record_as_markdown(settings().city_name), nl=False)


@commands.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what is due, delete nothing.")
@command_commits
def retention(dry_run: bool) -> None:
    """Delete what may no longer be kept; the worker does this every night."""
    day = today()
    try:
        found = all_due(day)
    except InvalidData as error:
        raise click.ClickException("\n".join(error.problems)) from None
    if dry_run:
        for one in found:
            numbers = numbers_of(one.ids) if one.key not in ("request", "job", "account") else []
            click.echo(" ".join([f"{one.key}: {one.number}", *numbers]))
        return
    while delete_due(day):
        db.session.commit()
    finish(day)
    run = db.session.get_one(RetentionRun, day)
    for key, number in sorted(run.figures.items()):
        click.echo(f"{key}: {number}")
    empty_log()
