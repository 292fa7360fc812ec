"""The figures of a report as plain data: participation, answers, deadlines, agreement."""

from typing import TypedDict


class Figures(TypedDict):
    """Contributions, voices and relayed contributions: always apart, never added up."""

    contributions: int
    voices: int | None
    relayed: int | None


class FigureRow(TypedDict):
    """The same of one Ortsteil, field, kind, ...; `key` is its number, its key or its word."""

    key: str
    title: str
    contributions: int | None
    voices: int | None
    relayed: int | None


class Participation(TypedDict):
    """Published contributions: all until the date, those of the year, and how they divide."""

    total: Figures
    year: Figures
    received_in_year: int
    concerns: int
    by_area: list[FigureRow]
    by_field: list[FigureRow]
    by_target_group: list[FigureRow]
    by_kind: list[FigureRow]
    by_channel: list[FigureRow]
    by_contributor: list[FigureRow]
    by_month: list[FigureRow]


class Answered(TypedDict):
    """Published contributions with an official answer, of their own or through their concern."""

    published: int
    answered: int
    answers_in_year: int


class ProposalLine(TypedDict):
    """A proposal that the figures of deadlines count; `outcome` is its key, None while open."""

    number: str
    title: str
    council: str
    due_on: str
    decided_on: str | None
    outcome: str | None


class Deadlines(TypedDict):
    """Proposals under § 45 ThürKO: decided in time and late within the year, and what was open.

    `returned` were sent back without a decision; the three months of `overdue` ones were over on
    the reporting date, those of `running` ones not.
    """

    submitted_in_year: int
    kept: int
    late: int
    returned: int
    overdue: int
    running: int
    proposals: list[ProposalLine]


class Agreement(TypedDict):
    """How far two coders agree on one kind of code (Cohen's kappa); None: too few to say."""

    kind: str
    title: str
    version: int
    contributions: int
    kappa: str | None
    low: str | None
    high: str | None
