"""What became of the measures since the year before: some in the section, all in the annex."""

from app.reports.services.files.words import NOTHING, count, day, some
from app.reports.services.snapshot import Move, ReportContent
from app.reports.services.words import CHANGES, STATES
from app.shared.documents import Block, Heading, Paragraph, Table
from app.shared.text import first_words

MOST_OF_A_CHANGE = 5
LONGEST_REASON = 90
TOLD = ("new", "moved", "slipped", "done", "dropped")


def moved(content: ReportContent) -> list[Block]:
    """Return how many measures changed in which way, and the first of each way."""
    by_change = {
        change: [one for one in content["moved"] if one["change"] == change] for change in CHANGES
    }
    rows = tuple((CHANGES[change], count(len(found))) for change, found in by_change.items())
    overview = Table(
        ("Seit dem Vorjahr", "Maßnahmen"),
        rows,
        caption="Maßnahmen nach Veränderung",
        numbers=(1,),
        widths=(3, 1),
        row_headers=True,
    )
    blocks: list[Block] = [overview]
    for change in TOLD:
        if by_change[change]:
            blocks += _of_one(change, by_change[change])
    return blocks


def _of_one(change: str, found: list[Move]) -> list[Block]:
    rows = tuple(
        (one["number"], one["title"], state_now(one), first_words(reason(one), LONGEST_REASON))
        for one in found[:MOST_OF_A_CHANGE]
    )
    table = Table(
        ("Nummer", "Maßnahme", "Stand", "Warum"),
        rows,
        widths=(5, 13, 10, 10),
        row_headers=True,
        small=True,
    )
    more = len(found) - len(rows)
    rest = [Paragraph(f"Weitere {more} stehen in Anlage 2.", small=True)] if more > 0 else []
    return [
        Heading(f"{CHANGES[change]}: {some(len(found), 'Maßnahme', 'Maßnahmen')}", 2),
        table,
        *rest,
    ]


def state_now(one: Move) -> str:
    """Return the state then and now, and the planned ends if they differ."""
    words = STATES[one["after"]]
    if one["before"] and one["before"] != one["after"]:
        words = f"{STATES[one['before']]} → {words}"
    if one["ended_before"] and one["ended_before"] != one["ends_now"]:
        words += f"\nEnde {day(one['ended_before'])} → {day(one['ends_now'])}"
    return f"{words}\nüberfällig" if one["is_overdue"] else words


def reason(one: Move) -> str:
    """Return why it last changed, in the words of the plan."""
    return next((step["why"] for step in reversed(one["steps"]) if step["why"]), NOTHING)
