"""Stored figures about the helpers."""

from sqlalchemy import select

from app.moderation.models import QualityFigure
from app.shared.database import db


def quality_figures() -> dict[str, QualityFigure]:
    """Return the figures by the name of the helper, as measured last."""
    return {row.name: row for row in db.session.scalars(select(QualityFigure))}
