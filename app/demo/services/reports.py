"""An example of the yearly report, put together from the example plan."""

from app.accounts.models import Person
from app.demo.models import SHIFTED_TIMES
from app.reports.queries import report_of
from app.reports.services import (
    ReportDraft,
    begin_report,
    change_report,
    order_files,
    release_report,
)
from app.shared.clock import today
from app.shared.database import db

PLAIN = (
    "Dies ist ein **Beispiel**. Kein Satz darin ist eine Entscheidung der Stadt.\n\n"
    "Menschen haben geschrieben, was ihnen fehlt. Die Stadt hat Maßnahmen daraus gemacht. Dieser"
    " Bericht zeigt, was davon schon fertig ist, was länger dauert und was es kostet."
)
OUTLOOK = "Beispiel: Im Frühjahr spricht die Stadt mit den Ortsteilräten über den nächsten Plan."


def load_report(person: Person) -> None:
    """Release an example report of yesterday unless that year has a report; commits."""
    day = today() - SHIFTED_TIMES["a day"]
    if report_of(day.year) is not None:
        return
    report = begin_report(person, day, is_example=True)
    sections = {"plain": PLAIN, "outlook": OUTLOOK}
    draft = ReportDraft(
        title=f"Beispiel: {report.title}",
        office=report.office,
        number="Beispiel 0001/27",
        committee=report.committee,
        dated=None,
        sections=sections,
    )
    change_report(person, report, report.version, draft)
    order_files(person, release_report(person, report, report.version))
    db.session.commit()
