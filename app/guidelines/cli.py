"""Commands for code books."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.guidelines.queries import all_code_books, by_version, draft
from app.guidelines.services import load_code_book
from app.guidelines.services import publish as publish_code_book
from app.shared.errors import InvalidData, NotPossible
from app.shared.transactions import command_commits

commands = AppGroup("guidelines", help="Code books: load, publish, list.")


@commands.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command_commits
def load(file: Path) -> None:
    """Load a code book from FILE (.yaml or .csv) as the draft of the next version."""
    format = "csv" if file.suffix.lower() == ".csv" else "yaml"
    try:
        book = load_code_book(file.read_text(encoding="utf-8-sig"), format)
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


@commands.command("list")
def list_versions() -> None:
    """List all versions."""
    for book in all_code_books():
        note = " (example)" if book.is_example else ""
        click.echo(f"{book.version} {book.status} {book.title.get('de', '')}{note}")
