"""The desk of a council in a large city: its page, and the document for a sitting."""

import time

from sqlalchemy import func, select

from app.areas.queries import council_by_key
from app.councils.queries import InboxWish, area_ids_of, figures_for, incoming
from app.demo.models import EXAMPLE_COUNCIL
from app.shared.clock import now
from app.shared.database import db
from app.shared.documents import Document, Heading, NoteLines, Paragraph, as_odt, as_pdf
from app.submissions.models import Submission
from bench.city import city, table
from tests.servers import close

STORED, IN_DOCUMENT, TIMES = 100_000, 500, 5
TEXT = "Im Ortsteil gibt es keinen Ort mehr, an dem man sich einfach so treffen kann. " * 4


def main() -> None:
    """Print how long the parts of the desk and the two kinds of document take."""
    _folder, app = city(STORED)
    with app.app_context():
        council = council_by_key(EXAMPLE_COUNCIL)
        areas = area_ids_of(council)
        here = select(func.count()).select_from(Submission).where(Submission.area_id.in_(areas))
        number = db.session.scalar(here)
        parts = {
            "list, first page": lambda: incoming(council.id, areas, InboxWish(), now(), None, 20),
            "figures by code": lambda: figures_for(areas),
        }
        rows = [
            (f"{name} ({number} contributions here)", _best(part)) for name, part in parts.items()
        ]
    close(app)
    document = _document()
    for make in (as_pdf, as_odt):
        rows.append(
            (f"{make.__name__}, {IN_DOCUMENT} contributions", _best(lambda: make(document)))
        )
    table(("what", "ms, best of five"), rows)


def _best(part) -> str:
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        part()
        times.append(time.perf_counter() - started)
    return f"{min(times) * 1000:.0f}"


def _document() -> Document:
    blocks = []
    for number in range(IN_DOCUMENT):
        blocks += [
            Heading(f"EF-2026-{number:06d}"),
            Paragraph("12.11.2026 · Rieth · Bedarf · veröffentlicht", small=True),
            Paragraph(TEXT),
            NoteLines("Notizen", 2),
        ]
    return Document("Sitzungsunterlage", "Ortsstimme", "November", tuple(blocks))


if __name__ == "__main__":
    main()
