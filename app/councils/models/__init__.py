"""What councils note and say about what came in."""

from app.councils.models.marking import PRIORITIES, CouncilMark, CouncilVisit
from app.councils.models.statement import STATEMENT_STATUSES, SUBJECTS, Statement

__all__ = [
    "PRIORITIES",
    "STATEMENT_STATUSES",
    "SUBJECTS",
    "CouncilMark",
    "CouncilVisit",
    "Statement",
]
