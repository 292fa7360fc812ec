"""Many contributions at once from the command line."""

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from tqdm import tqdm

from app.accounts.models import Organisation
from app.accounts.queries import organisation_by_key
from app.consultations.policy import is_open
from app.consultations.queries import ConsultationEntry, by_slug, permanent
from app.shared.clock import now
from app.shared.database import db
from app.shared.tables import BadTable
from app.submissions.models import ImportFile
from app.submissions.queries.imports import all_findings, figures_of
from app.submissions.services.importing import (
    BY_KEY,
    DID_YOU_MEAN,
    begin_check,
    begin_import,
    check,
    discard,
    import_rows,
    mapping_problem,
    receive,
    write_template,
)

commands = AppGroup("submissions", help="Templates and imports of contributions.")


@commands.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Write the XLSX template for today's Ortsteile and catalogue to FILE."""
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {file.absolute().parent}.")
    write_template(file.absolute())
    click.echo(f"{file}: template written.")


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", "key", required=True, help="Key of a verified organisation.")
@click.option("--consultation", "slug", help="Name in the address; the permanent one unless told.")
@click.option("--dry-run", is_flag=True, help="Say what would be imported, no more.")
@click.option("--skip-errors", is_flag=True, help="Import the good rows although others are not.")
def import_file(file: Path, key: str, slug: str | None, dry_run: bool, skip_errors: bool) -> None:
    """Import the contributions in FILE (XLSX, ODS, CSV) in the name of an organisation.

    Ends with 1 if a row has an error; then nothing is imported unless told by --skip-errors.
    """
    found = _received(file, _organisation(key), _consultation(slug))
    _check(found)
    figures = figures_of(found.id)
    if dry_run or not figures.new or (figures.failed and not skip_errors):
        discard(found)
        db.session.commit()
        click.echo("Nothing was imported.")
    else:
        _import(found)
    if figures.failed:
        raise SystemExit(1)


def _organisation(key: str) -> Organisation:
    organisation = organisation_by_key(key)
    if organisation is None:
        raise click.ClickException(f"There is no organisation {key}.")
    if organisation.verified_at is None:
        raise click.ClickException(f"{organisation.name} is not verified yet.")
    return organisation


def _consultation(slug: str | None) -> ConsultationEntry:
    consultation = by_slug(slug) if slug else permanent()
    if consultation is None:
        raise click.ClickException(f"There is no consultation {slug}.")
    if not is_open(consultation, now()):
        raise click.ClickException(f"The consultation {slug} is not open.")
    return consultation


def _received(
    file: Path, organisation: Organisation, consultation: ConsultationEntry
) -> ImportFile:
    try:
        with file.open("rb") as content:
            found = receive(None, organisation, consultation, content, file.name)
    except BadTable as bad:
        raise click.ClickException(str(bad)) from None
    problem = mapping_problem(found.mapping)
    if problem:
        discard(found)
        db.session.commit()
        raise click.ClickException("No column is called “Beitrag”; see the template.")
    db.session.commit()
    for heading, known in zip(found.headings, found.mapping, strict=True):
        click.echo(f"{heading or '(no heading)'}: {BY_KEY[known].title if known else 'left out'}")
    return found


def _check(found: ImportFile) -> None:
    begin_check(found)
    db.session.commit()
    _with_bar("checked", lambda progress: check(found.id, progress))
    for row in all_findings(found.id):
        for finding in row.problems:
            click.echo(f"row {row.row_no}: {_sentence(finding)}", err=True)
    figures = figures_of(found.id)
    click.echo(
        f"{figures.new} good rows ({figures.warned} with a hint), {figures.failed} with errors."
    )


def _import(found: ImportFile) -> None:
    begin_import(found)
    db.session.commit()
    _with_bar("imported", lambda progress: import_rows(found.id, progress))
    figures = figures_of(found.id)
    click.echo(f"{figures.done} contributions imported.")


def _sentence(finding: dict[str, Any]) -> str:
    values = finding["values"]
    said = f"{finding['level']}: {BY_KEY[finding['column']].title}: {finding['message'] % values}"
    if "suggestion" in values:
        said += " " + DID_YOU_MEAN % {"name": values["suggestion"]}
    return said


def _with_bar(unit: str, work: Any) -> None:
    with tqdm(unit=f" rows {unit}", disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        work(progress)
