"""Commands for what the contributions add up to."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from app.areas.queries import schemes
from app.guidelines.queries import catalogue
from app.insights.queries.places import places
from app.insights.services.cube import gap_cube
from app.insights.services.gap_files import RULE, csv_file, rows_of
from app.shared.clock import now

commands = AppGroup("insights", help="What the contributions add up to.")


@commands.command("gaps")
@click.option("--format", type=click.Choice(["csv", "json"]), required=True)
@click.option("--scheme", help="By the zones of this scheme (its key) instead of the Ortsteile.")
def gaps(format: str, scheme: str | None) -> None:
    """Write the gap cube to standard output: demand, supply and the rank of each gap."""
    known = {one.key for one in schemes()}
    if scheme is not None and scheme not in known:
        raise click.ClickException(f"There is no scheme {scheme}; known: {', '.join(known)}.")
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
