"""Administration: who has an account, what they may do and why, giving and taking roles."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import ROLE_LABELS, PeopleForm, RoleForm, permissions_of, reason_of
from app.accounts.models import Person, RoleGrant
from app.accounts.policy import is_admin
from app.accounts.queries import (
    PeopleFilter,
    factors_of,
    identities_of,
    invited_among,
    is_invited,
    people_page,
    person_by_id,
)
from app.accounts.services import (
    LastAdmin,
    close_account,
    end_sessions_of,
    give_role,
    link_identity,
    open_account,
    take_role,
    unlink_identity,
)
from app.accounts.views import blueprint
from app.shared.access import allowed_to, recently_confirmed
from app.shared.clock import today
from app.shared.database import db
from app.shared.paging import Page
from app.shared.transactions import commits

PAGE_LENGTH = 50
LARGEST = 2**63


@blueprint.get("/verwaltung/personen")
@allowed_to(is_admin)
def people() -> Any:
    """Show everybody with an account, by name, narrowed by the filters of the address."""
    form = PeopleForm(formdata=request.args)
    form.prepare()
    fits = form.validate()
    after = request.args.get("nach", "")
    last = int(after) if after.isdigit() and int(after) < LARGEST else None
    page = people_page(form.narrowed(), last, PAGE_LENGTH) if fits else Page[Person]([], None)
    filters = {name: value for name, value in request.args.items() if name != "nach"}
    page_of_people = render_template(
        "accounts/administration/people.html",
        form=form,
        page=page,
        filters=filters,
        invited=invited_among([one.id for one in page.rows if not one.active]),
        is_filtered=form.narrowed() != PeopleFilter() if fits else True,
        is_first=last is None,
        reason_of=reason_of,
    )
    return page_of_people, 200 if fits else 422


@blueprint.get("/verwaltung/personen/<int:person_id>")
@allowed_to(is_admin)
def person_page(person_id: int) -> Any:
    """Show what somebody may do and why, and what can be changed about it."""
    form = RoleForm(formdata=None)
    form.prepare()
    return _page_of(_person_or_404(person_id), form)


@blueprint.post("/verwaltung/personen/<int:person_id>/rollen")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_role(person_id: int) -> Any:
    """Give a role, or the same role a new term."""
    person, form = _person_or_404(person_id), RoleForm()
    form.prepare()
    if not form.validate():
        return _page_of(person, form), 422
    try:
        give_role(current_user, person, form.role.data, form.scope())
    except LastAdmin:
        return _refused(person_id)
    role = ROLE_LABELS[form.role.data]
    flash(_("%(name)s has the role “%(role)s”.", name=person.name, role=role))
    return _back_to(person_id)


@blueprint.post("/verwaltung/personen/<int:person_id>/rollen/<int:grant_id>/entziehen")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_take_role(person_id: int, grant_id: int) -> Any:
    """Take one role away."""
    person = _person_or_404(person_id)
    held = next((grant for grant in person.grants if grant.id == grant_id), None)
    if held is None:
        abort(404)
    words = reason_of(held)
    try:
        take_role(current_user, held)
    except LastAdmin:
        return _refused(person_id)
    flash(_("%(name)s no longer has the role “%(role)s”.", name=person.name, role=words))
    return _back_to(person_id)


@blueprint.post("/verwaltung/personen/<int:person_id>/konto")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_account(person_id: int) -> Any:
    """Close or open the account, or end its sessions."""
    person = _person_or_404(person_id)
    actions = {"close": close_account, "open": open_account, "end_sessions": end_sessions_of}
    action = request.form.get("action", "")
    if action not in actions:
        abort(400)
    try:
        actions[action](current_user, person)
    except LastAdmin:
        return _refused(person_id)
    done = {
        "close": _("The account of %(name)s is closed."),
        "open": _("The account of %(name)s is open again."),
        "end_sessions": _("All sessions of %(name)s have ended."),
    }
    flash(done[action] % {"name": person.name})
    return _back_to(person_id)


@blueprint.post("/verwaltung/personen/<int:person_id>/anmeldedienst/<int:identity_id>")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_identity(person_id: int, identity_id: int) -> Any:
    """Link the account with whom the sign-in service knows, or end that."""
    person = _person_or_404(person_id)
    identity = next((one for one in identities_of(person) if one.id == identity_id), None)
    change = {"link": link_identity, "unlink": unlink_identity}.get(request.form.get("action", ""))
    if identity is None or change is None:
        abort(404 if identity is None else 400)
    change(current_user, identity, person)
    return _back_to(person_id)


def _person_or_404(person_id: int) -> Person:
    person = person_by_id(person_id) if person_id < LARGEST else None
    if person is None:
        abort(404)
    return person


def _page_of(person: Person, form: RoleForm, problem: str | None = None) -> str:
    day = today()
    current = person.current_grants
    return render_template(
        "accounts/administration/person.html",
        somebody=person,
        permissions=permissions_of(person) if person.active else [],
        current=_in_words(current),
        later=_in_words([g for g in person.grants if g.begins_on and g.begins_on > day]),
        ended=_in_words([g for g in person.grants if g.ends_on and g.ends_on < day]),
        identities=identities_of(person),
        invited=is_invited(person),
        factors=factors_of(person.id),
        form=form,
        problem=problem,
    )


def _in_words(grants: list[RoleGrant]) -> list[tuple[RoleGrant, str]]:
    return sorted(((held, reason_of(held)) for held in grants), key=lambda pair: pair[1])


def _refused(person_id: int) -> Any:
    db.session.rollback()
    form = RoleForm(formdata=None)
    form.prepare()
    problem = _("Nobody else is an administrator: give somebody else the role first.")
    return _page_of(_person_or_404(person_id), form, problem), 409


def _back_to(person_id: int) -> Any:
    return redirect(url_for("accounts.person_page", person_id=person_id), 303)
