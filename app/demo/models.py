"""Names of the example content."""

import datetime as dt

EXAMPLE_SLUG = "beispiel-treffpunkte"
# On reserved addresses (RFC 2606); shown by `make run` in development.
ACCOUNTS = (
    ("moderation@example.org", "Beispiel Moderation", "moderator"),
    ("zweite@example.org", "Beispiel Zweitzuordnung", "moderator"),
    ("planung@example.org", "Beispiel Planung", "planner"),
    ("admin@example.org", "Beispiel Administration", "admin"),
)
EXAMPLE_PASSWORD = "Beispiel-Zugang-2026"  # noqa: S105 - for development on this machine only
SHIFTED_TIMES = {"a day": dt.timedelta(days=1), "noon": dt.timedelta(hours=11)}
