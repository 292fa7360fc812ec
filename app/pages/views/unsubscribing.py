"""Ending mails: by the link in each, and by the button that mail programs show (RFC 8058).

The token in the address is the right to end them. A mail program sends no form of ours, so it is
let in without a form's token, but only if it sends what RFC 8058 says.
"""

from typing import Any

from flask import abort, render_template, request

from app.pages.services.unsubscribing import end_mails, what_ends
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.security import csrf
from app.shared.transactions import commits

ONE_CLICK = "One-Click"


@blueprint.get("/mitteilungen/ende/<token>")
@public
def unsubscribing(token: str) -> Any:
    """Ask whether these mails shall end."""
    if what_ends(token) is None:
        abort(404)
    return render_template("pages/unsubscribing.html", token=token)


@blueprint.post("/mitteilungen/ende/<token>")
@public
@commits
def unsubscribe(token: str) -> Any:
    """End these mails; asking again is no mistake."""
    if request.form.get("List-Unsubscribe") != ONE_CLICK:
        csrf.protect()
    ending = what_ends(token)
    if ending is None:
        abort(404)
    end_mails(ending)
    return render_template("pages/unsubscribed.html")


csrf.exempt(unsubscribe)
