"""Names of the example content."""

import datetime as dt

EXAMPLE_SLUG = "beispiel-treffpunkte"
MAYOR = "ortsteilrat@example.org"
# On reserved addresses (RFC 2606); shown by `make run` in development.
ACCOUNTS = (
    ("moderation@example.org", "Beispiel Moderation", "moderator"),
    ("zweite@example.org", "Beispiel Zweitzuordnung", "moderator"),
    ("planung@example.org", "Beispiel Planung", "planner"),
    ("admin@example.org", "Beispiel Administration", "admin"),
    (MAYOR, "Beispiel Ortsteilbürgermeisterin", "district_mayor"),
    ("traeger@example.org", "Beispiel Träger", "organisation_manager"),
    ("pruefung@example.org", "Beispiel Prüfung", "auditor"),
)
EXAMPLE_COUNCIL = "rieth"
# Answers for the Ortsteile without a council until the city names its own offices.
EXAMPLE_OFFICE = ("soziales", "Amt für Soziales")
EXAMPLE_ORGANISATION = ("beispiel-traeger", "Beispielträger e. V.", "welfare_provider")
# Five years after the election of 26.05.2024 (term of ThürKO).
END_OF_TERM = dt.date(2029, 5, 25)
EXAMPLE_PASSWORD = "Beispiel-Zugang-2026"  # noqa: S105 - for development on this machine only
SHIFTED_TIMES = {"a day": dt.timedelta(days=1), "noon": dt.timedelta(hours=11)}
