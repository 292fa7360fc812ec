"""What an export shows: the words that select it."""

from dataclasses import dataclass

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True)
class Selection:
    """Which published contributions: of one Ortsteil, of one consultation, or all."""

    area_id: int | None = None
    area_slug: str | None = None
    area_name: str | None = None
    consultation_id: int | None = None
    consultation_slug: str | None = None
