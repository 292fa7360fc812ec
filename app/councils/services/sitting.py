"""The document for a sitting: what came in, grouped by field, with room for notes; in German."""

import datetime as dt
from collections.abc import Sequence

from app.areas.models import Council
from app.councils.queries import Incoming, came_in
from app.guidelines.queries import CodeEntry, catalogue
from app.shared.clock import to_local
from app.shared.documents import Block, Document, Heading, NoteLines, Paragraph, Table
from app.shared.errors import NotPossible
from app.shared.i18n import CONTENT_LANGUAGES, DEFAULT

MOST = 500
WITHOUT_FIELD = "Noch ohne Handlungsfeld"
PRIORITIES = {"high": "Priorität hoch", "medium": "Priorität mittel", "low": "Priorität niedrig"}
KINDS = {"need": "Bedarf", "idea": "Idee", "problem": "Problem", "praise": "Lob"}
NOT_PUBLIC = "Nicht öffentlich: Hier stehen auch Beiträge, die nicht veröffentlicht sind."

Groups = list[tuple[str, list[Incoming]]]


class TooMuchForSitting(NotPossible):
    """More contributions than one document should hold; a shorter period has fewer."""


def sitting_document(council: Council, first: dt.date, last: dt.date, city_name: str) -> Document:
    """Return the document of these days; raise `TooMuchForSitting`."""
    items = came_in(council, first, last, MOST + 1)
    if len(items) > MOST:
        raise TooMuchForSitting(f"more than {MOST}")
    groups = _by_field(items)
    return Document(
        title=f"Sitzungsunterlage Ortsteilrat {council.name}",
        author=f"Ortsstimme {city_name}",
        subtitle=f"Beiträge vom {_day(first)} bis {_day(last)}",
        blocks=tuple(_blocks(items, groups)),
    )


def _by_field(items: Sequence[Incoming]) -> Groups:
    """Each contribution once, under the first of its fields; the catalogue gives the order."""
    groups: dict[str, list[Incoming]] = {_title(code): [] for code in catalogue().of_kind("field")}
    groups[WITHOUT_FIELD] = []
    for item in items:
        fields = _titles(item, "field")
        groups[fields[0] if fields else WITHOUT_FIELD].append(item)
    return [(title, found) for title, found in groups.items() if found]


def _blocks(items: Sequence[Incoming], groups: Groups) -> list[Block]:
    blocks: list[Block] = []
    if any(item.submission.status != "published" for item in items):
        blocks.append(Paragraph(NOT_PUBLIC))
    blocks.append(Heading("Überblick"))
    if not items:
        return [*blocks, Paragraph("In dieser Zeit ist nichts eingegangen.")]
    headings = ("Handlungsfeld", "Beiträge", "Stimmen")
    blocks.append(Table(headings, tuple(_rows(groups)), numbers=(1, 2), row_headers=True))
    for title, found in groups:
        blocks.append(Heading(title))
        for item in found:
            blocks += _contribution(item)
    return blocks


def _rows(groups: Groups) -> list[tuple[str, str, str]]:
    return [
        (title, str(len(found)), str(sum(item.submission.voices for item in found)))
        for title, found in groups
    ]


def _contribution(item: Incoming) -> list[Block]:
    one = item.submission
    direction = CONTENT_LANGUAGES.get(one.language, "ltr")
    return [
        Heading(one.public_number, 2),
        Paragraph(" · ".join(_about(item)), small=True),
        Paragraph(item.text, one.language, direction),
        NoteLines("Notizen", 2),
    ]


def _about(item: Incoming) -> list[str]:
    """What stands over the text: when, what, how far, for whom, and what the council said."""
    one, mark = item.submission, item.mark
    parts = [_day(to_local(one.received_at).date())]
    parts += [one.area.name] if one.area else []
    parts += [KINDS[one.kind]] if one.kind else []
    parts.append("veröffentlicht" if one.status == "published" else "nicht veröffentlicht")
    parts += _titles(item, "field")[1:] + _titles(item, "target_group")
    parts += [f"{one.voices} Stimmen"] if one.voices > 1 else []
    if mark is not None:
        parts += ["vom Rat unterstützt"] if mark.is_supported else []
        parts += [PRIORITIES[mark.priority]] if mark.priority else []
        parts += ["schon erledigt"] if mark.is_done else []
    return parts


def _titles(item: Incoming, kind: str) -> list[str]:
    return [_title(code) for code in item.codes if code.kind == kind]


def _title(code: CodeEntry) -> str:
    return code.title[DEFAULT]


def _day(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
