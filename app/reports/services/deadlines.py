"""Whether the deadlines of § 45 ThürKO were kept, and the proposals behind each number."""

from app.councils.models import Proposal
from app.reports.queries.deadlines import deadline_numbers, proposals_told_of
from app.reports.services.measures import iso
from app.reports.services.snapshot import Deadlines, ProposalLine
from app.reports.services.year import Year


def deadlines_of(year: Year) -> Deadlines:
    """Return the numbers of the year with the proposals that they count."""
    found = deadline_numbers(year.before, year.day)
    return {
        "submitted_in_year": found.submitted,
        "kept": found.kept,
        "late": found.late,
        "returned": found.returned,
        "overdue": found.overdue,
        "running": found.running,
        "proposals": [_line(one, year) for one in proposals_told_of(year.before, year.day)],
    }


def _line(proposal: Proposal, year: Year) -> ProposalLine:
    is_answered = proposal.decided_on is not None and proposal.decided_on <= year.day
    outcome = proposal.outcome or proposal.status
    return {
        "number": proposal.public_number or "",
        "title": proposal.title,
        "council": proposal.council.name,
        "due_on": iso(proposal.due_on) or "",
        "decided_on": iso(proposal.decided_on) if is_answered else None,
        "outcome": outcome if is_answered else None,
    }
