"""For which council somebody is at the desk: the address says it, else the first one."""

from collections.abc import Sequence

from flask import abort, request
from flask_login import current_user

from app.accounts.policy import councils_of
from app.areas.models import Council
from app.councils.queries import councils_with


def own_councils() -> Sequence[Council]:
    """Return the councils that the person at hand speaks for, by name."""
    return councils_with(councils_of(current_user))


def council_at_hand() -> Council:
    """Return the council that `?rat=` names, or the first one; 404 unless it is an own one."""
    own, key = own_councils(), request.args.get("rat")
    found = next((council for council in own if key in (None, council.key)), None)
    if found is None:
        abort(404)
    return found
