"""Tables of figures, and a catalogue of indicators that tests can count on."""

from app.insights.services.indicator_catalogue import SHIPPED, load_indicator_catalogue
from app.shared.database import db

HEADING = "area_number;indicator;year;value;unit;source;method"
# Three Ortsteile of which two are "Plattenbau" (see the scheme of settlement types).
GOOD = (
    "05;unemployed;2024;120;Personen;Bundesagentur 2024;",
    "06;unemployed;2024;300;Personen;Bundesagentur 2024;",
    "01;unemployed;2024;80;Personen;Bundesagentur 2024;",
    "06;unemployed;2023;280;Personen;Bundesagentur 2023;Stichtag 30. Juni",
    "06;aged_65;2024;31,5;%;Melderegister 2024;",
    "01;aged_65;2024;18,25;%;Melderegister 2024;",
)


def load_shipped_catalogue():
    """Load the words of the shipped indicators."""
    load_indicator_catalogue(SHIPPED.read_text(encoding="utf-8"))
    db.session.commit()


def table(*lines, heading=HEADING):
    """Return a table as text."""
    return "\n".join((heading, *lines)) + "\n"


def load(app, path, *options):
    """Load a file by the command and return its result."""
    return app.test_cli_runner().invoke(args=["insights", "load-indicators", str(path), *options])
