"""The agenda sheet for the planners' Jour fixe: what concerns several of the chosen plans."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.insights.queries.interfaces import (
    Matrix,
    Side,
    matrix_of,
    several,
    touched_by,
    touched_by_concerns,
)
from app.moderation.models import Concern
from app.moderation.queries import concerns_of
from app.moderation.queries.concerns import counts_of
from app.plan.queries.coverage import is_uncovered
from app.shared.clock import from_local, to_local
from app.shared.database import db
from app.shared.documents import Block, Document, Heading, NoteLines, Paragraph, Table
from app.shared.errors import NotPossible
from app.shared.i18n import CONTENT_LANGUAGES, DEFAULT
from app.submissions.models import Submission

MOST = 200
OPEN = "noch keine Antwort und keine Maßnahme"
NOTHING = "In dieser Zeit betrifft nichts mehrere dieser Planungen."


class TooMuchForAgenda(NotPossible):
    """More contributions than one sheet should hold; a shorter period has fewer."""


@dataclass(frozen=True)
class _Found:
    """What goes on the sheet; sides touched by id, and the ids that nobody took care of."""

    contributions: Sequence[Submission]
    concerns: Sequence[Concern]
    touched: Mapping[int, Collection[str]]
    touched_by_concern: Mapping[int, Collection[str]]
    concern_of: Mapping[int, Concern]
    uncovered: Collection[int]


def agenda(sides: Sequence[Side], first: dt.date, last: dt.date, city_name: str) -> Document:
    """Return the sheet about these plans and days of publication; in German.

    Raises `TooMuchForAgenda`.
    """
    about = (
        Submission.published_at >= from_local(first),
        Submission.published_at < from_local(last + dt.timedelta(days=1)),
    )
    names = {side.key: side.title.get(DEFAULT, side.key) for side in sides}
    found = _look(sides, about)
    return Document(
        title="Jour fixe der Fachplanungen: Schnittstellen",
        author=f"Ortsstimme {city_name}",
        subtitle=f"Veröffentlicht vom {_day(first)} bis {_day(last)}",
        blocks=(
            Paragraph("Fachplanungen: " + ", ".join(names.values())),
            *_overview(matrix_of(sides, *about), names),
            *_about_concerns(found, names),
            *_about_contributions(found, names),
            *_questions(found),
        ),
    )


def _look(sides: Sequence[Side], about: tuple[ColumnElement[bool], ...]) -> _Found:
    wanted = select(Submission).where(
        Submission.status == "published", Submission.id.in_(several(sides)), *about
    )
    oldest = wanted.order_by(Submission.published_at, Submission.id).limit(MOST + 1)
    rows = db.session.scalars(oldest.options(joinedload(Submission.area))).all()
    if len(rows) > MOST:
        raise TooMuchForAgenda(f"more than {MOST}")
    by_concern = touched_by_concerns(sides, *about)
    concerns = select(Concern).where(Concern.id.in_(by_concern)).order_by(Concern.public_number)
    ids = [one.id for one in rows]
    touched = touched_by(ids, sides)
    uncovered = select(Submission.id).where(Submission.id.in_(ids), is_uncovered())
    return _Found(
        contributions=[one for one in rows if len(touched.get(one.id, ())) > 1],
        concerns=db.session.scalars(concerns).all(),
        touched=touched,
        touched_by_concern=by_concern,
        concern_of=concerns_of(ids),
        uncovered=set(db.session.scalars(uncovered)),
    )


def _overview(matrix: Matrix, names: Mapping[str, str]) -> list[Block]:
    rows = [
        (
            f"{names[one]} und {names[other]}",
            *map(str, (cell.concerns, cell.contributions, cell.relayed, cell.voices)),
        )
        for (one, other), cell in matrix.cells.items()
    ]
    heading = Heading("Überblick")
    if not rows:
        return [heading, Paragraph(NOTHING)]
    header = ("Fachplanungen", "Anliegen", "Beiträge", "davon weitergegeben", "Stimmen")
    return [heading, Table(header, tuple(sorted(rows)))]


def _about_concerns(found: _Found, names: Mapping[str, str]) -> list[Block]:
    if not found.concerns:
        return []
    counts = counts_of([one.id for one in found.concerns])
    blocks: list[Block] = [Heading("Anliegen")]
    for one in found.concerns:
        count = counts[one.id]
        said = [
            _plans(found.touched_by_concern[one.id], names),
            f"{count.published} Beiträge, {count.published_voices} Stimmen insgesamt",
        ]
        blocks += [
            Heading(f"{one.public_number} {one.title}", 2),
            Paragraph(" · ".join(said), small=True),
            NoteLines("Absprache", 2),
        ]
    return blocks


def _about_contributions(found: _Found, names: Mapping[str, str]) -> list[Block]:
    if not found.contributions:
        return []
    blocks: list[Block] = [Heading("Beiträge")]
    for one in found.contributions:
        concern = found.concern_of.get(one.id)
        parts = [_plans(found.touched[one.id], names)]
        parts += [one.area.name] if one.area else []
        parts += [_day(to_local(one.published_at).date())] if one.published_at else []
        parts += [f"{one.voices} Stimmen"] if one.voices > 1 else []
        parts += ["weitergegeben"] if one.on_behalf == "others" else []
        parts += [f"Anliegen {concern.public_number}"] if concern else []
        parts += [OPEN] if one.id in found.uncovered else []
        direction = CONTENT_LANGUAGES.get(one.language, "ltr")
        blocks += [
            Heading(one.public_number, 2),
            Paragraph(" · ".join(parts), small=True),
            Paragraph(one.public_text or "", one.language, direction),
            NoteLines("Absprache", 2),
        ]
    return blocks


def _questions(found: _Found) -> list[Block]:
    waiting = [one.public_number for one in found.contributions if one.id in found.uncovered]
    blocks: list[Block] = [Heading("Offene Fragen")]
    if waiting:
        blocks += [
            Paragraph("Wer antwortet, und wer führt? Es gibt " + OPEN + " zu:"),
            Paragraph(", ".join(waiting)),
        ]
    else:
        blocks.append(Paragraph("Zu allem gibt es eine Antwort oder eine Maßnahme."))
    return [*blocks, NoteLines("Weitere Fragen", 6)]


def _plans(keys: Collection[str], names: Mapping[str, str]) -> str:
    return ", ".join(name for key, name in names.items() if key in keys)


def _day(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
