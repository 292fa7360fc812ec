"""Following something by mail: ask, confirm by the mail, look after it, end it.

Pages that are only read carry no form, because its token would need a cookie: they link here.
"""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.pages.forms import FollowForm, subject_title
from app.pages.models import Follow, Follower
from app.pages.queries.following import confirmed, follow_by_key, follower_by_key, subject_of
from app.pages.services.following import ask_to_follow, confirm, end_all, end_follow
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.forms import show_again
from app.shared.i18n import page_language
from app.shared.mail import can_send
from app.shared.secrets import keyed_hash, seal, unseal
from app.shared.throttle import count_lasting, network_mark, per_hour
from app.shared.transactions import commits

CONFIRM, MANAGE = "confirm follow", "manage follows"
# Nobody can have an address filled with mails: tries for one address, whether known or not.
TRIES_FOR_ADDRESS = per_hour(5)
TRIES_OF_NETWORK = per_hour(60)

blueprint.add_app_template_global(can_send, "can_send")


@blueprint.get("/folgen")
@public
def follow() -> Any:
    """Ask what to follow, and for the address."""
    form = FollowForm(formdata=None)
    form.offer(request.args.get("was"))
    return render_template("pages/follow.html", form=form)


@blueprint.post("/folgen")
@public
@commits
def send_follow() -> Any:
    """Have a mail sent that confirms; the answer is the same for every address."""
    form = FollowForm()
    if not can_send():
        abort(404)
    is_good, email = form.validate(), (form.email.data or "").lower()
    if not is_good or form.chosen is None:
        form.offer(form.subject.data)
        return show_again("pages/follow.html", form)
    count_lasting(TRIES_OF_NETWORK, "follow", network_mark())
    count_lasting(TRIES_FOR_ADDRESS, "follow", keyed_hash("follow tries", email)[:32])
    ask_to_follow(form.chosen, form.email.data or "", page_language().code)
    return redirect(url_for("pages.follow_sent"), 303)


@blueprint.get("/folgen/gesendet")
@public
def follow_sent() -> Any:
    """Say what to do now."""
    return render_template("pages/follow_sent.html")


@blueprint.get("/folgen/bestaetigen/<token>")
@public
def confirming_follow(token: str) -> Any:
    """Ask once more: mail programs open links by themselves, and reading never writes."""
    return render_template(
        "pages/follow_confirm.html", token=token, title=_title(_follow_or_404(token))
    )


@blueprint.post("/folgen/bestaetigen/<token>")
@public
@commits
def confirm_follow(token: str) -> Any:
    """Begin; show everything that this address follows."""
    found = _follow_or_404(token)
    confirm(found)
    flash(_("You get a mail now when there is something new: once a day at most."))
    return redirect(manage_address(found.follower, absolute=False), 303)


@blueprint.get("/folgen/verwalten/<token>")
@public
def follows(token: str) -> Any:
    """Show what an address follows."""
    found = _follower_or_404(token)
    rows = [(one, _title(one)) for one in confirmed(found)]
    return render_template("pages/follows.html", token=token, rows=rows)


@blueprint.post("/folgen/verwalten/<token>")
@public
@commits
def end_following(token: str) -> Any:
    """End one thing, or all."""
    found, key = _follower_or_404(token), request.form.get("key")
    chosen = [one for one in found.follows if one.key == key]
    if key == "all":
        end_all(found)
    for one in chosen:
        end_follow(one)
    if not found.follows:
        return render_template("pages/unsubscribed.html")
    return redirect(url_for("pages.follows", token=token), 303)


def confirm_address(follow: Follow) -> str:
    """Return the address that confirms a follow, for a mail."""
    base_url = current_app.config["SETTINGS"].base_url
    return f"{base_url}/folgen/bestaetigen/{seal(CONFIRM, follow.key)}"


def manage_address(follower: Follower, absolute: bool = True) -> str:
    """Return the address of the page where the follower ends single things."""
    base_url = current_app.config["SETTINGS"].base_url if absolute else ""
    return f"{base_url}/folgen/verwalten/{seal(MANAGE, follower.key)}"


def _title(follow: Follow) -> str:
    subject = subject_of(follow)
    return subject_title(subject) if subject else _("no longer there")


def _follow_or_404(token: str) -> Follow:
    found = follow_by_key(unseal(CONFIRM, token) or "")
    if found is None:
        abort(404)
    return found


def _follower_or_404(token: str) -> Follower:
    found = follower_by_key(unseal(MANAGE, token) or "")
    if found is None:
        abort(404)
    return found
