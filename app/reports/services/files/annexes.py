"""The annexes of a report: measure by measure, all changes, indicators, participation, method."""

from app.reports.services.files.figures import divisions
from app.reports.services.files.moved import state_now
from app.reports.services.files.words import NOTHING, count, day, euros, figure, some, span, total
from app.reports.services.snapshot import (
    EvidenceCounts,
    FigureRow,
    MeasureState,
    Move,
    ProposalLine,
    ReportContent,
    section_of,
)
from app.reports.services.words import CHANGES, OUTCOMES, STATES
from app.shared.documents import Block, Facts, Heading, PageBreak, Paragraph, Table, blocks_of
from app.shared.text import first_words

LONGEST_TEXT = 200


def annexes(content: ReportContent) -> list[Block]:
    """Return all annexes, each from a new page on; the tables of measures lie on their side."""
    return [
        PageBreak(wide=True),
        Heading("Anlage 1: Maßnahme für Maßnahme"),
        *_measures(content["measures"]),
        PageBreak(wide=True),
        Heading("Anlage 2: Was sich bewegt hat, mit allen Gründen"),
        *_moved(content["moved"]),
        PageBreak(wide=True),
        Heading("Anlage 3: Woran man die Wirkung sieht"),
        *_indicators(content["measures"]),
        PageBreak(),
        Heading("Anlage 4: Beteiligung in Zahlen"),
        *_participation(content),
        PageBreak(),
        Heading("Anlage 5: Wie dieser Bericht entstanden ist"),
        *_method(content),
    ]


def _measures(measures: list[MeasureState]) -> list[Block]:
    if not measures:
        return [Paragraph("Im Plan stehen noch keine Maßnahmen.")]
    return [
        Table(
            (
                *("Nummer", "Maßnahme", "Stand", "Amt", "Zeit", "Wo", "Themen"),
                *("Geplant (EUR)", "Ausgegeben (EUR)", "Grundlage"),
            ),
            tuple(_measure(one) for one in measures),
            caption=f"Alle {count(len(measures))} Maßnahmen am Stichtag",
            numbers=(7, 8),
            widths=(9, 17, 11, 12, 9, 12, 17, 9, 10, 8),
            row_headers=True,
            small=True,
        )
    ]


def _measure(one: MeasureState) -> tuple[str, ...]:
    decided = f"\nDS {one['paper']}, {day(one['decided_on'])}" if one["paper"] else ""
    word = CHANGES[one["change"]]
    change = "" if word.lower() == STATES[one["status"]] else f"\n({word})"
    partners = f"\nmit {', '.join(one['partners'])}" if one["partners"] else ""
    places = ["Ganze Stadt"] if one["whole_city"] else [place["title"] for place in one["places"]]
    text = first_words(one["text"], LONGEST_TEXT)
    return (
        one["number"],
        f"{one['title']}\n{text}" if text else one["title"],
        f"{STATES[one['status']]}{change}{decided}",
        f"{one['lead'] or NOTHING}{partners}",
        span(one["starts_on"], one["ends_on"]),
        ", ".join(places) or NOTHING,
        ", ".join(code["title"] for code in one["codes"]) or NOTHING,
        euros(total([year["planned"] for year in one["money"]])),
        euros(total([year["spent"] for year in one["money"]])),
        _grounds(one["evidence"]),
    )


def _grounds(one: EvidenceCounts) -> str:
    """What a measure rests on; contributions, voices and relayed ones are never added up."""
    named = (
        ("concerns", "Anliegen", "Anliegen"),
        ("contributions", "Beitrag", "Beiträge"),
        ("voices", "Stimme", "Stimmen"),
        ("relayed", "weitergegeben", "weitergegeben"),
        ("statements", "Stellungnahme", "Stellungnahmen"),
        ("proposals", "Vorschlag nach § 45", "Vorschläge nach § 45"),
    )
    counts = {key: value for key, value in one.items() if isinstance(value, int) and value}
    parts = [some(counts[key], single, many) for key, single, many in named if key in counts]
    parts += [one["other_source"]] if one["other_source"] else []
    return ", ".join(parts) or NOTHING


def _moved(moves: list[Move]) -> list[Block]:
    told = [one for one in moves if one["change"] != "unchanged"]
    if not told:
        return [Paragraph("Seit dem Vorjahr hat sich nichts verändert.")]
    rows = tuple(
        (
            one["number"],
            one["title"],
            CHANGES[one["change"]],
            state_now(one),
            "\n".join(
                f"{day(step['on'])}: {STATES[step['to']]}. {step['why']}" for step in one["steps"]
            ),
        )
        for one in told
    )
    headings = ("Nummer", "Maßnahme", "Veränderung", "Stand", "Verlauf im Jahr")
    return [Table(headings, rows, widths=(9, 21, 11, 16, 40), row_headers=True, small=True)]


def _indicators(measures: list[MeasureState]) -> list[Block]:
    rows = tuple(
        (
            measure["number"],
            one["title"],
            one["unit"],
            _valued(one["baseline"], one["baseline_on"]),
            "\n".join(_valued(value["value"], value["on"]) for value in one["values"]) or NOTHING,
            _valued(one["target"], one["target_on"]),
            one["source"],
        )
        for measure in measures
        for one in measure["indicators"]
    )
    if not rows:
        return [
            Paragraph("Zu den Maßnahmen ist noch nicht eingetragen, woran man die Wirkung sieht.")
        ]
    headings = (
        "Nummer",
        "Woran man es sieht",
        "Einheit",
        "Ausgangswert",
        "Werte",
        "Ziel",
        "Quelle",
    )
    return [Table(headings, rows, widths=(9, 19, 12, 14, 16, 14, 18), row_headers=True, small=True)]


def _valued(value: str | None, on: str | None) -> str:
    return f"{figure(value)} ({day(on)})" if value is not None and on else figure(value)


def _participation(content: ReportContent) -> list[Block]:
    note = "„Zu wenige“ steht, wo eine Zahl etwas über einzelne Menschen verraten könnte."
    shown = content["map"]["areas"] if content["map"] else []
    measures = {one["number"]: one["measures"] for one in shown}
    divided = [_division(*one, measures) for one in divisions(content) if one[1]]
    proposals = _proposals(content["deadlines"]["proposals"])
    return [Paragraph(note, small=True), *divided, *proposals]


def _proposals(proposals: list[ProposalLine]) -> list[Block]:
    if not proposals:
        return []
    rows = tuple(
        (
            *(one["number"], one["title"], one["council"], day(one["due_on"])),
            day(one["decided_on"]),
            OUTCOMES[one["outcome"]] if one["outcome"] else "offen",
        )
        for one in proposals
    )
    return [
        Table(
            ("Nummer", "Vorschlag", "Ortsteilrat", "Frist", "Entschieden", "Ergebnis"),
            rows,
            caption="Vorschläge der Ortsteilräte nach § 45 ThürKO",
            widths=(9, 17, 9, 8, 8, 10),
            row_headers=True,
            small=True,
        )
    ]


def _division(word: str, rows: list[FigureRow], measures: dict[str, int]) -> Table:
    """Published contributions by one word; a column in which nothing is known is left out.

    That of Ortsteile is the map as a table, with the measures for each.
    """
    columns = [
        ("Beiträge", [row["contributions"] for row in rows]),
        ("Stimmen", [row["voices"] for row in rows]),
        ("Weitergegeben", [row["relayed"] for row in rows]),
    ]
    known = [
        (head, [count(n) for n in column])
        for head, column in columns
        if column != [None] * len(rows)
    ]
    if word == "Ortsteil" and measures:
        own = [measures.get(row["key"]) for row in rows]
        known.append(("Maßnahmen", [NOTHING if n is None else count(n) for n in own]))
    names = [_named(row, numbered=word == "Ortsteil") for row in rows]
    return Table(
        (word, *(head for head, _column in known)),
        tuple(zip(names, *(column for _head, column in known), strict=True)),
        caption=f"Veröffentlichte Beiträge nach {word}",
        numbers=tuple(range(1, len(known) + 1)),
        widths=(5, *[2] * len(known)),
        row_headers=True,
        small=True,
    )


def _named(row: FigureRow, *, numbered: bool) -> str:
    name = row["title"] or row["key"]
    return f"{row['key']} {name}" if numbered and row["key"].isdigit() else name


def _method(content: ReportContent) -> list[Block]:
    blocks = blocks_of(section_of(content, "method"))
    blocks.append(Facts(tuple((line["title"], line["text"]) for line in content["method"])))
    rows = tuple(
        (
            one["title"],
            count(one["contributions"]),
            figure(one["kappa"]),
            _interval(one["low"], one["high"]),
        )
        for one in content["agreement"]
    )
    if rows:
        blocks += [
            Heading("Wie einig sich zwei beim Zuordnen sind", 2),
            Table(
                ("Katalog", "Doppelt zugeordnet", "Cohens Kappa", "95-%-Bereich"),
                rows,
                caption="Übereinstimmung beim Zuordnen",
                numbers=(1, 2, 3),
                widths=(3, 2, 2, 3),
                row_headers=True,
            ),
        ]
    return blocks


def _interval(low: str | None, high: str | None) -> str:
    return NOTHING if low is None or high is None else f"{figure(low)} bis {figure(high)}"
