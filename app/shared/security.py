"""What every response and every request must satisfy (trust.md S1, S8, S9, S21)."""

from urllib.parse import urlsplit

from flask import Flask, Response, request, session
from flask_wtf import CSRFProtect
from werkzeug.exceptions import Forbidden, MethodNotAllowed

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

csrf = CSRFProtect()


def security_headers(secure: bool) -> dict[str, str]:
    """Return the headers that stand on every answer, files and errors included."""
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return headers


def init_security(app: Flask, headers: dict[str, str]) -> None:
    """Check where writing requests come from, and put the headers on every answer."""
    csrf.init_app(app)
    # Registered after CSRFProtect on purpose would be too late: a foreign origin is told 403 first.
    app.before_request_funcs.setdefault(None, []).insert(0, _refuse_foreign_writes)

    ours = [(name.lower(), (name, value)) for name, value in headers.items()]

    @app.after_request
    def add_headers(response: Response) -> Response:
        present = {name.lower() for name, _ in response.headers}
        response.headers.extend(pair for name, pair in ours if name not in present)
        if "cache-control" not in present:
            response.headers.add("Cache-Control", _caching(response))
        response.headers.add("Vary", "Cookie, Accept-Language")
        return response


def _refuse_foreign_writes() -> None:
    if request.method == "TRACE":
        raise MethodNotAllowed
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise Forbidden


def _caching(response: Response) -> str:
    personal = "Set-Cookie" in response.headers or request.method not in SAFE_METHODS
    return "no-store" if personal or session.get("sign_in") else "no-cache"
