"""For machines that watch: does the process live, can it work."""

from typing import Any

from flask import current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.pages.views import blueprint
from app.shared.access import public
from app.shared.database import db
from app.shared.disk import nearly_full
from app.shared.schema import pending_migrations


@blueprint.get("/healthz")
@public
def health() -> Any:
    """Answer as long as the process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readiness() -> Any:
    """Answer 200 if contributions can be taken, else 503 with the reasons."""
    problems = _problems()
    return jsonify(status="not ready" if problems else "ok", problems=problems), (
        503 if problems else 200
    )


def _problems() -> list[str]:
    try:
        db.session.execute(text("SELECT 1"))
        problems = ["migrations are pending"] if pending_migrations() else []
    except SQLAlchemyError:
        return ["the database does not answer"]
    if nearly_full(current_app.config["SETTINGS"].instance):
        problems.append("the disk is nearly full")
    return problems
