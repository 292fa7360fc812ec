"""What specialist plans cover: list, add, take away."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.plan.forms.covers import CoverForm
from app.plan.policy import works_on_plan
from app.plan.queries.covers import cover_by_id, covers_of
from app.plan.services.covers import CoverDraft, add_cover, remove_cover
from app.plan.views import blueprint
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.paging import read_position
from app.shared.transactions import commits

LIST_LENGTH = 50


@blueprint.get("/arbeit/fachplaene")
@allowed_to(works_on_plan)
def covers() -> Any:
    """List what the plans declare, of one plan or all, with the form for more."""
    form = CoverForm(formdata=None)
    form.set_choices()
    if "quelle" in request.args:
        form.fill(_from_address())
    return _page(form)


@blueprint.post("/arbeit/fachplaene")
@allowed_to(works_on_plan)
@commits
def send_cover() -> Any:
    """Note that a plan covers something."""
    form = CoverForm()
    form.set_choices()
    if not form.validate():
        return _again(form)
    try:
        add_cover(current_user, form.draft())
    except NotPossible:
        form.plan.errors = [*form.plan.errors, _("This is noted already.")]
        return _again(form)
    flash(_("It is noted."))
    return redirect(url_for("plan.covers", fachplan=form.plan.data), 303)


@blueprint.post("/arbeit/fachplaene/<int:cover_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_remove_cover(cover_id: int) -> Any:
    """Take a declaration away; the form offers to note it again."""
    found = cover_by_id(cover_id)
    if found is None:
        abort(404)
    was = remove_cover(current_user, found)
    flash(_("It is taken away. Below you can note it again."))
    return redirect(_address_with(was), 303)


def _address_with(was: CoverDraft) -> str:
    """The list with the form filled in, so that taking away can be undone."""
    return url_for(
        "plan.covers",
        fachplan=was.plan_key,
        gruppe=was.target_group_key,
        feld=was.field_key,
        ort=was.area_id,
        quelle=was.source,
    )


def _from_address() -> CoverDraft:
    asked = request.args.get
    return CoverDraft(
        plan_key=asked("fachplan", ""),
        target_group_key=asked("gruppe"),
        field_key=asked("feld"),
        area_id=asked("ort", type=int),
        source=asked("quelle", ""),
    )


def _again(form: CoverForm) -> Any:
    db.session.rollback()
    return _page(form), 422


def _page(form: CoverForm) -> Any:
    chosen = request.args.get("fachplan") or None
    position = read_position(request.args.get("vor"))
    return render_template(
        "plan/covers.html",
        form=form,
        chosen=chosen or "",
        page=covers_of(chosen, position, LIST_LENGTH),
        is_first=position is None,
        codes=catalogue().by_key,
        plans=catalogue().of_kind("specialist_plan"),
        areas=areas().by_id,
    )
