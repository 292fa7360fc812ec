"""What is put aside: questions that are open, what is held, what others have now."""

from typing import Any

from flask import render_template, request

from app.accounts.policy import is_moderator
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.paging import read_position
from app.submissions.policy import RESTING
from app.submissions.queries import entries_of, number_in, resting

LIST_LENGTH = 30
# What stands in addresses for each status.
NAMES = {"asked": "rueckfrage", "held": "zurueckgestellt", "forwarded": "weitergeleitet"}


@blueprint.get("/abgelegt")
@allowed_to(is_moderator)
def aside() -> Any:
    """Show what is put aside in one way, longest first."""
    wish = request.args.get("art", "")
    status = next((status for status, name in NAMES.items() if name == wish), RESTING[0])
    page = resting(status, read_position(request.args.get("nach")), LIST_LENGTH)
    return render_template(
        "moderation/aside.html",
        status=status,
        names=NAMES,
        counts={status: number_in(status) for status in RESTING},
        page=page,
        entries=entries_of(page.rows),
    )
