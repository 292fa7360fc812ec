"""What councils write and decide on, with its dates."""

from app.councils.models.files import HearingFile, ProposalFile
from app.councils.models.hearings import HEARING_STATUSES, REPLIES, Hearing, HearingReply
from app.councils.models.laws import RIGHT_OF_PROPOSAL, LawText
from app.councils.models.proposals import (
    OUTCOMES,
    PROPOSAL_STATUSES,
    REMINDERS,
    Proposal,
    ProposalGround,
    ProposalReminder,
)

__all__ = [
    "HEARING_STATUSES",
    "OUTCOMES",
    "PROPOSAL_STATUSES",
    "REMINDERS",
    "REPLIES",
    "RIGHT_OF_PROPOSAL",
    "Hearing",
    "HearingFile",
    "HearingReply",
    "LawText",
    "Proposal",
    "ProposalFile",
    "ProposalGround",
    "ProposalReminder",
]
