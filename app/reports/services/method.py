"""How the figures of a report came about: the lines of its method page, in German."""

from app.moderation.services import method_lines
from app.reports.services.snapshot import MethodLine
from app.reports.services.words import in_words
from app.reports.services.year import Year

COUNTED = (
    "Gezählt sind veröffentlichte Beiträge, die bei der Freigabe noch öffentlich waren. Stimmen"
    " sagen, für wie viele Menschen ein Beitrag steht; weitergegebene Beiträge hat jemand für"
    " andere geschrieben. Die drei Zahlen stehen nebeneinander und werden nie zusammengezählt."
)
COMPARED = (
    "Der Stand jeder Maßnahme am Stichtag und ein Jahr davor stammt aus ihrem Verlauf. Neu ist,"
    " was ein Jahr davor nicht im Plan stand. Verschoben ist, was zurückgestellt wurde, heute"
    " später enden soll als ein Jahr davor (nach dem Bericht von damals, sonst nach der damals"
    " geltenden Fassung des Plans), oder dessen letzter Tag vorbei ist, ohne dass es fertig wäre."
)
AS_OF_RELEASE = (
    "Titel, Orte, Ämter, Schlagworte und Mittel der Maßnahmen, die Zugehörigkeit zu Anliegen und"
    " die Übereinstimmung beim Zuordnen sind so gezeigt, wie sie bei der Freigabe gespeichert"
    " waren."
)
ANSWERED = (
    "Beantwortet ist ein Beitrag, zu dem oder zu dessen Anliegen am Stichtag eine Antwort eines"
    " Amtes veröffentlicht war."
)
DEADLINES = (
    "Vorschläge der Ortsteilräte nach § 45 ThürKO: Über sie ist innerhalb von drei Monaten zu"
    " entscheiden. Eingehalten ist die Frist, wenn die Entscheidung spätestens am letzten Tag fiel."
)
SMALL = (
    "Wo in einer Aufteilung nur wenige Beiträge stehen, ist die Zahl nicht genannt, damit niemand"
    " erkannt wird; wo es nötig ist, auch eine zweite nicht, damit sich die erste nicht ausrechnen"
    " lässt. Es ist die Regel der öffentlichen Statistik."
)


def method_of(year: Year) -> list[MethodLine]:
    """Return the lines of the method page; those about coding are as of the release."""
    day, before = in_words(year.day.isoformat()), in_words(year.before.isoformat())
    own = [
        ("Stichtag", f"{day}, 24 Uhr; verglichen mit dem {before}, 24 Uhr (Europe/Berlin)."),
        ("Maßnahmen", COMPARED),
        ("Stand der Freigabe", AS_OF_RELEASE),
        ("Beiträge und Stimmen", COUNTED),
        ("Antworten", ANSWERED),
        ("Fristen", DEADLINES),
        ("Kleine Zahlen", SMALL),
    ]
    return [{"title": title, "text": text} for title, text in [*own, *method_lines()]]
