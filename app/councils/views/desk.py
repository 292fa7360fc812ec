"""The desk of a council: what is due, what is new, and everything by field."""

from typing import Any

from flask import render_template

from app.accounts.policy import is_on_a_council
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand, own_councils
from app.shared.access import allowed_to


@blueprint.get("/")
@allowed_to(is_on_a_council)
def desk() -> Any:
    """Show the desk of one of the person's councils."""
    own = own_councils()
    return render_template(
        "councils/desk.html",
        council=council_at_hand(),
        own=own,
        choices=[(council.key, council.name) for council in own],
    )
