"""Setting up consultations."""

import datetime as dt

from sqlalchemy import select

from app.areas.models import Area
from app.consultations.models import DAYS_TO_DECIDE, Consultation
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes

PERMANENT_SLUG = "dauerbeteiligung"
Texts = dict[str, str]


@writes
def create_consultation(
    slug: str,
    title: Texts,
    question: Texts,
    opens_at: dt.datetime,
    closes_at: dt.datetime | None = None,
    introduction: Texts | None = None,
    area_numbers: tuple[str, ...] = (),
    contributor_kinds: tuple[str, ...] = (),
    days_to_decide: int = DAYS_TO_DECIDE,
    *,
    is_permanent: bool = False,
    is_example: bool = False,
) -> Consultation:
    """Store a consultation; raise `InvalidData` if the slug is taken or a time or area is wrong."""
    areas = db.session.scalars(select(Area).where(Area.number.in_(area_numbers))).all()
    problems = _problems(slug, opens_at, closes_at, area_numbers, {area.number for area in areas})
    if problems:
        raise InvalidData(problems)
    consultation = Consultation(
        slug=slug,
        title=title,
        question=question,
        introduction=introduction or {},
        opens_at=opens_at,
        closes_at=closes_at,
        areas=list(areas),
        contributor_kinds=list(contributor_kinds),
        days_to_decide=days_to_decide,
        is_permanent=is_permanent,
        is_example=is_example,
        created_at=now(),
    )
    db.session.add(consultation)
    db.session.flush()
    public_content_changed()
    return consultation


@writes
def change_times(
    consultation: Consultation, opens_at: dt.datetime, closes_at: dt.datetime | None
) -> None:
    """Open or close at other times; raise `InvalidData` if they are in the wrong order."""
    if closes_at is not None and closes_at <= opens_at:
        raise InvalidData(["A consultation must close after it opens."])
    consultation.opens_at, consultation.closes_at = opens_at, closes_at
    db.session.flush()
    public_content_changed()


@writes
def change_days_to_decide(consultation: Consultation, days: int) -> None:
    """Let new contributions be due after so many working days; older ones keep their day."""
    consultation.days_to_decide = days
    db.session.flush()
    public_content_changed()


@writes
def ensure_permanent() -> Consultation:
    """Return the Dauerbeteiligung, made now if the city has none yet."""
    known = db.session.scalar(select(Consultation).where(Consultation.is_permanent))
    return known or create_consultation(
        slug=PERMANENT_SLUG,
        title={"de": "Dauerbeteiligung", "en": "Permanent consultation"},
        question={
            "de": "Was fehlt in Ihrem Ortsteil? Was ist gut?",
            "en": "What is missing in your Ortsteil? What is good?",
        },
        introduction={
            "de": "Hier können Sie jederzeit schreiben, wie es sich in Ihrem Ortsteil lebt.",
            "en": "Here you can write at any time what life is like in your Ortsteil.",
        },
        opens_at=now().replace(second=0, microsecond=0),
        is_permanent=True,
    )


def _problems(
    slug: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime | None,
    wanted: tuple[str, ...],
    found: set[str],
) -> list[str]:
    problems = [
        f"The area number {number!r} is unknown." for number in wanted if number not in found
    ]
    if closes_at is not None and closes_at <= opens_at:
        problems.append("A consultation must close after it opens.")
    if db.session.scalar(select(Consultation.id).where(Consultation.slug == slug)) is not None:
        problems.append(f"There is a consultation {slug!r} already.")
    return problems
