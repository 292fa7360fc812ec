"""Pages that the law asks for."""

from string import Template
from typing import Any

from flask import abort, current_app, render_template

from app.moderation.queries import house_rules as rules_in_use
from app.pages.views import blueprint
from app.pages.views.frame import operator
from app.shared.access import public
from app.shared.i18n import page_language, text_in
from app.shared.page_cache import kept_ready
from app.shared.text import from_markdown
from app.submissions.services import Notice, current_notice, notice_with, notices


@blueprint.get("/barrierefreiheit")
@public
@kept_ready
def accessibility() -> Any:
    """Show the accessibility statement (Directive (EU) 2016/2102, ThürBITVO)."""
    return render_template("pages/accessibility.html")


@blueprint.get("/datenschutz")
@public
@kept_ready
def privacy() -> Any:
    """Show the privacy notice (Art. 13 DSGVO)."""
    return _notice_page(current_notice())


@blueprint.get("/datenschutz/<notice_version>")
@public
def privacy_version(notice_version: str) -> Any:
    """Show the version of the notice that is stored with a contribution."""
    found = notice_with(notice_version)
    if found is None:
        abort(404)
    return _notice_page(found)


@blueprint.get("/impressum")
@public
@kept_ready
def imprint() -> Any:
    """Show who runs the platform (§ 5 DDG)."""
    return render_template("pages/imprint.html")


@blueprint.get("/leichte-sprache")
@public
@kept_ready
def easy_language() -> Any:
    """Explain the platform in easy language; marked as an unchecked draft."""
    return render_template("pages/easy_language.html")


@blueprint.get("/rueckmeldung")
@public
@kept_ready
def feedback() -> Any:
    """Say how to report a barrier."""
    return render_template("pages/feedback.html")


@blueprint.get("/hausregeln")
@public
@kept_ready
def house_rules() -> Any:
    """Say for which reasons a contribution is not published."""
    return render_template("pages/house_rules.html", rules=rules_in_use())


def _notice_page(notice: Notice) -> str:
    filled = Template(text_in(notice.long)).safe_substitute(_about_operator())
    return render_template(
        "pages/privacy.html",
        notice=notice,
        text=from_markdown(filled),
        is_translated=page_language().code in notice.long,
        is_current=notice == current_notice(),
        others=[other for other in reversed(notices()) if other != notice],
    )


def _about_operator() -> dict[str, str]:
    known = operator()
    return {
        "city": current_app.config["SETTINGS"].city_name,
        "office": known.office,
        "address": known.address,
        "email": known.email,
        "officer": known.data_protection_officer,
        "basis": known.legal_basis,
        "authority": known.supervisory_authority,
    }
