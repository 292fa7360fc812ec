"""How well the helpers of the workbench do, with the numbers it rests on."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.queries import quality_figures, suggestion_model
from app.moderation.services import order_measuring
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.transactions import commits


@blueprint.get("/qualitaet")
@allowed_to(is_moderator)
def quality_page() -> Any:
    """Show figures that the worker or the command has stored."""
    return render_template(
        "moderation/quality.html", model=suggestion_model(), figures=quality_figures()
    )


@blueprint.post("/qualitaet")
@allowed_to(is_moderator)
@commits
def measure() -> Any:
    """Let the worker measure the helpers on the shipped samples."""
    order_measuring(current_user)
    flash(_("The helpers are being measured. Please look again in a minute."))
    return redirect(url_for("moderation.quality_page"), 303)
