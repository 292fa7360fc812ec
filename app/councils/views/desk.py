"""The desk of a council: what is new, and everything that came in, by field."""

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_on_a_council
from app.areas.models import Council
from app.areas.queries import area_map
from app.councils.forms import STATE_LABELS, chosen, read_wish, seen_from
from app.councils.queries import area_ids_of, figures_for, incoming, number_new, seen_until
from app.councils.queries.due import due_for
from app.councils.services import note_visit
from app.councils.views import blueprint
from app.councils.views.choosing import council_at_hand, own_councils
from app.shared.access import allowed_to
from app.shared.clock import now
from app.shared.paging import read_position
from app.shared.transactions import commits
from app.submissions.queries import map_figures

LIST_LENGTH = 20
# What is stored while the page is being made could be later than the page: it stays new.
MARGIN = dt.timedelta(seconds=5)


@blueprint.get("/")
@allowed_to(is_on_a_council)
def desk() -> Any:
    """Show the desk of one of the person's councils."""
    council, own = council_at_hand(), own_councils()
    areas, position = area_ids_of(council), read_position(request.args.get("vor"))
    seen = seen_until(council.id, current_user.id)
    wish = read_wish(request.args)
    return render_template(
        "councils/desk.html",
        council=council,
        choices=[(one.key, one.name) for one in own],
        page=incoming(council.id, areas, wish, seen, position, LIST_LENGTH),
        is_first=position is None,
        seen=seen,
        number_new=number_new(areas, seen),
        shown_at=now() - MARGIN,
        **_around(council),
    )


@blueprint.post("/gesehen")
@allowed_to(is_on_a_council)
@commits
def send_visit() -> Any:
    """Remember that everything up to the moment of the page has been seen."""
    council, until = council_at_hand(), seen_from(request.form.get("until", ""))
    if until is None:
        abort(400)
    note_visit(current_user, council, until)
    flash(_("Noted. What comes in from now on is marked as new."))
    return redirect(url_for("councils.desk", rat=council.key), 303)


def _around(council: Council) -> dict[str, Any]:
    """Figures, map and filters beside the list."""
    return {
        "due": due_for(council.id),
        "figures": figures_for(area_ids_of(council)),
        "area_map": area_map(),
        "map_figures": map_figures(),
        "area_ids": area_ids_of(council),
        "filters": chosen(request.args),
        "states": [(key, label) for key, (_name, label) in STATE_LABELS.items()],
    }
