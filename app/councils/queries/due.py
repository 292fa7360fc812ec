"""What is due at the desk of a council."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.councils.models import HearingReply, Proposal
from app.councils.queries.hearings import replies_waited_for
from app.councils.queries.proposals import running_of

MOST_RUNNING = 5


@dataclass(frozen=True)
class Due:
    """Hearings that wait for an answer, and own proposals that the city has to decide on."""

    replies: Sequence[HearingReply]
    proposals: Sequence[Proposal]


def due_for(council_id: int) -> Due:
    """Return what is due for a council, the earliest end first."""
    return Due(replies_waited_for([council_id]), running_of([council_id], MOST_RUNNING))
