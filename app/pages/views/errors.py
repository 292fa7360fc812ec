"""Pages for errors: what happened, that nothing is lost, what to do now."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, make_response, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from app.accounts.services import record_refusal
from app.shared.database import db
from app.shared.errors import DomainError
from app.shared.throttle import Throttled, count_quick, per_minute
from app.shared.transactions import commit_apart

SECONDS_UNTIL_RETRY = 30
NEVER_SHOWN = ("csrf_token", "password", "code")
ONE_LINE = per_minute(1)
# The parts of addresses that name a thing without saying anything about a person's text.
THINGS = ("number", "person_id", "grant_id", "template_id", "version", "key")
# Forms that a resident fills in; only there is what was typed offered again.
PUBLIC_FORMS = ("submissions.",)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Message:
    """Heading, what happened, and what to do now."""

    heading: LazyString
    text: LazyString
    advice: LazyString


GO_BACK = _l("Please go back and try again.")
UNEXPECTED = Message(
    _l("Something went wrong here"),
    _l("The mistake is ours, not yours. We have been told about it."),
    _l("Please try again later."),
)
MESSAGES = {
    400: Message(_l("This request could not be understood"), _l("Something was missing."), GO_BACK),
    403: Message(
        _l("You may not open this page"),
        _l("This page is for other people, or the request came from another website."),
        _l("If you think that you should see it, please ask the office."),
    ),
    404: Message(
        _l("This page does not exist"),
        _l("The address may be mistyped, or the contribution is not public."),
        _l("You can search, look for your Ortsteil, or check your contribution with its code."),
    ),
    405: Message(_l("This does not work this way"), _l("The page takes no such request."), GO_BACK),
    409: Message(
        _l("This is not possible any more"),
        _l("It has changed in the meantime."),
        _l("Please open the page again to see how it is now."),
    ),
    413: Message(
        _l("This is too large"),
        _l("The page takes less than what was sent."),
        _l("Please send a shorter text."),
    ),
    429: Message(
        _l("Too many tries"),
        _l("From your network there were many requests in a short time."),
        _l("Nothing is lost. Please wait a moment, then try again."),
    ),
    503: Message(
        _l("We cannot save at the moment"),
        _l("The platform is busy or being maintained."),
        _l("Nothing is lost: what you typed stands below. Please send it again soon."),
    ),
}
FORM_EXPIRED = Message(
    _l("This page was open for too long"),
    _l("For your safety a form can be sent only for a limited time."),
    _l("Nothing is lost. Please send it again."),
)


def init_errors(app: Flask) -> None:
    """Answer errors with our pages."""
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Throttled, _throttled)
    app.register_error_handler(DomainError, _not_possible)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(Exception, _unexpected)


def _form_expired(error: CSRFError) -> Any:
    return _page(400, FORM_EXPIRED)


def _message(code: int) -> Message:
    return MESSAGES.get(code, UNEXPECTED if code >= 500 else MESSAGES[400])


def _http_error(error: HTTPException) -> Any:
    code = error.code or 500
    if isinstance(error, SecurityError):  # a foreign host gets no page of ours
        return make_response(("Bad Request", 400, {"Content-Type": "text/plain"}))
    if code < 400:
        return error
    if code == 403:
        _remember_refusal()
    return _page(code, _message(code))


def _remember_refusal() -> None:
    """Keep in the audit trail who was refused what; once a minute for the same kind of address."""
    if g.get("without_database") or not current_user.is_authenticated or not request.endpoint:
        return
    try:
        count_quick(ONE_LINE, "refusal", str(current_user.id), request.endpoint)
        commit_apart(record_refusal, current_user.id, _address_in_words())
    except Throttled:
        db.session.rollback()
    except SQLAlchemyError:
        log.exception("A refusal could not be kept.")
        db.session.rollback()


def _address_in_words() -> str:
    """Name the address and the thing in it; names that could be somebody's stay out."""
    named = request.view_args or {}
    things = [str(value) for name, value in named.items() if name in THINGS]
    return " ".join([request.endpoint or "", *things])


def _throttled(error: Throttled) -> Any:
    response = _page(429, _message(429), retry_after=error.retry_after)
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _not_possible(error: DomainError) -> Any:
    return _page(409, _message(409))


def _database_gone(error: OperationalError) -> Any:
    log.error("The database did not answer: %s", type(error.orig).__name__)
    g.without_database = True
    response = _page(503, _message(503))
    response.headers["Retry-After"] = str(SECONDS_UNTIL_RETRY)
    return response


def _unexpected(error: Exception) -> Any:
    log.exception("Unexpected error in %s", request.endpoint)
    g.without_database = True
    return _page(500, _message(500))


def _page(code: int, message: Message, retry_after: int | None = None) -> Any:
    db.session.rollback()
    page = render_template(
        "pages/error.html",
        code=code,
        message=message,
        typed=_typed(),
        retry_after=retry_after,
    )
    return make_response(page, code)


def _typed() -> list[tuple[str, str]]:
    """What was typed into a public form, so that it can be sent again."""
    if request.method != "POST" or not (request.endpoint or "").startswith(PUBLIC_FORMS):
        return []
    try:
        pairs = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [(name, value) for name, value in pairs if name not in NEVER_SHOWN and value]
