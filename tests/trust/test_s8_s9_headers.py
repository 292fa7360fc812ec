"""S8, S9 (ASVS 3.4): every answer, errors and files included, carries the protecting headers."""

import json

import pytest

from app.shared.assets import DIST
from app.shared.security import CONTENT_SECURITY_POLICY

CSS = json.loads((DIST / "manifest.json").read_text())["site.css"]
ANSWERS = [("/", 200), ("/beitrag/neu", 200), ("/gibt-es-nicht", 404), ("/moderation/", 303),
           ("/healthz", 200), (f"/static/{CSS}", 200), ("/static/nichts.css", 404)]  # fmt: skip


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in answer.headers
    assert "X-Kept-Ready" not in answer.headers


def test_the_policy_allows_nothing_unsafe():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY


def test_over_https_browsers_are_told_to_stay_there(make_app):
    app = make_app(BASE_URL="https://mitreden.example.org", APP_ENV="production")
    answer = app.test_client().get("/", base_url="https://mitreden.example.org")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client, method):
    assert client.open("/", method=method).status_code in (400, 405)


def test_files_are_kept_for_a_year_under_hashed_names(client):
    answer = client.get(f"/static/{CSS}", headers={"Accept-Encoding": "br, gzip"})
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < 20_000


def test_a_kept_page_is_zipped_and_not_sent_twice(client):
    first = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    tag = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": "gzip"}
    assert client.get("/", headers=tag).status_code == 304
