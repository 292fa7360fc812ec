"""Pages that the law asks for."""

from typing import Any

from flask import render_template

from app.moderation.queries import house_rules as rules_in_use
from app.pages.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready
from app.submissions.services import NOTICE_VERSION


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
    return render_template("pages/privacy.html", notice_version=NOTICE_VERSION)


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
