"""The weekly digest: the mail, and the page where somebody switches it off."""

import datetime as dt
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Person
from app.pages.queries.digests import DIGEST_ROLES, digest_of, wants_digest
from app.pages.services.digests import want_digest
from app.pages.views import blueprint
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.i18n import DEFAULT
from app.shared.jobs import Job, handles
from app.shared.mail import send, unsubscribe_address
from app.shared.transactions import commits


@blueprint.get("/konto/mitteilungen")
@signed_in
def notices() -> Any:
    """Say which mails come, and let the weekly one be switched off."""
    return render_template(
        "pages/notices.html",
        has_digest=bool(current_user.roles & DIGEST_ROLES),
        is_wanted=wants_digest(current_user),
    )


@blueprint.post("/konto/mitteilungen")
@signed_in
@commits
def send_notices() -> Any:
    """Switch the weekly mail on or off."""
    is_wanted = request.form.get("digest") == "on"
    want_digest(current_user.id, is_wanted)
    flash(_("You get the weekly mail.") if is_wanted else _("You no longer get the weekly mail."))
    return redirect(url_for("pages.notices"), 303)


@handles("digest_mail")
def send_digest(job: Job) -> None:
    """Send the digest of a week; nothing if there is nothing to tell, or nobody wants it."""
    person = db.session.get(Person, job.payload["person_id"])
    if person is None or not person.active or not wants_digest(person):
        return
    monday = dt.date.fromisoformat(job.payload["monday"])
    digest = digest_of(person, monday)
    if not digest.has_news:
        return
    ends, address = unsubscribe_address("woche", str(person.id)), person.email
    base_url = current_app.config["SETTINGS"].base_url
    with force_locale(DEFAULT):
        template = current_app.jinja_env.get_template("pages/digest.txt")
        text = template.render(digest=digest, monday=monday, ends=ends, base_url=base_url)
    subject, _separator, body = text.partition("\n")
    db.session.rollback()
    send(address, subject.strip(), body.strip(), f"ortsstimme-{job.id}", ends)
