"""A new version of the catalogue: carrying the codings over, and the list for another look."""

import shutil
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from app import create_app
from app.guidelines.models import CodeBook
from app.guidelines.queries import by_version, catalogue
from app.guidelines.services import load_code_book, publish, write_code_book
from app.moderation.models import CarriedCoding
from app.moderation.queries import number_to_look_at, to_look_at
from app.shared.database import db
from app.shared.jobs import run_one
from bench.city import city, table
from tests.conftest import close, settings_for

SIZES = (10_000, 100_000)


def main() -> None:
    """Print seconds for carrying, and milliseconds for the list's first page and its number."""
    rows = []
    for size in SIZES:
        folder, app = city(size)
        close(app)
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name) / "ortsstimme.sqlite3"
            for part in folder.glob("ortsstimme.sqlite3*"):
                shutil.copyfile(part, copy.with_name(part.name))
            rows.append([f"{size:,}", *_measured(Path(name))])
    table(["contributions", "codings", "seconds", "for a look", "first page ms", "number ms"], rows)


def _measured(folder: Path) -> list[object]:
    app = create_app(settings_for(f"sqlite:///{folder / 'ortsstimme.sqlite3'}", folder))
    with app.app_context():
        content = write_code_book(by_version(catalogue().version), "yaml").decode()
        publish(load_code_book(content.replace("Angebote", "Orte und Angebote"), "yaml"))
        db.session.commit()
        started = time.perf_counter()
        while run_one():
            pass
        took = time.perf_counter() - started
        newest = select(func.max(CodeBook.id)).scalar_subquery()
        of_book = select(func.count()).where(CarriedCoding.code_book_id == newest)
        number = db.session.scalar(of_book)
        page, counted = _milliseconds(lambda: to_look_at(0, 20)), _milliseconds(number_to_look_at)
        looks = number_to_look_at()
    close(app)
    return [f"{number:,}", took, looks, page, counted]


def _milliseconds(task: object) -> float:
    started = time.perf_counter()
    task()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
