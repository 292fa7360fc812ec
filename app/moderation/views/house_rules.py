"""House rules: the list, editing, and their order; for administrators."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_admin
from app.moderation.forms import HouseRuleForm
from app.moderation.models import HouseRule
from app.moderation.queries import all_house_rules, declined_by_rule, house_rule
from app.moderation.services import move_house_rule, save_house_rule
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.errors import Conflict
from app.shared.forms import show_again
from app.shared.transactions import commits

NEW = "neu"
STEPS = {"up": -1, "down": 1}


@blueprint.get("/hausregeln")
@allowed_to(is_admin)
def house_rules() -> Any:
    """Show all house rules and how often each was the reason."""
    return render_template(
        "moderation/house_rules.html", rules=all_house_rules(), figures=declined_by_rule()
    )


@blueprint.get("/hausregeln/<key>")
@allowed_to(is_admin)
def edit_house_rule(key: str) -> Any:
    """Show the form for one house rule, or for a new one."""
    rule, form = _rule_or_404(key), HouseRuleForm(formdata=None)
    form.version.data = 0
    if rule is not None:
        form.fill(rule)
    return render_template("moderation/house_rule.html", form=form, rule=rule, stored=None)


@blueprint.post("/hausregeln/<key>")
@allowed_to(is_admin)
@commits
def save_rule(key: str) -> Any:
    """Store a house rule."""
    rule, form = _rule_or_404(key), HouseRuleForm()
    if not form.validate():
        return show_again("moderation/house_rule.html", form, rule=rule, stored=None)
    try:
        save_house_rule(current_user, rule, form.version.data, form.draft())
    except Conflict:
        assert rule is not None
        form.version.data = rule.version
        return show_again("moderation/house_rule.html", form, 409, rule=rule, stored=rule)
    flash(_("The house rule is saved."))
    return redirect(url_for("moderation.house_rules"), 303)


@blueprint.post("/hausregeln/<key>/ordnen")
@allowed_to(is_admin)
@commits
def move_rule(key: str) -> Any:
    """Move a house rule up or down."""
    rule, steps = house_rule(key), STEPS.get(request.form.get("go", ""))
    if rule is None or steps is None:
        abort(404 if rule is None else 400)
    move_house_rule(current_user, rule, steps)
    return redirect(url_for("moderation.house_rules"), 303)


def _rule_or_404(key: str) -> HouseRule | None:
    """Return the house rule; None for a new one."""
    rule = None if key == NEW else house_rule(key)
    if rule is None and key != NEW:
        abort(404)
    return rule
