"""How contributions were coded and how far coders agree: the lines of a method sheet."""

from app.guidelines.queries import by_version, catalogue
from app.moderation.queries import (
    AgreementRow,
    SecondCodingNumbers,
    agreement_report,
    second_coding_numbers,
)
from app.moderation.services.agreement import (
    FEWEST_CHOSEN,
    FEWEST_UNITS,
    RESAMPLES,
    SEED,
    is_too_few,
)
from app.shared.clock import to_local
from app.shared.settings import settings

KINDS = {
    "guideline": "Leitlinien",
    "field": "Handlungsfelder",
    "target_group": "Zielgruppen",
    "specialist_plan": "Fachplanungen",
}
CODING = (
    "Die Moderation ordnet jedem Beitrag Schlagworte des Katalogs zu, dem ganzen Text oder einer"
    " Stelle daraus. Das Programm schlägt nur vor, es entscheidet nicht."
)
BLIND = (
    " Wer zum zweiten Mal zuordnet, sieht weder die ersten Schlagworte noch Vorschläge. Wo beide"
    " sich unterscheiden, entscheidet danach jemand mit Begründung. Gezogen wird mit HMAC-SHA-256"
    " über die Beitragsnummer unter dem Schlüssel der Installation: wiederholbar, nicht"
    " vorhersehbar."
)
EARLIER = (
    "Übereinstimmung",
    "Diese Ausfuhr stellt einen früheren Stand her. Die Zahlen zur Übereinstimmung stehen in der"
    " Ausfuhr, die damals gemacht wurde.",
)
COEFFICIENTS = [
    (
        "Cohens Kappa",
        "Übereinstimmung zweier Personen über den Zufall hinaus; 1: immer gleich, 0: wie durch"
        " Zufall. J. Cohen, A coefficient of agreement for nominal scales, 1960.",
    ),
    (
        "Krippendorffs Alpha",
        "Dasselbe für beliebig viele Personen und mit fehlenden Werten, nominal; unter 0,667 nicht"
        " verlässlich, ab 0,8 verlässlich. K. Krippendorff, Content Analysis.",
    ),
    (
        "Eine Entscheidung",
        "Ein Schlagwort bei einem Beitrag: zugeordnet oder nicht. Für einen Katalog zählen die"
        " Entscheidungen über alle seine Schlagworte zusammen.",
    ),
    (
        "Intervall",
        f"95 %, Perzentil-Bootstrap über Beiträge (B. Efron, 1979), {RESAMPLES} Ziehungen,"
        f" Startwert {SEED}. Unter {FEWEST_UNITS} Beiträgen, oder wenn niemand in {FEWEST_CHOSEN}"
        " Beiträgen etwas gewählt hat: zu wenige für eine Aussage.",
    ),
]
NOTHING_TWICE = "zu wenige für eine Aussage: noch nichts zweifach zugeordnet"
NOT_RECKONED = "noch nicht ausgerechnet"


def method_lines(*, is_current: bool = True) -> list[tuple[str, str]]:
    """Return (what, value) in German for the sheet of an export and for a report.

    Of an earlier state only what does not change with time can be said again.
    """
    if not is_current:
        return [("Zuordnung", CODING), ("Zweitzuordnung", BLIND), EARLIER, *COEFFICIENTS]
    numbers = second_coding_numbers()
    return [
        ("Katalog", _book()),
        ("Zuordnung", CODING),
        ("Zweitzuordnung", _share() + BLIND),
        *_numbers(numbers),
        *_agreement(numbers),
        *COEFFICIENTS,
    ]


def _book() -> str:
    known = catalogue()
    book = by_version(known.version)
    if book is None or book.published_at is None:
        return "keiner in Kraft"
    example = " (Beispiel, nicht beschlossen)" if known.is_example else ""
    return f"Version {known.version} vom {to_local(book.published_at):%d.%m.%Y}{example}"


def _share() -> str:
    percent = settings().second_coding_percent
    return f"{percent} % der Beiträge, zufällig gezogen." if percent else "Derzeit ausgeschaltet."


def _numbers(numbers: SecondCodingNumbers) -> list[tuple[str, str]]:
    sealed = numbers.waiting + numbers.to_settle
    twice = numbers.settled + numbers.to_settle
    first = numbers.first_drawn
    return [
        ("Veröffentlichte Beiträge mit Schlagworten", str(numbers.coded_once)),
        ("Davon zweifach zugeordnet", str(twice)),
        (
            "Noch in Zweitzuordnung",
            f"{sealed}: ihre Schlagworte sind bis zum Abschluss versiegelt und stehen nirgends.",
        ),
        ("Gezogen seit", f"{to_local(first):%d.%m.%Y}" if first else "noch nichts gezogen"),
    ]


def _agreement(numbers: SecondCodingNumbers) -> list[tuple[str, str]]:
    report = agreement_report()
    rows = [row for row in report.rows if row.key is None] if report else []
    if report is None or not rows:
        is_nothing = not numbers.settled + numbers.to_settle
        return [("Übereinstimmung", NOTHING_TWICE if is_nothing else NOT_RECKONED)]
    moment = f"{to_local(report.computed_at):%d.%m.%Y %H:%M} Europe/Berlin"
    return [("Stand der Übereinstimmung", moment), *(_of_catalogue(row) for row in rows)]


def _of_catalogue(row: AgreementRow) -> tuple[str, str]:
    name = f"Übereinstimmung {KINDS[row.kind]}, Katalog Version {row.version}"
    if is_too_few(row.contributions, row.chosen):
        return name, f"zu wenige für eine Aussage (n = {row.contributions} Beiträge)"
    values = f"Kappa {_words(row.kappa)}; Alpha {_words(row.alpha)}; n = {row.contributions}"
    return name, f"{values} Beiträge"


def _words(figures: tuple[float, float, float] | None) -> str:
    if figures is None:
        return "ohne Aussage, alle Entscheidungen gleich"
    value, low, high = (f"{number:.2f}".replace(".", ",") for number in figures)
    return f"{value} [{low}; {high}]"
