"""For administrators: mails that wait, and mails that could not be sent."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts.policy import is_admin
from app.pages.queries import PAGE_LENGTH
from app.pages.services.outbox import let_go, send_again
from app.pages.views import blueprint
from app.shared.access import allowed_to
from app.shared.jobs import Job
from app.shared.mail import can_send
from app.shared.outbox import all_failed_mails, failed_mail, failed_mails, mail_figures
from app.shared.paging import read_position
from app.shared.transactions import commits

KIND_LABELS: dict[str, LazyString] = {
    "submission_mail": _l("News about a contribution"),
    "team_mail": _l("Reminder to the team"),
    "council_mail": _l("Deadlines and answers of councils"),
    "account_mail": _l("About an account"),
    "digest_mail": _l("Weekly mail"),
    "organisation_mail": _l("About an organisation"),
    "follow_mail": _l("News for a follower"),
    "follow_confirm_mail": _l("Confirming that somebody follows"),
}
REASONS: dict[str, LazyString] = {
    "MailRefused": _l("refused for good"),
    "MailDelayed": _l("not taken for now"),
    "MailServerAway": _l("our mail server does not answer"),
    "MailCutOff": _l("cut off in the middle"),
    "MailNotConfigured": _l("no mail server is set"),
}


@blueprint.get("/verwaltung/post")
@allowed_to(is_admin)
def outbox() -> Any:
    """Show how many mails wait, and those that were given up, newest first."""
    position = read_position(request.args.get("vor"))
    return render_template(
        "pages/outbox.html",
        figures=mail_figures(),
        page=failed_mails(position, PAGE_LENGTH),
        is_first=position is None,
        labels=KIND_LABELS,
        reason=reason,
        can_send=can_send(),
    )


@blueprint.post("/verwaltung/post")
@allowed_to(is_admin)
@commits
def resend_mails() -> Any:
    """Have all mails that were given up tried again."""
    send_again(current_user, all_failed_mails())
    flash(_("They are sent again now."))
    return redirect(url_for("pages.outbox"), 303)


@blueprint.post("/verwaltung/post/<int:job_id>/senden")
@allowed_to(is_admin)
@commits
def resend_mail(job_id: int) -> Any:
    """Have one mail tried again."""
    send_again(current_user, [_mail_or_404(job_id)])
    flash(_("The mail is sent again now."))
    return redirect(url_for("pages.outbox"), 303)


@blueprint.post("/verwaltung/post/<int:job_id>/loeschen")
@allowed_to(is_admin)
@commits
def delete_mail(job_id: int) -> Any:
    """Delete one mail that was given up."""
    let_go(current_user, _mail_or_404(job_id))
    flash(_("The mail is deleted."))
    return redirect(url_for("pages.outbox"), 303)


def reason(mail: Job) -> str:
    """Return in words why a mail could not be sent, with what the server answered."""
    name, _colon, detail = (mail.last_error or "").partition(": ")
    return f"{REASONS[name]} ({detail})" if name in REASONS else name


def _mail_or_404(job_id: int) -> Job:
    mail = failed_mail(job_id)
    if mail is None:
        abort(404)
    return mail
