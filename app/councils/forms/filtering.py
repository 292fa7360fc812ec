"""What somebody wants to see of the inbox, as the address says it."""

import datetime as dt
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from app.councils.queries import InboxWish
from app.guidelines.queries import catalogue

STATE_LABELS = {
    "neu": ("new", _l("New since my last visit")),
    "unveroeffentlicht": ("unpublished", _l("Unpublished")),
    "veroeffentlicht": ("published", _l("Published")),
    "unterstuetzt": ("supported", _l("Supported by us")),
}
CODE_PARAMETERS = {"feld": "field", "gruppe": "target_group"}


def read_wish(args: Mapping[str, str]) -> InboxWish:
    """Return the wish; what the address says and nobody knows is passed over."""
    known = catalogue().by_key
    codes = [known.get(args.get(name, "")) for name in CODE_PARAMETERS]
    state = STATE_LABELS.get(args.get("stand", ""))
    return InboxWish(state[0] if state else None, tuple(code.id for code in codes if code))


def chosen(args: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of the address that are set, for links that keep them."""
    names = ("stand", *CODE_PARAMETERS)
    return {name: args[name][:80] for name in names if args.get(name)}


def seen_from(typed: str) -> dt.datetime | None:
    """Return the moment that the page was made, as its form sends it back; None if it is wrong."""
    try:
        moment = dt.datetime.fromisoformat(typed)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
