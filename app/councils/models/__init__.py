"""What councils note, say and propose about what came in, and what they are asked."""

from app.councils.models.hearings import (
    HEARING_STATUSES,
    REPLIES,
    Hearing,
    HearingDocument,
    HearingReply,
)
from app.councils.models.laws import RIGHT_OF_PROPOSAL, LawText
from app.councils.models.marking import PRIORITIES, CouncilMark, CouncilVisit
from app.councils.models.proposals import (
    OUTCOMES,
    PROPOSAL_STATUSES,
    REMINDERS,
    Proposal,
    ProposalGround,
    ProposalReminder,
)
from app.councils.models.statement import STATEMENT_STATUSES, SUBJECTS, Statement

__all__ = [
    "HEARING_STATUSES",
    "OUTCOMES",
    "PRIORITIES",
    "PROPOSAL_STATUSES",
    "REMINDERS",
    "REPLIES",
    "RIGHT_OF_PROPOSAL",
    "STATEMENT_STATUSES",
    "SUBJECTS",
    "CouncilMark",
    "CouncilVisit",
    "Hearing",
    "HearingDocument",
    "HearingReply",
    "LawText",
    "Proposal",
    "ProposalGround",
    "ProposalReminder",
    "Statement",
]
