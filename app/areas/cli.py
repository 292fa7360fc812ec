"""Commands for Ortsteile and schemes."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import AppGroup

from app.areas.services.loading import DEFAULT_FOLDER, load_city
from app.areas.services.schemes import load_scheme_file
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.transactions import command_commits

T = TypeVar("T")

commands = AppGroup("areas", help="Ortsteile, councils, geometry and schemes.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would change, no more.")


@commands.command("load")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DEFAULT_FOLDER
)
@dry_run_option
@command_commits
def load(folder: Path, dry_run: bool) -> None:
    """Load Ortsteile, councils and geometry from FOLDER (ortsteile.csv, ortsteile.geojson)."""
    report = _checked(lambda: load_city(folder))
    _tell(report.differences, dry_run)
    click.echo(f"{report.unchanged} Ortsteile as before.")


@commands.command("load-scheme")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@dry_run_option
@command_commits
def load_scheme(file: Path, dry_run: bool) -> None:
    """Load a grouping of Ortsteile from a CSV FILE; see docs/operations.md for its columns."""
    _tell(_checked(lambda: load_scheme_file(file)), dry_run)


def _checked(load: Callable[[], T]) -> T:
    try:
        return load()
    except InvalidData as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise click.ClickException("Nothing was loaded. Please mend the lines above.") from None


def _tell(differences: list[str], dry_run: bool) -> None:
    for line in differences:
        click.echo(line)
    if dry_run:
        db.session.rollback()
        click.echo("Dry run: nothing was changed.")
    elif not differences:
        click.echo("Nothing has changed.")
