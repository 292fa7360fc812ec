"""Exports from the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup
from tqdm import tqdm

from app.areas.queries import directory as areas
from app.consultations.queries import by_slug
from app.exports.models import FORMATS, Selection
from app.exports.services import TooMuchForXlsx, write_export

commands = AppGroup("exports", help="Write exports.")


@commands.command("write")
@click.option("--format", required=True, type=click.Choice(FORMATS))
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--area", "number", help="Two-digit number of an Ortsteil; all unless told.")
@click.option(
    "--consultation", "slug", help="Name in the address of a consultation; all unless told."
)
@click.option("--raw", is_flag=True, help="CSV for programs: formula cells stay as they are.")
def write(format: str, output: Path, number: str | None, slug: str | None, raw: bool) -> None:
    """Write the published contributions with their codes to a file."""
    selection = _selection(number, slug)
    if not output.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {output.absolute().parent}.")
    with tqdm(unit=" contributions", disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            written = write_export(output.absolute(), format, selection, progress, raw=raw)
        except TooMuchForXlsx as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{output}: {written.rows} contributions, SHA-256 {written.sha256}")


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
