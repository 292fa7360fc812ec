"""A filled report for tests of the files: any number of measures, hostile texts on demand."""

from app.reports.services.snapshot import (
    CHANGES,
    FORMAT,
    SECTIONS,
    Change,
    FigureRow,
    MapArea,
    MeasureState,
    MoneyOfYear,
    Move,
    Named,
    ReportContent,
)

TEXTS = {
    "plain": "Im Jahr 2026 hat die Stadt **viel gehört** und manches getan.\n\n- 12 neu\n"
    "- 8 Maßnahmen sind fertig\n\nMehr steht in [der Satzung](https://example.org/satzung).",
    "moved": "Die *Begegnungsstätte* verzögert sich, weil der Bau teurer wurde.",
    "money": "Das Landesprogramm trägt einen großen Teil.",
    "outlook": "### Nächste Schritte\n\n1. Jour fixe der Fachplanungen\n2. Beteiligung im Frühjahr",
}
PLACES = [("01", "Altstadt"), ("02", "Löbervorstadt"), ("16", "Rieth"), ("25", "Melchendorf")]
FIELDS = [("wohnen", "Wohnen"), ("mobilitaet", "Mobilität"), ("gesundheit", "Gesundheit")]
STATES = {"new": "agreed", "moved": "running", "slipped": "running", "done": "done"}


def example_content(measures: int = 50, hostile: str = "") -> ReportContent:
    """Return a report with so many measures; `hostile` stands at the end of what staff wrote."""
    numbers = range(1, measures + 1)
    changes = [CHANGES[number % len(CHANGES)] for number in numbers]
    money = [_year(year, 50_000 * measures) for year in (2025, 2026, 2027)]
    moves = [_move(n, change, hostile) for n, change in zip(numbers, changes, strict=True)]
    return {
        "format": FORMAT,
        "language": "de",
        "cover": {
            "title": "Bericht über den Umsetzungsstand 2026",
            "city": "Erfurt",
            "office": "Amt für Soziales",
            "number": "0123/27",
            "committee": "Ausschuss für Soziales, Arbeitsmarkt und Gleichstellung",
            "date": "2027-02-10",
            "year": 2026,
            "reporting_date": "2026-12-31",
            "compared_with": "2025-12-31",
            "version": 2,
            "change_note": "Die Zahlen zu § 45 waren falsch." + hostile,
            "address": "https://stimme.example.org/plan/bericht/2026",
            "is_example": True,
            "financial_effects": money,
        },
        "sections": [
            {"key": key, "title": f"Abschnitt {key}", "text": TEXTS.get(key, "") + hostile}
            for key in SECTIONS
        ],
        "moved": sorted(moves, key=lambda move: (CHANGES.index(move["change"]), move["number"])),
        "measures": [_measure(n, c, hostile) for n, c in zip(numbers, changes, strict=True)],
        "money": {
            "by_year": money,
            "by_source": [
                {"source": source, "year": year, "planned": "100000.00", "spent": None}
                for source in ("Haushalt der Stadt", "Landesprogramm LSZ")
                for year in (2025, 2026, 2027)
            ],
        },
        **_figures(),
        "method": [
            {"title": "Stichtag", "text": "Zahlen vom 31. Dezember 2026, 24 Uhr." + hostile},
            {"title": "Stimmen", "text": "Beiträge und Stimmen werden nie zusammengezählt."},
        ],
        "map": {
            "width": 200,
            "height": 100,
            "attribution": "Beispielgeometrie",
            "levels": [{"level": 1, "start": 1, "end": 9}, {"level": 2, "start": 10, "end": None}],
            "areas": [_map_area(position, *place) for position, place in enumerate(PLACES)],
        },
    }


def _year(year: int, planned: int) -> MoneyOfYear:
    spent = f"{planned * 9 // 10}.50" if year <= 2026 else None
    return {"year": year, "planned": f"{planned}.00", "spent": spent}


def _move(number: int, change: Change, hostile: str) -> Move:
    after = STATES.get(change, "dropped" if change == "dropped" else "decided")
    is_late = change == "slipped"
    return {
        "number": f"M-2026-{number:03d}",
        "title": f"Maßnahme Nummer {number}: Bänke an Haltestellen{hostile}",
        "change": change,
        "before": None if change == "new" else "decided",
        "after": after,
        "ended_before": "2026-06-30" if is_late else None,
        "ends_now": "2027-06-30" if is_late else None,
        "is_overdue": False,
        "steps": [{"on": "2026-05-20", "to": after, "why": "Im Jour fixe besprochen." + hostile}],
    }


def _measure(number: int, change: Change, hostile: str) -> MeasureState:
    field = FIELDS[number % len(FIELDS)]
    place = PLACES[number % len(PLACES)]
    return {
        "number": f"M-2026-{number:03d}",
        "title": f"Maßnahme Nummer {number}: Bänke an Haltestellen{hostile}",
        "text": "Die Stadt stellt an zehn Haltestellen Bänke mit Lehne auf." + hostile,
        "status": _move(number, change, "")["after"],
        "change": change,
        "lead": "Tiefbau- und Verkehrsamt",
        "partners": ["Amt für Soziales"],
        "starts_on": "2026-03-01",
        "ends_on": "2027-06-30",
        "whole_city": number % 5 == 0,
        "places": [] if number % 5 == 0 else [_named("area", *place)],
        "codes": [_named("field", *field), _named("target_group", "senioren", "Senior:innen")],
        "paper": "1234/26",
        "decided_on": "2026-05-20",
        "money": [_year(2026, 50_000), _year(2027, 50_000)],
        "indicators": [
            {
                "title": "Haltestellen mit Bank",
                "unit": "Haltestellen",
                "source": "Tiefbau- und Verkehrsamt",
                "baseline": "40.000",
                "baseline_on": "2025-12-31",
                "target": "60.000",
                "target_on": "2027-12-31",
                "values": [{"on": "2026-06-30", "value": "44.000"}],
            }
        ],
        "evidence": {
            "concerns": 1,
            "contributions": 14,
            "voices": 52,
            "relayed": 3,
            "statements": 1,
            "proposals": 0,
            "other_source": "" if number % 2 else "Seniorenbericht 2024",
        },
        "is_example": True,
    }


def _figures() -> dict[str, object]:
    kinds = [("need", "Bedarf", 60), ("idea", "Idee", 40), ("problem", "Problem", 20)]
    return {
        "participation": {
            "total": {"contributions": 120, "voices": 480, "relayed": 12},
            "year": {"contributions": 80, "voices": 300, "relayed": 8},
            "received_in_year": 95,
            "concerns": 7,
            "by_area": [_row(*place, 30) for place in PLACES],
            "by_field": [_row(*field, 25) for field in FIELDS],
            "by_target_group": [_row("senioren", "Senior:innen", 40), _row("kinder", "Kinder", 9)],
            "by_kind": [_row(*kind) for kind in kinds],
            "by_channel": [_row("web", "Internet", 100), _row("paper", "Papier", None)],
            "by_contributor": [_row("resident", "Einwohner:innen", 110), _row("club", "", None)],
            "by_month": [_row(f"2026-{m:02d}", f"{m:02d}/2026", m) for m in range(1, 13)],
        },
        "answered": {"published": 120, "answered": 84, "answers_in_year": 20},
        "deadlines": {
            "submitted_in_year": 6,
            "kept": 4,
            "late": 1,
            "returned": 0,
            "overdue": 1,
            "running": 2,
            "proposals": [
                {
                    "number": "V-2026-001",
                    "title": "Eine Querungshilfe an der Straße der Nationen",
                    "council": "Rieth",
                    "due_on": "2026-06-01",
                    "decided_on": "2026-05-28",
                    "outcome": "accepted",
                },
            ],
        },
        "agreement": [
            {
                "kind": "field",
                "title": "Handlungsfelder",
                "version": 1,
                "contributions": 40,
                "kappa": "0.812",
                "low": "0.701",
                "high": "0.902",
            },
            {
                "kind": "guideline",
                "title": "Leitlinien",
                "version": 1,
                "contributions": 8,
                "kappa": None,
                "low": None,
                "high": None,
            },
        ],
    }


def _row(key: str, title: str, number: int | None) -> FigureRow:
    voices = None if number is None else number * 4
    return {
        "key": key,
        "title": title,
        "contributions": number,
        "voices": voices,
        "relayed": None,
    }


def _named(kind: str, key: str, title: str) -> Named:
    return {"kind": kind, "key": key, "title": title}


def _map_area(position: int, number: str, name: str) -> MapArea:
    x = 10 + 45 * position
    return {
        "number": number,
        "name": name,
        "slug": name.lower(),
        "path": f"M{x} 20h40v60h-40z",
        "label_x": x + 20,
        "label_y": 50,
        "contributions": 30,
        "measures": 12,
        "level": 2,
    }
