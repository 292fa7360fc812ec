"""The sections of a report: what staff wrote, and below it what the figures say."""

from collections.abc import Callable

from app.reports.services.drawing import charts_of
from app.reports.services.files.drawings import chart_picture, map_picture, money_picture
from app.reports.services.files.figures import answers
from app.reports.services.files.moved import moved
from app.reports.services.files.words import count, euros, figure, share, some, total
from app.reports.services.snapshot import MoneyOfSource, ReportContent
from app.shared.documents import Block, Facts, Heading, Paragraph, Table, blocks_of

MOST_INDICATORS, MOST_SOURCES = 6, 8


def sections(content: ReportContent) -> list[Block]:
    """Return all sections but the method, each with a heading; those with nothing are left out."""
    found: list[Block] = []
    for one in content["sections"]:
        maker = MAKERS.get(one["key"])
        if one["key"] == "method":
            continue
        blocks = [*blocks_of(one["text"]), *(maker(content) if maker else [])]
        if blocks:
            found += [Heading(one["title"]), *blocks]
    return found


def _plain(content: ReportContent) -> list[Block]:
    """The report in seven figures."""
    measures, people = content["measures"], content["participation"]
    states = [one["status"] for one in measures]
    answered, due = content["answered"], content["deadlines"]
    done = f"{states.count('running')} in Umsetzung, {states.count('done')} umgesetzt"
    published = people["total"]["contributions"]
    facts = [
        ("Maßnahmen im Plan", f"{count(len(measures))}, davon {done}"),
        ("Beiträge bisher", f"{count(published)} veröffentlicht"),
        ("Stimmen bisher", count(people["total"]["voices"])),
        ("Beiträge in diesem Jahr", f"{count(people['year']['contributions'])} veröffentlicht"),
        ("Beantwortet", _of(answered["answered"], answered["published"], "Beiträgen")),
        ("Fristen nach § 45 ThürKO", f"{due['kept']} eingehalten, {due['late']} nicht eingehalten"),
    ]
    return [Facts(tuple(facts))]


def _of(part: int, whole: int, noun: str) -> str:
    return f"{count(part)} von {count(whole)} {noun} ({share(part, whole)})"


def _map(content: ReportContent) -> list[Block]:
    return [map_picture(content["map"])] if content["map"] else []


def _money(content: ReportContent) -> list[Block]:
    """A chart by year, and a table by source of funds."""
    years, sources = content["money"]["by_year"], content["money"]["by_source"]
    if not years:
        return [Paragraph("Zu den Maßnahmen sind noch keine Mittel eingetragen.")]
    named: dict[str, list[MoneyOfSource]] = {}
    for one in sources:
        named.setdefault(one["source"], []).append(one)
    rows = [_of_source(name, named[name]) for name in sorted(named)[:MOST_SOURCES]]
    rest = [one for name in sorted(named)[MOST_SOURCES:] for one in named[name]]
    rows += [_of_source("Alle weiteren", rest)] if rest else []
    span = f"{years[0]['year']} bis {years[-1]['year']}"
    table = Table(
        ("Herkunft der Mittel", "Geplant (EUR)", "Ausgegeben (EUR)"),
        tuple(rows),
        caption=f"Mittel nach Herkunft, {span}",
        numbers=(1, 2),
        widths=(2, 1, 1),
        row_headers=True,
    )
    return [money_picture(years), *([table] if rows else [])]


def _of_source(name: str, found: list[MoneyOfSource]) -> tuple[str, ...]:
    planned = total([one["planned"] for one in found])
    return (name, euros(planned), euros(total([one["spent"] for one in found])))


def _participation(content: ReportContent) -> list[Block]:
    """Contributions, voices and relayed contributions beside each other, and a chart of fields."""
    people = content["participation"]
    rows = [
        (name, count(one["contributions"]), count(one["voices"]), count(one["relayed"]))
        for name, one in (("In diesem Jahr", people["year"]), ("Insgesamt", people["total"]))
    ]
    table = Table(
        ("Zeitraum", "Beiträge", "Stimmen", "Weitergegeben"),
        tuple(rows),
        caption="Veröffentlichte Beiträge; die drei Zahlen werden nie zusammengezählt",
        numbers=(1, 2, 3),
        widths=(2, 1, 1, 1),
        row_headers=True,
    )
    came = f"In diesem Jahr gingen {some(people['received_in_year'], 'Beitrag', 'Beiträge')} ein. "
    concerns = people["concerns"]
    merged = (
        f"Zu {some(concerns, 'Anliegen', 'Anliegen')} sind Beiträge zusammengefasst."
        if concerns
        else "Noch sind keine Beiträge zu Anliegen zusammengefasst."
    )
    charts = charts_of(content)
    wanted = (("fields", 66), ("months", 66))
    pictures = [chart_picture(charts[key], key, width) for key, width in wanted if key in charts]
    return [Paragraph(came + merged), table, *pictures]


def _answers(content: ReportContent) -> list[Block]:
    rows = [(name, count(number)) for name, number in answers(content)]
    answered = content["answered"]
    rows.insert(2, ("Anteil", share(answered["answered"], answered["published"])))
    return [
        Table(
            ("Was", "Zahl"),
            tuple(rows),
            caption="Antworten der Ämter und Fristen von Vorschlägen der Ortsteilräte",
            numbers=(1,),
            widths=(3, 1),
            row_headers=True,
        )
    ]


def _indicators(content: ReportContent) -> list[Block]:
    """The first indicators with baseline, last value and target; Annex 3 has all."""
    found = [(one, figures) for one in content["measures"] for figures in one["indicators"]]
    if not found:
        return []
    rows = tuple(
        (
            f"{one['title']} ({measure['number']})",
            figure(one["baseline"]),
            figure(one["values"][-1]["value"]) if one["values"] else "–",
            figure(one["target"]),
            one["unit"],
        )
        for measure, one in found[:MOST_INDICATORS]
    )
    table = Table(
        ("Woran man es sieht", "Ausgangswert", "Zuletzt", "Ziel", "Einheit"),
        rows,
        caption="Wirkung der Maßnahmen",
        numbers=(1, 2, 3),
        widths=(6, 2, 2, 2, 3),
        row_headers=True,
    )
    more = len(found) - len(rows)
    rest = [Paragraph(f"Weitere {more} stehen in Anlage 3.", small=True)] if more > 0 else []
    return [table, *rest]


MAKERS: dict[str, Callable[[ReportContent], list[Block]]] = {
    "plain": _plain,
    "moved": moved,
    "map": _map,
    "money": _money,
    "participation": _participation,
    "answers": _answers,
    "indicators": _indicators,
}
