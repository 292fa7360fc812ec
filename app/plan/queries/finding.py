"""Finding a measure by its number or by words, for staff."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.plan.models import Measure
from app.shared.database import db

MOST_WORDS = 8


def measures_with_words(typed: str, limit: int) -> Sequence[Measure]:
    """Return measures in any state whose number, title or text has all the words.

    Those changed last first; without words the measures that were changed last of all.
    """
    words = typed.split()[:MOST_WORDS]
    columns = (Measure.number, Measure.title, Measure.text)
    has = [or_(*(one.icontains(word, autoescape=True) for one in columns)) for word in words]
    wanted = select(Measure).where(and_(True, *has))
    wanted = wanted.options(joinedload(Measure.lead_office), selectinload(Measure.partners))
    newest = wanted.order_by(Measure.changed_at.desc(), Measure.id.desc())
    return db.session.scalars(newest.limit(limit)).all()
