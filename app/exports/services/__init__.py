"""Making exports: from the command line at once, from the screen as a background job."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.accounts.models import Person
from app.accounts.services import record
from app.areas.policy import ATTRIBUTION
from app.areas.queries import chosen_scheme
from app.exports.models import Selection
from app.exports.queries import Codes, code_book_for, count_selected, pages
from app.exports.services.columns import Column, Rows, Value, columns
from app.exports.services.csv_file import write_csv
from app.exports.services.forgetting import files_with
from app.exports.services.totals import Totals
from app.exports.services.xlsx_file import MOST_ROWS, TooMuchForXlsx, write_xlsx
from app.guidelines.models import CodeBook
from app.moderation.services import method_lines
from app.shared.clock import now, to_local
from app.shared.files import instance_folder, written_whole
from app.shared.jobs import Job, NeverPossible, handles, put_in, report_progress, save_result
from app.shared.spelling import slug_of
from app.shared.transactions import writes

__all__ = ["NoSuchVersion", "TooMuchForXlsx", "files_with"]
KEPT_FOR = dt.timedelta(days=7)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Written:
    """A finished file: rows without the header, size in bytes, SHA-256 as hex."""

    rows: int
    size: int
    sha256: str


class NoSuchVersion(NeverPossible):
    """The wanted version of the catalogue is not there, or its codings are not complete."""


def write_export(
    path: Path,
    format: str,
    selection: Selection,
    progress: Progress,
    *,
    raw: bool = False,
    until: dt.datetime | None = None,
) -> Written:
    """Write the file; it appears under its name only when complete.

    With `until` it shows what was published by that moment. The same selection, moment and data
    give the same bytes. Raises `TooMuchForXlsx` and `NoSuchVersion`.
    """
    moment = until or now()
    book = _code_book(selection, moment)
    total = count_selected(selection, moment)
    if format == "xlsx" and total > MOST_ROWS:
        raise TooMuchForXlsx(f"An XLSX sheet ends after {MOST_ROWS} rows; take CSV.")
    wanted = columns(selection.scheme_key)
    scheme = chosen_scheme(selection.scheme_key)
    totals = Totals(scheme) if scheme else None
    pages_of_rows = pages(selection, moment, book.id if book else 0)
    counted = totals.watch(pages_of_rows) if totals else pages_of_rows
    rows = _rows(counted, wanted, lambda done: progress(done, total))
    with written_whole(path) as temporary:
        if format == "csv":
            number = write_csv(temporary, wanted, rows, raw=raw)
        else:
            sheets = _about(selection, moment, book), method_lines(is_current=until is None)
            number = write_xlsx(temporary, wanted, rows, *sheets, moment, totals)
        with temporary.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(number, path.stat().st_size, sha256)


def file_name(city: str, format: str, selection: Selection, day: dt.date) -> str:
    """Return a name that says what and when: `ortsstimme-erfurt-beitraege-2026-11-24.xlsx`."""
    parts = ["ortsstimme", slug_of(city), "beitraege", selection.area_slug]
    parts += [slug_of(selection.zone_key)] if selection.zone_key else []
    parts += [f"nach-{slug_of(selection.scheme_key)}"] if selection.scheme_key else []
    version = selection.code_book_version
    parts += [selection.consultation_slug, f"katalog-{version}" if version else None]
    parts += [day.isoformat()]
    return "-".join(part for part in parts if part) + f".{format}"


@writes
def order_export(person: Person, format: str, selection: Selection, name: str) -> Job:
    """Put the export in as a background job and keep on record who ordered it."""
    payload = {"format": format, "name": name, "selection": selection.__dict__}
    job = put_in("export", payload, owner_id=person.id, public_id=secrets.token_urlsafe(16))
    record(person.id, "export ordered", f"job:{job.id}")
    return job


@handles("export")
def make_export(job: Job) -> None:
    """Make the file of a job; done again after a crash, it makes the same file anew."""
    job_id, payload = job.id, job.payload
    path = export_path(job)
    written = write_export(
        path,
        payload["format"],
        Selection(**payload["selection"]),
        lambda done, total: report_progress(job_id, done, total),
    )
    save_result(job_id, written.__dict__)
    remove_old_files()


def export_path(job: Job) -> Path:
    """Return where the file of a job lies when it is complete."""
    return instance_folder("exports") / f"{job.public_id}.{job.payload['format']}"


def remove_old_files() -> None:
    """Delete export files older than seven days."""
    oldest = (now() - KEPT_FOR).timestamp()
    for file in instance_folder("exports").iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def _code_book(selection: Selection, moment: dt.datetime) -> CodeBook | None:
    book = code_book_for(selection, moment)
    if book is None and selection.code_book_version is not None:
        raise NoSuchVersion(
            f"There are no complete codings of version {selection.code_book_version}."
        )
    return book


def _rows(
    pages_of_rows: Iterable[tuple[Rows, Codes]],
    wanted: list[Column],
    progress: Callable[[int], None],
) -> Iterator[Sequence[Value]]:
    done = 0
    for rows, codes in pages_of_rows:
        yield from zip(*(column.values(rows, codes) for column in wanted), strict=True)
        done += len(rows)
        progress(done)


def _about(
    selection: Selection, moment: dt.datetime, book: CodeBook | None
) -> list[tuple[str, str]]:
    scheme = chosen_scheme(selection.scheme_key)
    sorted_by = f"{scheme.name}, Version {scheme.version}" if scheme else "keine"
    example = " (Beispiel, nicht beschlossen)" if book and book.is_example else ""
    return [
        ("Inhalt", "Veröffentlichte Beiträge mit Schlagworten"),
        ("Stand", to_local(moment).strftime("%d.%m.%Y %H:%M Europe/Berlin")),
        ("Ortsteil", selection.area_name or "alle"),
        ("Planungsraum", selection.zone_name or "alle"),
        ("Sortiert nach Gebietsgliederung", sorted_by),
        ("Beteiligung", selection.consultation_slug or "alle"),
        ("Katalog", f"Version {book.version}{example}" if book else "keiner"),
        ("Ortsteile", ATTRIBUTION),
    ]
