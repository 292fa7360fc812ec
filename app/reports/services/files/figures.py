"""Figures of a report with their words, as the documents and the workbook tell them alike."""

from app.reports.services.snapshot import FigureRow, ReportContent


def divisions(content: ReportContent) -> list[tuple[str, list[FigureRow]]]:
    """Return how the published contributions divide, each with the word for what they divide by."""
    people = content["participation"]
    return [
        ("Ortsteil", people["by_area"]),
        ("Handlungsfeld", people["by_field"]),
        ("Zielgruppe", people["by_target_group"]),
        ("Art", people["by_kind"]),
        ("Eingangsweg", people["by_channel"]),
        ("Absender", people["by_contributor"]),
        ("Monat", people["by_month"]),
    ]


def answers(content: ReportContent) -> list[tuple[str, int]]:
    """Return official answers, and the deadlines of the councils' proposals."""
    answered, due = content["answered"], content["deadlines"]
    return [
        ("Veröffentlichte Beiträge", answered["published"]),
        ("davon mit Antwort eines Amtes", answered["answered"]),
        ("Antworten in diesem Jahr", answered["answers_in_year"]),
        ("Vorschläge nach § 45 ThürKO in diesem Jahr", due["submitted_in_year"]),
        ("Frist eingehalten", due["kept"]),
        ("Frist nicht eingehalten", due["late"]),
        ("Ohne Entscheidung zurückgegeben", due["returned"]),
        ("Frist vorbei, noch ohne Entscheidung", due["overdue"]),
        ("Frist läuft", due["running"]),
    ]
