"""Commands for the helpers of the workbench."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.moderation.services import ensure_texts
from app.moderation.services.personal_data import personal_data_in
from app.moderation.services.quality import quality
from app.moderation.services.similarity import has_vectors, nearest
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


@commands.command("prepare")
@command_commits
def prepare() -> None:
    """Load the shipped house rules and ready texts, where there are none."""
    ensure_texts()


@commands.command("quality")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def show_quality(as_json: bool) -> None:
    """Measure the helpers on the samples that the project ships."""
    figures = quality()
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, values in figures.items():
        click.echo(f"{name}: {json.dumps(values, ensure_ascii=False)}")


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
