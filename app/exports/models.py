"""What an export shows: the words that select it."""

from dataclasses import dataclass

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True)
class Selection:
    """Which published contributions: of one Ortsteil or zone, of one consultation, or all.

    `zone_key` is `scheme:zone`; `area_ids` are its Ortsteile when the export was ordered.
    With `scheme_key` the rows are sorted by the zones of that scheme, and say which each is in.

    With the codes of one version of the catalogue; the newest that has all codings unless told.
    """

    area_id: int | None = None
    area_slug: str | None = None
    area_name: str | None = None
    consultation_id: int | None = None
    consultation_slug: str | None = None
    code_book_version: int | None = None
    zone_key: str | None = None
    zone_name: str | None = None
    area_ids: tuple[int, ...] | None = None
    scheme_key: str | None = None
