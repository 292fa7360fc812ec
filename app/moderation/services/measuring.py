"""Measuring the helpers takes seconds: the worker or a command does it, never a web request."""

from typing import Any

from sqlalchemy import delete

from app.accounts.models import Person
from app.guidelines.queries import catalogue
from app.moderation.models import QualityFigure
from app.moderation.services.code_texts import code_texts
from app.moderation.services.precision import precision
from app.moderation.services.quality import quality
from app.moderation.services.suggesting import coded_texts
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job, handles, put_in
from app.shared.transactions import writes


@writes
def order_measuring(person: Person) -> None:
    """Put the measuring on the shipped samples in as a job."""
    put_in("quality_measured", {}, owner_id=person.id)


@handles("quality_measured")
def measure_quality(job: Job) -> None:
    """Measure on the shipped samples and store the figures."""
    store_figures(quality())


@writes
def store_figures(figures: dict[str, Any]) -> None:
    """Store the figures of each helper in place of earlier ones."""
    for name, values in figures.items():
        db.session.execute(delete(QualityFigure).where(QualityFigure.name == name))
        db.session.add(QualityFigure(name=name, figures=values, at=now()))
    db.session.flush()


def suggestion_quality() -> dict[str, Any]:
    """Measure suggested codes on the codings of today."""
    known = catalogue()
    return precision(coded_texts(known), code_texts(known))
