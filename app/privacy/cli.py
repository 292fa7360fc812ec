"""Commands about privacy."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.privacy.services import reapply
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
