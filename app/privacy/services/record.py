"""The record of processing activities (Art. 30 GDPR), made from the data map."""

from collections.abc import Iterator

from app.privacy.queries.data_map import Activity, DataMap, MappedColumn, data_map
from app.shared.clock import today


def record_as_markdown(city: str) -> str:
    """Return the record in German as a Markdown document."""
    known = data_map()
    lines = [
        f"# Verzeichnis von Verarbeitungstätigkeiten: Ortsstimme {city}",
        "",
        f"Stand {today():%d.%m.%Y}. Art. 30 DSGVO. Erzeugt aus dem Datenkatalog des Programms;",
        "Rechtsgrundlagen und Fristen sind Arbeitsannahmen, die der oder die",
        "Datenschutzbeauftragte bestätigen muss.",
    ]
    for activity in known.activities.values():
        lines += ["", f"## {activity.title}", "", *_about(activity), ""]
        lines += _table(known, known.of_activity(activity.key))
    return "\n".join(lines) + "\n"


def _about(activity: Activity) -> Iterator[str]:
    yield f"- **Zweck:** {activity.purpose}"
    yield f"- **Rechtsgrundlage:** {activity.basis}"
    yield f"- **Betroffene:** {activity.people}"
    yield f"- **Empfänger:** {activity.recipients}"
    yield "- **Übermittlung in Drittländer:** keine"


def _table(known: DataMap, columns: list[MappedColumn]) -> Iterator[str]:
    yield "| Tabelle | Wofür | Art der Daten | Felder | Aufbewahrung |"
    yield "|---|---|---|---|---|"
    for (table, category, kept), names in grouped(columns).items():
        purpose = next(column.purpose for column in columns if column.table == table)
        cells = (table, purpose, known.categories[category], names, known.retention[kept])
        yield f"| {' | '.join(cells)} |"


def grouped(columns: list[MappedColumn]) -> dict[tuple[str, str, str], str]:
    """Return the names of columns that stand in one line: same table, kind and time."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for column in columns:
        key = (column.table, column.category, column.retention)
        lines.setdefault(key, []).append(column.name)
    return {key: ", ".join(names) for key, names in lines.items()}
