"""Filters that put proposals and their clock into words, in every template."""

import datetime as dt

from flask_babel import gettext as _
from flask_babel import ngettext

from app.councils.forms.proposals import OUTCOME_LABELS
from app.councils.models import Proposal
from app.councils.queries.laws import law_version
from app.councils.services.deadlines import deadline
from app.councils.views import blueprint
from app.shared.clock import today
from app.shared.i18n import text_in
from app.shared.periods import Period


@blueprint.app_template_filter("proposal_state")
def proposal_state(proposal: Proposal) -> str:
    """Return where a proposal is, in a few words."""
    if proposal.status == "draft":
        return str(_("draft"))
    if proposal.status == "submitted":
        return time_left(proposal.due_on)
    if proposal.status == "returned":
        return str(_("sent back without a decision"))
    return str(OUTCOME_LABELS[proposal.outcome or ""])


@blueprint.app_template_filter("with_capital")
def with_capital(words: str) -> str:
    """Return the words as the beginning of a line; capitals further inside stay."""
    return words[:1].upper() + words[1:]


@blueprint.app_template_filter("time_left")
def time_left(last_day: dt.date | None) -> str:
    """Return how many days are left until the end of a day, or since when it is over."""
    days = days_left(last_day)
    if days == 0:
        return str(_("due today"))
    if days < 0:
        return str(ngettext("overdue for %(num)d day", "overdue for %(num)d days", -days))
    return str(ngettext("%(num)d day left", "%(num)d days left", days))


@blueprint.app_template_filter("days_left")
def days_left(last_day: dt.date | None) -> int:
    """Return the days until a last day: 0 on the day itself, negative when it is over."""
    return ((last_day or today()) - today()).days


@blueprint.app_template_filter("why_due")
def why_due(proposal: Proposal) -> list[str]:
    """Return the sentences that explain the last day: law, receipt, and why it moved."""
    law = law_version(proposal.law_key, proposal.law_version)
    if law is None or proposal.received_at is None:
        return []
    period = deadline(proposal.received_at, law)
    return [text_in(law.summary), *_moved(period)]


def _moved(period: Period) -> list[str]:
    if not period.moved:
        return []
    reasons = [_reason(reason) for _day, names in period.moved for reason in names]
    words = _("The last day moved to the next working day (%(reasons)s), BGB § 193.")
    return [words % {"reasons": ", ".join(dict.fromkeys(reasons))}]


def _reason(reason: str) -> str:
    return str({"saturday": _("Saturday"), "sunday": _("Sunday")}.get(reason, reason))
