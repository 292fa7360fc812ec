"""Published contributions counted for the statistics, before anything is hidden."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select

from app.accounts.models import CONTRIBUTOR_KINDS
from app.guidelines.models import Code, CodeSuccession
from app.guidelines.queries import catalogue
from app.insights.models.demand import NOWHERE
from app.moderation.models import Coding
from app.moderation.queries.codes import is_open
from app.shared.clock import to_local
from app.shared.database import db
from app.shared.i18n import CONTENT_LANGUAGES
from app.submissions.models import CHANNELS, KINDS, Submission

# Breakdowns in which a contribution can have several values, and those in which it has one.
TOPICS = ("field", "target_group", "guideline")
TRAITS = ("kind", "contributor", "channel", "language", "quarter")
NOT_SAID, OTHER = "none", "other"
AT_ONCE = 5000


@dataclass
class Published:
    """Contributions, voices and passed-on contributions by area key; and by value within."""

    contributions: Counter[int] = field(default_factory=Counter)
    voices: Counter[int] = field(default_factory=Counter)
    relayed: Counter[int] = field(default_factory=Counter)
    cells: dict[str, Counter[tuple[int, str]]] = field(default_factory=dict)
    cell_voices: dict[str, Counter[tuple[int, str]]] = field(default_factory=dict)

    def add(self, breakdown: str, cell: tuple[int, str], number: int, voices: int) -> None:
        """Count contributions and their voices under a value of an area."""
        self.cells.setdefault(breakdown, Counter())[cell] += number
        self.cell_voices.setdefault(breakdown, Counter())[cell] += voices


def values_of(breakdown: str, day: dt.date) -> tuple[str, ...]:
    """Return every value that a contribution can have, whether one has it or not."""
    if breakdown in TOPICS:
        return tuple(code.key for code in catalogue().of_kind(breakdown))
    return {
        "kind": (*KINDS, NOT_SAID),
        "contributor": CONTRIBUTOR_KINDS,
        "channel": CHANNELS,
        "language": (*CONTENT_LANGUAGES, OTHER),
        "quarter": _quarters(day),
    }[breakdown]


def count_published(day: dt.date) -> Published:
    """Count everything that is published at this moment; quarters as seen from this day."""
    found = Published()
    columns = (Submission.area_id, Submission.voices, Submission.on_behalf, Submission.kind)
    more = (Submission.contributor_kind, Submission.channel, Submission.language)
    wanted = select(*columns, *more, Submission.published_at)
    wanted = wanted.where(Submission.status == "published").execution_options(yield_per=AT_ONCE)
    for row in db.session.execute(wanted):
        area = row.area_id or NOWHERE
        found.contributions[area] += 1
        found.voices[area] += row.voices
        found.relayed[area] += row.on_behalf == "others"
        language = row.language if row.language in CONTENT_LANGUAGES else OTHER
        quarter = _quarter(to_local(row.published_at).date(), day)
        traits = (row.kind or NOT_SAID, row.contributor_kind, row.channel, language, quarter)
        for breakdown, value in zip(TRAITS, traits, strict=True):
            found.add(breakdown, (area, value), 1, row.voices)
    _count_topics(found)
    return found


def _count_topics(found: Published) -> None:
    """Each contribution once under each of its codes in force; sealed codings do not count."""
    coded = _coded().subquery()
    area = func.coalesce(Submission.area_id, NOWHERE).label("area")
    columns = (area, coded.c.kind, coded.c.key)
    figures = (func.count().label("number"), func.sum(Submission.voices).label("voices"))
    wanted = select(*columns, *figures).join(coded, coded.c.submission_id == Submission.id)
    wanted = wanted.where(Submission.status == "published").group_by(*columns)
    for row in db.session.execute(wanted):
        found.add(row.kind, (row.area, row.key), int(row.number), int(row.voices))


def _coded() -> Select[int, str, str]:
    codes = select(Coding.submission_id, Code.kind, Code.key)
    if catalogue().is_carried:
        codes = codes.join(Code, Code.id == Coding.code_id)
    else:
        codes = codes.join(CodeSuccession, CodeSuccession.from_code_id == Coding.code_id)
        codes = codes.join(Code, Code.id == CodeSuccession.to_code_id)
    current = codes.where(is_open(), Code.kind.in_(TOPICS), Code.id.in_(catalogue().by_id))
    return current.distinct()


def _quarters(day: dt.date) -> tuple[str, ...]:
    this, last = day.year, day.year - 1
    quarters = [f"{year}-Q{number}" for year in (last, this) for number in range(1, 5)]
    return ("before", *(one for one in quarters if one <= _name(day)))


def _quarter(published: dt.date, day: dt.date) -> str:
    """The quarter of this year or the last; everything older together."""
    return _name(published) if published.year >= day.year - 1 else "before"


def _name(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"
