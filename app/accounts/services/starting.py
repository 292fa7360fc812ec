"""What must be so before the platform serves anybody."""

import logging
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.accounts.queries import areas_without_recipient
from app.shared.database import db
from app.shared.settings import settings

log = logging.getLogger(__name__)


def start_problem() -> str | None:
    """Return why production must not start: an Ortsteil with neither a council nor an office.

    Elsewhere that is only logged. A database that is not there or not migrated yet is told by
    `doctor` and `/readyz`, not here.
    """
    names = ", ".join(_names_without_recipient())
    if not names:
        return None
    problem = (
        f"neither a council nor an office answers for {names}. Name the office:"
        " flask --app wsgi councils recipients load FILE"
    )
    if settings().production:
        return problem
    log.warning("In production this would not start: %s", problem)
    return None


def _names_without_recipient() -> list[str]:
    file = db.engine.url.database or ""
    if db.engine.dialect.name == "sqlite" and not Path(file).is_file():
        return []  # opening it would make an empty one
    try:
        return [area.name for area in areas_without_recipient()]
    except SQLAlchemyError:
        return []
    finally:
        db.session.rollback()
