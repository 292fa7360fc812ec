"""Many contributions at once: from the file to the last row, and killed workers in between (R4).

`python -m bench.imports [kills]`; each size on a city of its own, the worker in this process.
"""

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from flask import Flask

from app.areas.queries import directory as areas
from app.consultations.queries import permanent
from app.guidelines.queries import catalogue
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import ImportFile
from app.submissions.services.importing import order_check, order_import, order_undo, receive
from bench.city import table
from tests.killed_imports import killed_import
from tests.servers import close, fresh_city

SIZES = (100, 20_000)
KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 50
KINDS = ("Bedarf", "Idee", "Problem", "Lob")
HEADINGS = ("Ortsteil", "Beitrag", "Art", "Handlungsfeld", "Zielgruppe", "Sprache")
WORDS = (
    *("Bank", "Treffpunkt", "Spielplatz", "Haltestelle", "Pflege", "Beratung", "Jugendclub"),
    *("Schatten", "Radweg", "fehlt", "hier", "seit", "Jahren", "für", "Ältere", "und", "Kinder"),
    *("am", "Abend", "nach", "der", "Schule", "ohne", "Auto", "im", "Viertel", "bitte", "wieder"),
)


def main() -> None:
    """Print seconds for each step, then what killed workers left behind."""
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app = fresh_city(Path(folder))
            with app.app_context():
                content = workbook(size)
                rows.append([f"{size:,}", len(content) / 1024, *_steps(content)])
            close(app)
    steps = ["upload and read s", "check s", "import s", "together s", "undo s"]
    table(["rows", "KiB", *steps], rows)
    _killed()


def workbook(size: int) -> bytes:
    """Return an XLSX file of so many different contributions with places and codes."""
    dice = random.Random(size)
    names = [area.name for area in areas().entries]
    fields, targets = (
        [code.title["de"] for code in catalogue().of_kind(kind)]
        for kind in ("field", "target_group")
    )
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Beiträge")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, size + 1):
            text = f"Nr. {number}: {' '.join(dice.choices(WORDS, k=dice.randint(8, 40)))}."
            codes = (dice.choice(fields), dice.choice(targets))
            kind = dice.choice(KINDS)
            sheet.write_row(number, 0, (dice.choice(names), text, kind, *codes, "Deutsch"))
    return file.getvalue()


def _steps(content: bytes) -> list[float]:
    found: list[ImportFile] = []

    def upload() -> None:
        found.append(receive(None, None, permanent(), io.BytesIO(content), "tabelle.xlsx"))
        db.session.commit()

    read = _seconds(upload)
    file_id = found[0].id
    check = _job(file_id, lambda file: order_check(file, list(file.mapping)))
    imported = _job(file_id, lambda file: order_import(None, file))
    undone = _job(file_id, lambda file: order_undo(None, file), only_first=True)
    return [read, check, imported, read + check + imported, undone]


def _job(file_id: int, order: Callable[[ImportFile], None], *, only_first: bool = False) -> float:
    order(db.session.get_one(ImportFile, file_id))
    db.session.commit()

    def work() -> None:
        while run_one() and not only_first:
            pass

    return _seconds(work)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _killed() -> None:
    with tempfile.TemporaryDirectory() as name:
        app: Flask = fresh_city(Path(name))
        with app.app_context():
            content = workbook(SIZES[-1])
        report = killed_import(app, Path(name), content, KILLS, seed=1)
        close(app)
    table(["rows", "kills", "stored", "doubled", "missing"], [report])


if __name__ == "__main__":
    main()
