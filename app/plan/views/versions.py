"""The plan as it was adopted, as it stands, and what is different between the two."""

from typing import Any

from flask import Response, abort, render_template, request
from flask_login import current_user

from app.plan.models import PlanVersion
from app.plan.policy import may_adopt_plan, works_on_plan
from app.plan.queries.coverage import coverage
from app.plan.queries.plan_content import Content, working_state
from app.plan.queries.plan_differences import differences
from app.plan.queries.plan_versions import all_plan_versions, newest_plan_version, plan_version
from app.plan.queries.portions import portion, summary
from app.plan.views import blueprint
from app.shared.access import allowed_to, public
from app.shared.canonical import canonical_json

LIST_LENGTH = 50
WORKING = "stand"


@blueprint.get("/fassungen")
@public
def versions() -> Any:
    """List the adopted versions, the newest first."""
    return render_template("plan/versions.html", versions=all_plan_versions())


@blueprint.get("/fassungen/<int:version>")
@public
def version(version: int) -> Any:
    """Show an adopted version from what it keeps, never from what is stored today."""
    found = _version_or_404(version)
    return _plan_page("plan/version.html", found.content, version=found)


@blueprint.get("/fassungen/<int:version>.json")
@public
def version_file(version: int) -> Response:
    """Hand out the content as the bytes that the SHA-256 is made of."""
    return Response(canonical_json(_version_or_404(version).content), mimetype="application/json")


@blueprint.get("/fassungen/<int:version>/<number>")
@public
def version_measure(version: int, number: str) -> Any:
    """Show one measure as the version has it."""
    found = _version_or_404(version)
    return _measure_page(found.content, number, version=found)


@blueprint.get("/arbeit/stand")
@allowed_to(works_on_plan)
def working() -> Any:
    """Show the plan as an adopted version of today would be."""
    return _plan_page(
        "plan/working.html",
        working_state(),
        newest=newest_plan_version(),
        coverage=coverage(),
        may_adopt=may_adopt_plan(current_user),
    )


@blueprint.get("/fassungen/vergleich")
@public
def comparison() -> Any:
    """Say what is different between two versions; the working state is for those who write it."""
    older, newer = request.args.get("von", ""), request.args.get("bis", "")
    found = differences(_content(older), _content(newer))
    after = request.args.get("vor", "")
    return render_template(
        "plan/comparison.html",
        found=found,
        older=older,
        newer=newer,
        working=WORKING,
        page=portion(found.measures, lambda one: one.number, after, LIST_LENGTH),
        is_first=not after,
    )


def _content(name: str) -> Content:
    if name == WORKING and current_user.is_authenticated and works_on_plan(current_user):
        return working_state()
    return _version_or_404(int(name) if name.isdecimal() else 0).content  # type: ignore[no-any-return]


def _plan_page(template: str, content: Content, **context: Any) -> Any:
    after = request.args.get("vor", "")
    measures = content["measures"]
    page = portion(measures, lambda one: str(one["number"]), after, LIST_LENGTH)
    return render_template(
        template,
        content=content,
        summary=summary(content),
        page=page,
        is_first=not after,
        **context,
    )


def _measure_page(content: Content, number: str, **context: Any) -> Any:
    found = next((one for one in content["measures"] if one["number"] == number.upper()), None)
    if found is None:
        abort(404)
    return render_template(
        "plan/version_measure.html", measure=found, codes=content["codes"], **context
    )


def _version_or_404(number: int) -> PlanVersion:
    found = plan_version(number) if number < 2**31 else None
    if found is None:
        abort(404)
    return found
