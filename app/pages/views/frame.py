"""What stands around every page: names, languages, links, the person signed in."""

import functools
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import (
    is_admin,
    is_auditor,
    is_in_an_organisation,
    is_moderator,
    is_on_a_council,
    may_code_second,
    may_export,
)
from app.councils.policy import works_on_deadlines
from app.pages.models import Operator
from app.pages.queries import read_operator
from app.plan.policy import works_on_plan
from app.shared.i18n import LANGUAGES, page_language
from app.submissions.policy import may_hold_workshops
from app.submissions.queries import number_in

VERSION = "0.1.0"


@dataclass(frozen=True)
class Link:
    """A link of the frame, perhaps with a number behind it."""

    label: str
    url: str
    endpoint: str
    count: int | None = None


@dataclass(frozen=True)
class PublicLinks:
    """The links of every page, whoever reads it."""

    header: tuple[Link, ...]
    footer: tuple[Link, ...]


@dataclass(frozen=True)
class LanguageLink:
    """A language to switch to."""

    code: str
    name: str
    url: str
    is_current: bool


def init_frame(app: Flask) -> None:
    """Offer the frame to all templates."""
    app.extensions["ortsstimme.operator"] = read_operator(app.config["SETTINGS"].instance)
    app.context_processor(frame)


def operator() -> Operator:
    """Return who runs the platform."""
    found: Operator = current_app.extensions["ortsstimme.operator"]
    return found


def frame() -> dict[str, Any]:
    """Return the variables of the frame; the database is not asked for anonymous readers."""
    language = page_language()
    signed_in = has_request_context() and not g.get("without_database") and _somebody()
    links = _public_links(language.code, request.script_root)
    return {
        "page_language": language.code,
        "page_direction": language.direction,
        "site_name": "Ortsstimme",
        "city_name": current_app.config["SETTINGS"].city_name,
        "sign_in_service": _sign_in_service(),
        "base_url": current_app.config["SETTINGS"].base_url,
        "languages": _languages(language.code),
        "person": current_user if signed_in else None,
        "staff_links": _desks() if signed_in else [],
        "header_links": links.header,
        "footer_links": links.footer,
        "app_version": VERSION,
        "operator": operator(),
    }


def _sign_in_service() -> str | None:
    own = current_app.config["SETTINGS"].openid
    return own.name if own else None


def _somebody() -> bool:
    return bool(current_user.is_authenticated)


def _languages(current: str) -> list[LanguageLink]:
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return [
        LanguageLink(
            language.code,
            language.name,
            url_for("pages.language", code=language.code, next=here),
            language.code == current,
        )
        for language in LANGUAGES
    ]


@functools.lru_cache(maxsize=16)
def _public_links(language: str, root: str) -> PublicLinks:
    """Return the links in the language of the page, below where the platform is mounted.

    They are the same on all pages: building their addresses anew costs as much as a query.
    """
    return PublicLinks(_header(), _footer())


def _header() -> tuple[Link, ...]:
    return (
        _link(_("Ortsteile"), "pages.areas"),
        _link(_("Consultations"), "pages.consultations"),
        _link(_("Concerns"), "pages.concerns"),
        _link(_("The plan"), "plan.index"),
        _link(_("My contribution"), "submissions.status"),
        _link(_("Search"), "pages.search"),
    )


def _footer() -> tuple[Link, ...]:
    return (
        _link(_("Statistics"), "insights.statistics"),
        _link(_("Indicators"), "insights.indicators"),
        _link(_("Area schemes"), "insights.area_schemes"),
        _link(_("Catalogue"), "pages.codes"),
        _link(_("Organisations"), "pages.organisations"),
        _link(_("Rules"), "pages.house_rules"),
        _link(_("Accessibility"), "pages.accessibility"),
        _link(_("Easy language"), "pages.easy_language"),
        _link(_("Privacy"), "pages.privacy"),
        _link(_("My data"), "privacy.my_data"),
        _link(_("Imprint"), "pages.imprint"),
        _link(_("Feedback"), "pages.feedback"),
    )


def _desks() -> list[Link]:
    desks = []
    if is_moderator(current_user):
        waiting = number_in("received")
        desks.append(_link(_("Moderation"), "moderation.queue", waiting))
    elif may_code_second(current_user):
        desks.append(_link(_("Second coding"), "moderation.second_coding"))
    if is_on_a_council(current_user):
        desks.append(_link(_("Ortsteil council"), "councils.desk"))
    if is_in_an_organisation(current_user):
        desks.append(_link(_("Organisation"), "organisations.desk"))
    if may_hold_workshops(current_user):
        desks.append(_link(_("Workshops"), "organisations.workshops"))
    if works_on_deadlines(current_user):
        desks.append(_link(_("Deadlines"), "councils.deadlines"))
    if works_on_plan(current_user):
        desks.append(_link(_("Plan"), "plan.desk"))
    if may_export(current_user):
        desks.append(_link(_("Exports"), "exports.index"))
    if is_admin(current_user):
        desks.append(_link(_("Privacy requests"), "privacy.requests"))
        desks.append(_link(_("Administration"), "accounts.people"))
        desks.append(_link(_("Organisations"), "organisations.administration"))
        desks.append(_link(_("Mails"), "pages.outbox"))
    elif is_auditor(current_user):
        desks.append(_link(_("Audit trail"), "accounts.trail"))
    return desks


def _link(label: str, endpoint: str, count: int | None = None) -> Link:
    return Link(label, url_for(endpoint), endpoint, count)
