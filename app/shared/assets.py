"""Addresses of built files: hashed names, so that browsers may keep them for a year."""

import json
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

DIST = Path(__file__).parent.parent / "static" / "dist"
YEAR = 365 * 24 * 3600


class AssetsMissing(RuntimeError):
    """The built files are not there: run `make assets`."""


def init_assets(app: Flask, headers: dict[str, str]) -> None:
    """Serve the built files, precompressed and with the security headers, and offer `asset()`."""
    manifest = DIST / "manifest.json"
    if not manifest.is_file():
        raise AssetsMissing("app/static/dist/manifest.json is missing: run `make assets`.")
    names: dict[str, str] = json.loads(manifest.read_text())
    app.jinja_env.globals["asset"] = lambda name: f"/static/{names[name]}"

    def add_headers(served: Any, path: str, url: str) -> None:
        for name, value in headers.items():
            served[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        prefix="static/",
        max_age=YEAR,
        immutable_file_test=lambda path, url: True,
        add_headers_function=add_headers,
    )


def stylesheet(name: str) -> str:
    """Return a built stylesheet as text, for a file that stands alone."""
    names: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    return (DIST / names[name]).read_text()
