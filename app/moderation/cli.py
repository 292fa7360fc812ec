"""Commands for the helpers of the workbench."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.moderation.queries.search import number_findable
from app.moderation.services import ensure_texts
from app.moderation.services.measuring import store_figures, suggestion_quality
from app.moderation.services.offers import note_all_concepts
from app.moderation.services.personal_data import personal_data_in
from app.moderation.services.quality import quality
from app.moderation.services.searching import forget_all_terms, take_in_new
from app.moderation.services.similarity import has_vectors, nearest
from app.shared.database import db
from app.shared.transactions import command_commits

commands = AppGroup("moderation", help="Helpers of the workbench, and how well they do.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@commands.command("check-text")
@click.argument("file", type=FILE)
def check_text(file: Path) -> None:
    """Find personal data in FILE: JSON lines with id and text; offsets in code points."""
    for entry in _lines(file, "id", "text"):
        spans = [
            {"kind": span.kind, "start": span.start, "end": span.end}
            for span in personal_data_in(entry["text"])
        ]
        _write({"id": entry["id"], "spans": spans})


@commands.command("duplicates")
@click.argument("file", type=FILE)
def duplicates(file: Path) -> None:
    """Find the three most similar texts in FILE: JSON lines with id, text and area."""
    entries = list(_lines(file, "id", "text", "area"))
    if not has_vectors():
        click.echo("Without sentence vectors: concepts and words only.", err=True)
    found = nearest([e["text"] for e in entries], [str(e["area"]) for e in entries])
    for entry, others in zip(entries, found, strict=True):
        near = [{"id": entries[o.position]["id"], "score": round(o.score, 4)} for o in others]
        _write({"id": entry["id"], "nearest": near})


@commands.command("concepts")
@command_commits
def concepts() -> None:
    """Note anew what published texts speak about: after a change of concepts.yaml."""
    click.echo(f"{note_all_concepts()} published texts looked at.")


@commands.command("prepare")
@command_commits
def prepare() -> None:
    """Load the shipped house rules and ready texts, where there are none."""
    ensure_texts()


@commands.command("quality")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@command_commits
def show_quality(as_json: bool) -> None:
    """Measure the helpers: on the samples that the project ships, and on the codings of today."""
    figures = quality()
    store_figures(figures)
    figures |= {"suggestions": suggestion_quality()}
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, values in figures.items():
        click.echo(f"{name}: {json.dumps(values, ensure_ascii=False)}")


@commands.command("index")
@command_commits
def make_index() -> None:
    """Make the search anew from the stored texts; until it is done less is found."""
    forget_all_terms()
    db.session.commit()
    while take_in_new():
        db.session.commit()
    click.echo(f"{number_findable()} texts can be found.")


def _lines(file: Path, *names: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            raise click.ClickException(f"{file.name}, line {number}: not JSON") from None
        complete = isinstance(entry, dict) and all(name in entry for name in names)
        if not complete or not isinstance(entry["text"], str):
            raise click.ClickException(f"{file.name}, line {number}: needs {', '.join(names)}")
        yield entry


def _write(entry: dict[str, Any]) -> None:
    click.echo(json.dumps(entry, ensure_ascii=False))
