"""Commands about statistics, gaps and indicators."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import AppGroup

from app.areas.queries import chosen_scheme
from app.guidelines.queries import catalogue
from app.insights.queries.places import places
from app.insights.services.cube import gap_cube
from app.insights.services.gap_files import RULE, csv_file, rows_of
from app.insights.services.indicator_catalogue import (
    SHIPPED,
    load_indicator_catalogue,
    load_population,
)
from app.insights.services.indicator_loading import load_figures
from app.insights.services.indicator_reading import read_figure_file
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.tables import BadTable
from app.shared.transactions import command_commits

T = TypeVar("T")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

commands = AppGroup("insights", help="Statistics, gaps, indicators.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would change, no more.")


@commands.command("load-indicator-catalogue")
@click.argument("file", type=FILE, default=SHIPPED)
@dry_run_option
@command_commits
def load_catalogue(file: Path, dry_run: bool) -> None:
    """Load the words of the indicators from a YAML FILE, and the Ortsteile's population."""
    content = file.read_text(encoding="utf-8")
    lines = _checked(lambda: [*load_indicator_catalogue(content), *load_population()])
    _tell(lines, dry_run)


@commands.command("load-indicators")
@click.argument("file", type=FILE)
@dry_run_option
@command_commits
def load_indicators(file: Path, dry_run: bool) -> None:
    """Load figures from a CSV FILE; see docs/operations.md for its columns."""
    compared = _checked(lambda: load_figures(None, read_figure_file(file)))
    _tell([str(change) for change in compared.changes], dry_run)
    click.echo(f"{compared.unchanged} figures as before.")


@commands.command("gaps")
@click.option("--format", type=click.Choice(["csv", "json"]), required=True)
@click.option("--scheme", help="By the zones of this scheme (its key) instead of the Ortsteile.")
def gaps(format: str, scheme: str | None) -> None:
    """Write the gap cube to standard output: demand, supply and the rank of each gap."""
    if scheme is not None and chosen_scheme(scheme) is None:
        raise click.ClickException(f"There is no scheme {scheme}.")
    rows = rows_of(gap_cube(), places(scheme))
    if format == "csv":
        click.echo(csv_file(rows), nl=False)
        return
    about: dict[str, Any] = {
        "rule": RULE,
        "made_at": now().isoformat(timespec="seconds"),
        "catalogue_version": catalogue().version,
        "scheme": scheme,
    }
    click.echo(json.dumps(about | {"cells": list(rows)}, ensure_ascii=False, indent=1))


def _checked(load: Callable[[], T]) -> T:
    try:
        return load()
    except BadTable as error:
        raise click.ClickException(str(error)) from None
    except InvalidData as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise click.ClickException("Nothing was loaded. Please mend the lines above.") from None


def _tell(lines: list[str], dry_run: bool) -> None:
    for line in lines:
        click.echo(line)
    if dry_run:
        db.session.rollback()
        click.echo("Dry run: nothing was changed.")
    elif not lines:
        click.echo("Nothing has changed.")
