"""Questions about adopted versions of the plan."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.plan.models import PlanVersion
from app.shared.database import db


def all_plan_versions() -> Sequence[PlanVersion]:
    """Return the adopted versions without their content, the newest first; they are few."""
    return db.session.scalars(select(PlanVersion).order_by(PlanVersion.number.desc())).all()


def plan_version(number: int) -> PlanVersion | None:
    """Return an adopted version with its content."""
    wanted = select(PlanVersion).where(PlanVersion.number == number)
    return db.session.scalar(wanted.options(undefer(PlanVersion.content)))


def newest_plan_version() -> PlanVersion | None:
    """Return the version that was adopted last, without its content."""
    return db.session.scalar(select(PlanVersion).order_by(PlanVersion.number.desc()).limit(1))
