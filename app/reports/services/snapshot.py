"""What stands in a yearly report: plain data, frozen on release, from which every file is made.

Numbers are whole numbers, money is EUR as a string of a Decimal ("12500.00"), figures of
indicators are strings of a Decimal, days are ISO dates. Nothing in it was written by a resident:
counts, the plan's own words, and sections that staff wrote (Markdown). None stands for what is not
known, or for a figure that is too small to be said.
"""

from typing import Literal, TypedDict

from app.reports.services.figures import (
    Agreement as Agreement,
)
from app.reports.services.figures import (
    Answered as Answered,
)
from app.reports.services.figures import (
    Deadlines as Deadlines,
)
from app.reports.services.figures import (
    FigureRow as FigureRow,
)
from app.reports.services.figures import (
    Figures as Figures,
)
from app.reports.services.figures import (
    Participation as Participation,
)
from app.reports.services.figures import (
    ProposalLine as ProposalLine,
)

FORMAT = 1
SECTIONS = (
    *("plain", "moved", "map", "money", "participation", "answers", "indicators", "outlook"),
    "method",
)
# Which of these a measure is, against a year before; in the order in which they are told.
CHANGES = ("new", "moved", "slipped", "done", "dropped", "unchanged")
Change = Literal["new", "moved", "slipped", "done", "dropped", "unchanged"]


class MoneyOfYear(TypedDict):
    """Planned and spent in one year; `spent` is None while nothing is accounted for."""

    year: int
    planned: str
    spent: str | None


class MoneyOfSource(TypedDict):
    """The same of one source of funds (Landesprogramm, own means, ...)."""

    source: str
    year: int
    planned: str
    spent: str | None


class Cover(TypedDict):
    """The fields of a Drucksache; `number` and `date` are empty and None until they are known.

    `version` counts from 1, `change_note` says what a correction corrects (empty for the first);
    `reporting_date` is the day whose state is told, `compared_with` the same day a year before.
    `address` is where the report stands with every number as a link. `is_example` says that it
    tells of examples.
    """

    title: str
    city: str
    office: str
    number: str
    committee: str
    date: str | None
    year: int
    reporting_date: str
    compared_with: str
    version: int
    change_note: str
    address: str
    is_example: bool
    financial_effects: list[MoneyOfYear]


class Section(TypedDict):
    """A section that staff wrote: its key, its heading, Markdown (empty: nothing written)."""

    key: str
    title: str
    text: str


class Named(TypedDict):
    """Something with a key and a German name: an Ortsteil (number), a zone, a code."""

    kind: str
    key: str
    title: str


class Step(TypedDict):
    """A line of a measure's history within the year; states are keys (`agreed`, `done`, ...)."""

    on: str
    to: str
    why: str


class Move(TypedDict):
    """What became of a measure since the year before.

    `before` is its state then (None: it was not in the plan), `after` its state on the reporting
    date. `ended_before` and `ends_now` are the planned last days then and now, where known.
    """

    number: str
    title: str
    change: Change
    before: str | None
    after: str
    ended_before: str | None
    ends_now: str | None
    is_overdue: bool
    steps: list[Step]


class IndicatorValue(TypedDict):
    """What a figure was on a day."""

    on: str
    value: str


class Indicator(TypedDict):
    """A figure by which the effect of a measure is seen, with its values up to the date."""

    title: str
    unit: str
    source: str
    baseline: str | None
    baseline_on: str | None
    target: str | None
    target_on: str | None
    values: list[IndicatorValue]


class EvidenceCounts(TypedDict):
    """What a measure rests on. `contributions` and `voices` include those through concerns.

    `relayed` are the contributions among them that somebody passed on for others.
    """

    concerns: int
    contributions: int
    voices: int
    relayed: int
    statements: int
    proposals: int
    other_source: str


class MeasureState(TypedDict):
    """A measure as it stood on the reporting date; `places` is empty if it is for no place."""

    number: str
    title: str
    text: str
    status: str
    change: Change
    lead: str
    partners: list[str]
    starts_on: str | None
    ends_on: str | None
    whole_city: bool
    places: list[Named]
    codes: list[Named]
    paper: str
    decided_on: str | None
    money: list[MoneyOfYear]
    indicators: list[Indicator]
    evidence: EvidenceCounts
    is_example: bool


class Money(TypedDict):
    """The money of all measures, by year, and by source and year."""

    by_year: list[MoneyOfYear]
    by_source: list[MoneyOfSource]


class MethodLine(TypedDict):
    """A line of the method page: what, and how it was done."""

    title: str
    text: str


class MapArea(TypedDict):
    """An Ortsteil on the map: SVG path in the frame's units; `level` is 0 (none) to 5."""

    number: str
    name: str
    slug: str
    path: str
    label_x: int
    label_y: int
    contributions: int
    measures: int
    level: int


class MapLevel(TypedDict):
    """A line of the legend: from so many contributions to so many (None: and more)."""

    level: int
    start: int
    end: int | None


class MapData(TypedDict):
    """The map with its view box from 0,0, its legend and who made the geometry."""

    width: int
    height: int
    attribution: str
    levels: list[MapLevel]
    areas: list[MapArea]


class ReportContent(TypedDict):
    """All of a report. `measures` are by number, `moved` by change and then by number."""

    format: int
    language: str
    cover: Cover
    sections: list[Section]
    moved: list[Move]
    measures: list[MeasureState]
    money: Money
    participation: Participation
    answered: Answered
    deadlines: Deadlines
    agreement: list[Agreement]
    method: list[MethodLine]
    map: MapData | None


def section_of(content: ReportContent, key: str) -> str:
    """Return what staff wrote for a section (Markdown), or an empty string."""
    return next((one["text"] for one in content["sections"] if one["key"] == key), "")
