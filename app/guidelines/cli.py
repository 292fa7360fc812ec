"""Commands for code books."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.guidelines.models import CodeBook
from app.guidelines.queries import all_code_books, by_version, catalogue, draft
from app.guidelines.services import compare, load_code_book, write_code_book
from app.guidelines.services import publish as publish_code_book
from app.shared.errors import InvalidData, NotPossible
from app.shared.transactions import command_commits

FORMATS = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".qdc": "qdc"}

commands = AppGroup("guidelines", help="Code books: load, publish, compare, export, list.")


@commands.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command_commits
def load(file: Path) -> None:
    """Load a code book from FILE (.yaml, .csv or .qdc) as the draft of the next version."""
    try:
        book = load_code_book(file.read_text(encoding="utf-8-sig"), _format(file))
    except (InvalidData, UnicodeDecodeError) as error:
        for problem in getattr(error, "problems", ["line 1: not UTF-8"]):
            click.echo(f"{file.name}: {problem}", err=True)
        raise click.ClickException("Nothing was loaded. Please mend the lines above.") from None
    click.echo(f"Draft of version {book.version}. Put it in force with: guidelines publish")


@commands.command("publish")
@click.option("--version", type=int, help="Which version; the draft unless told.")
@command_commits
def publish(version: int | None) -> None:
    """Put the draft in force."""
    book = by_version(version) if version else draft()
    if book is None:
        raise click.ClickException("There is no such draft. Load one with: guidelines load FILE")
    try:
        publish_code_book(book)
    except NotPossible as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Version {book.version} is in force.")


@commands.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--version", type=int, help="Which version; the one in force unless told.")
def export(file: Path, version: int | None) -> None:
    """Write a code book to FILE: .yaml, .csv or .qdc (REFI-QDA)."""
    book = _book(version or catalogue().version)
    file.write_bytes(write_code_book(book, _format(file)))
    click.echo(f"Version {book.version} with {len(book.codes)} codes is in {file.name}.")


@commands.command("diff")
@click.argument("old", type=int)
@click.argument("new", type=int)
def diff(old: int, new: int) -> None:
    """Say what changed from version OLD to version NEW."""
    changes = compare(_book(old), _book(new))
    for change in changes:
        click.echo(change.in_words())
    if not changes:
        click.echo(f"Versions {old} and {new} say the same.")


@commands.command("list")
def list_versions() -> None:
    """List all versions."""
    for book in all_code_books():
        note = " (example)" if book.is_example else ""
        click.echo(f"{book.version} {book.status} {book.title.get('de', '')}{note}")


def _book(version: int) -> CodeBook:
    book = by_version(version)
    if book is None:
        raise click.ClickException(f"There is no version {version}. See: guidelines list")
    return book


def _format(file: Path) -> str:
    format = FORMATS.get(file.suffix.lower())
    if format is None:
        raise click.ClickException(f"{file.name}: must end with {', '.join(FORMATS)}")
    return format
