"""Exports from the command line."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from tqdm import tqdm

from app.accounts.services import record
from app.areas.queries import chosen_scheme, zone_of_token
from app.areas.queries import directory as areas
from app.consultations.queries import by_slug
from app.exports.models import FORMATS, Selection
from app.exports.services import NoSuchVersion, TooMuchForXlsx, write_export
from app.shared.clock import from_local, now
from app.shared.transactions import commit_apart

commands = AppGroup("exports", help="Write exports.")


@commands.command("write")
@click.option("--format", required=True, type=click.Choice(FORMATS))
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--area", "number", help="Two-digit number of an Ortsteil; all unless told.")
@click.option(
    "--consultation", "slug", help="Name in the address of a consultation; all unless told."
)
@click.option("--zone", "token", help="A zone of a scheme, for example planungsraum:nord.")
@click.option("--scheme", "key", help="Sorted by the zones of this scheme, with their keys.")
@click.option("--raw", is_flag=True, help="CSV for programs: formula cells stay as they are.")
@click.option("--code-book", "version", type=int, help="Version of the catalogue for the codes.")
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%dT%H:%M"]),
    help="What was published by this local time, for example 2026-11-24T18:00.",
)
def write(
    format: str,
    output: Path,
    number: str | None,
    slug: str | None,
    token: str | None,
    key: str | None,
    raw: bool,
    version: int | None,
    as_of: dt.datetime | None,
) -> None:
    """Write the published contributions with their codes to a file."""
    selection = replace(_selection(number, slug), code_book_version=version, **_zone(token, key))
    until = _moment(as_of)
    if not output.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {output.absolute().parent}.")
    with tqdm(unit=" contributions", disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            written = write_export(
                output.absolute(), format, selection, progress, raw=raw, until=until
            )
        except (TooMuchForXlsx, NoSuchVersion) as error:
            raise click.ClickException(str(error)) from None
    commit_apart(record, None, "export written", f"sha256:{written.sha256}")
    click.echo(f"{output}: {written.rows} contributions, SHA-256 {written.sha256}")


def _moment(as_of: dt.datetime | None) -> dt.datetime | None:
    moment = from_local(as_of.date(), as_of.time()) if as_of else None
    if moment and moment > now():
        raise click.ClickException("That time has not come yet.")
    return moment


def _zone(token: str | None, scheme_key: str | None) -> dict[str, Any]:
    if scheme_key and chosen_scheme(scheme_key) is None:
        raise click.ClickException(f"There is no scheme {scheme_key}.")
    sorted_by = {"scheme_key": scheme_key}
    if token is None:
        return sorted_by
    zone = zone_of_token(token)
    if zone is None:
        raise click.ClickException(f"There is no zone {token}.")
    return sorted_by | {"zone_key": zone.token, "zone_name": zone.name, "area_ids": zone.area_ids}


def _selection(number: str | None, slug: str | None) -> Selection:
    area = areas().by_number.get(number) if number else None
    if number and area is None:
        raise click.ClickException(f"There is no Ortsteil with the number {number}.")
    consultation = by_slug(slug) if slug else None
    if slug and consultation is None:
        raise click.ClickException(f"There is no consultation {slug}.")
    return Selection(
        area_id=area.id if area else None,
        area_slug=area.slug if area else None,
        area_name=area.name if area else None,
        consultation_id=consultation.id if consultation else None,
        consultation_slug=consultation.slug if consultation else None,
    )
