"""Ready texts for questions, declines and passing on: the list and editing."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_moderator
from app.moderation.forms import PURPOSE_LABELS, TemplateForm
from app.moderation.models import ReplyTemplate
from app.moderation.queries import reply_template, reply_templates
from app.moderation.services import save_template
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.errors import Conflict
from app.shared.forms import show_again
from app.shared.transactions import commits

NEW = 0


@blueprint.get("/vorlagen")
@allowed_to(is_moderator)
def templates() -> Any:
    """Show all ready texts."""
    return render_template(
        "moderation/templates.html", templates=reply_templates(), purposes=PURPOSE_LABELS
    )


@blueprint.get("/vorlagen/<int:template_id>")
@allowed_to(is_moderator)
def edit_template(template_id: int) -> Any:
    """Show the form for one ready text, or for a new one (number 0)."""
    template, form = _template_or_404(template_id), TemplateForm(formdata=None)
    form.version.data = 0
    if template is not None:
        form.fill(template)
    return render_template("moderation/template.html", form=form, reply=template, stored=None)


@blueprint.post("/vorlagen/<int:template_id>")
@allowed_to(is_moderator)
@commits
def save_reply(template_id: int) -> Any:
    """Store a ready text."""
    template, form = _template_or_404(template_id), TemplateForm()
    page = "moderation/template.html"
    if not form.validate():
        return show_again(page, form, reply=template, stored=None)
    try:
        save_template(current_user, template, form.version.data, form.draft())
    except Conflict:
        assert template is not None
        form.version.data = template.version
        return show_again(page, form, 409, reply=template, stored=template)
    flash(_("The ready text is saved."))
    return redirect(url_for("moderation.templates"), 303)


def _template_or_404(template_id: int) -> ReplyTemplate | None:
    """Return the template; None for a new one."""
    template = None if template_id == NEW else reply_template(template_id)
    if template is None and template_id != NEW:
        abort(404)
    return template
