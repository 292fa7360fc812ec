"""Exports of published contributions against bare writers; time, and memory over idle."""

import csv
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import xlsxwriter

from app.exports.models import Selection
from app.exports.services import write_export
from app.exports.services.columns import columns
from bench.city import city, table

SIZES = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
WIDTH = 20


def main() -> None:
    """Print seconds, ratios to the bare writers, and peak memory over idle in MiB."""
    rows = []
    for size in SIZES:
        city(size)
        bare = {"csv": _apart(bare_csv, size)[0], "xlsx": _apart(bare_xlsx, size)[0]}
        for format in ("csv", "xlsx"):
            seconds, memory, number = _apart(ours, size, format)
            ratio = seconds / bare[format]
            rows.append([f"{number:,}", format, seconds, bare[format], ratio, memory])
    table(["rows", "format", "seconds", "bare seconds", "ratio", "peak over idle MiB"], rows)


def ours(size: int, format: str) -> tuple[float, float, int]:
    """Write our export."""
    _, app = city(size)
    with app.app_context(), tempfile.TemporaryDirectory() as folder:
        columns()
        return _measured(
            lambda: (
                write_export(
                    Path(folder) / f"o.{format}", format, Selection(), lambda done, total: None
                ).rows
            )
        )


def bare_csv(size: int) -> tuple[float, float, int]:
    """sqlite3 and csv: the same rows and columns in one query, nothing else."""
    folder, _ = city(size)

    def write() -> int:
        connection = sqlite.connect(folder / "ortsstimme.sqlite3")
        rows = connection.execute(_sql())
        with tempfile.NamedTemporaryFile("w", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return 0

    return _measured(write)


def bare_xlsx(size: int) -> tuple[float, float, int]:
    """XlsxWriter in constant memory: the same number of rows and columns from memory."""
    folder, _ = city(size)
    rows = sqlite.connect(folder / "ortsstimme.sqlite3").execute(_sql()).fetchall()

    def write() -> int:
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            book = xlsxwriter.Workbook(file.name, {"constant_memory": True})
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(number, column, "" if value is None else str(value))
            book.close()
        return 0

    return _measured(write)


def _sql() -> str:
    return (
        "SELECT s.public_number, c.slug, a.number, a.name, s.place, s.channel, s.contributor_kind,"
        " s.organisation, s.on_behalf, s.kind, s.language, s.status, s.received_at,"
        " s.published_at, s.public_text, s.voices, s.is_example,"
        " (SELECT group_concat(d.key, '; ') FROM coding g JOIN code d ON d.id = g.code_id"
        "  WHERE g.submission_id = s.id AND d.kind = 'field'),"
        " (SELECT group_concat(d.key, '; ') FROM coding g JOIN code d ON d.id = g.code_id"
        "  WHERE g.submission_id = s.id AND d.kind = 'target_group'), a.settlement_type"
        " FROM submission s JOIN consultation c ON c.id = s.consultation_id"
        " LEFT JOIN area a ON a.id = s.area_id"
        " WHERE s.status = 'published' ORDER BY s.published_at, s.id"
    )


def _measured(work: Callable[[], int]) -> tuple[float, float, int]:
    gc.collect()
    gc.freeze()  # as wsgi.py does, for both sides
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    number = work()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, (peak - idle) / 1024, number


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Measure in a process of its own, so that no other peak is counted."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


if __name__ == "__main__":
    main()
