"""How offices cut the city: the schemes, their versions, and where two of them differ."""

from typing import Any

from flask import abort, render_template, request

from app.areas.queries import area_map, schemes
from app.insights.queries.schemes import (
    all_versions,
    crossings,
    cut_of,
    named_version,
    same_zones,
    split_zones,
    versions_of,
)
from app.insights.views import blueprint
from app.shared.access import public
from app.shared.page_cache import kept_ready


@blueprint.get("/gliederungen")
@public
@kept_ready
def area_schemes() -> Any:
    """List the schemes with their versions, sources, and what they leave out."""
    cuts = [cut_of(scheme) for scheme in schemes()]
    return render_template("insights/schemes.html", cuts=cuts, versions=all_versions())


@blueprint.get("/gliederungen/<key>")
@public
@kept_ready
def area_scheme(key: str) -> Any:
    """Show a version of a scheme (`version`, else the newest) on the map and as a table."""
    number = request.args.get("version", "")
    scheme = named_version(f"{key}:{number}" if number else key)
    if scheme is None:
        abort(404)
    cut = cut_of(scheme)
    return render_template(
        "insights/scheme.html", cut=cut, map=area_map(), versions=versions_of(key)
    )


@blueprint.get("/gliederungen/vergleich")
@public
@kept_ready
def compare_schemes() -> Any:
    """Show where two versions (`a`, `b`: `key` or `key:version`) cut the city differently."""
    wished = [named_version(request.args.get(name, "")) for name in ("a", "b")]
    here, there = (cut_of(scheme) if scheme else None for scheme in wished)
    if here is None or there is None:
        return render_template("insights/scheme_choice.html", versions=all_versions())
    met = crossings(here, there)
    turned = crossings(there, here)
    return render_template(
        "insights/scheme_comparison.html",
        here=here,
        there=there,
        met=met,
        same=same_zones(met),
        split=[(here, there, split_zones(met)), (there, here, split_zones(turned))],
        versions=all_versions(),
    )
