"""The yearly report from the command line."""

import datetime as dt
from pathlib import Path

import click
from flask.cli import AppGroup
from tqdm import tqdm

from app.accounts.services import record
from app.reports.queries import latest_version, report_of
from app.reports.services import collect, content_of, draft_for, write_files
from app.reports.services.making import SUMS
from app.reports.services.snapshot import ReportContent
from app.shared.canonical import content_hash
from app.shared.clock import today
from app.shared.transactions import commit_apart

commands = AppGroup("reports", help="Yearly reports.")


@commands.command("write")
@click.option("--date", "day", required=True, type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option("--output", required=True, type=click.Path(file_okay=False, path_type=Path))
def write(day: dt.datetime, output: Path) -> None:
    """Write the report of a day: all formats and SHA256SUMS.

    What is released for that day is written as it was released; else as it would be now.
    """
    date = day.date()
    if date > today():
        raise click.ClickException("That day has not come yet.")
    if not output.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {output.absolute().parent}.")
    content, words = _content(date)
    output.mkdir(exist_ok=True)
    with tqdm(unit=" files", disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        sums = write_files(output.absolute(), content, progress)
    commit_apart(record, None, "report written", f"sha256:{content_hash(content)}")
    click.echo(f"{output}: {words}, {len(sums)} files and {SUMS}")
    click.echo(f"Content SHA-256 {content_hash(content)}")


def _content(date: dt.date) -> tuple[ReportContent, str]:
    stored, version = report_of(date.year), latest_version(date.year)
    if stored is None or stored.reporting_date != date:
        return collect(draft_for(date), 1), "a report that nobody has begun"
    if version is not None:
        return content_of(version), f"version {version.number} as it was released"
    return collect(stored, 1), "the draft"
