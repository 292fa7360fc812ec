"""S2 (ASVS 3.3): cookies are narrow, and reading sets none."""

import pytest

from tests.factories import PASSWORD, make_person, make_submission
from tests.moderation.test_concerns import make_concern

READ = [
    "/",
    "/ortsteile/",
    "/ortsteile/rieth",
    "/beteiligungen/",
    "/beteiligungen/dauerbeteiligung",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
    "/rueckmeldung",
    "/leichte-sprache",
    "/katalog",
    "/anliegen/",
    "/healthz",
    "/readyz",
    "/gibt-es-nicht",
]


@pytest.mark.parametrize("path", READ)
def test_reading_sets_no_cookie(client, path):
    assert "Set-Cookie" not in client.get(path).headers


def test_reading_a_contribution_sets_no_cookie(app, client):
    with app.app_context():
        number = make_submission(status="published").public_number
    assert "Set-Cookie" not in client.get(f"/beitrag/{number}").headers


def test_reading_a_concern_sets_no_cookie(app, client):
    with app.app_context():
        number = make_concern()[0].public_number
    assert "Set-Cookie" not in client.get(f"/anliegen/{number}").headers


def test_over_https_the_cookie_is_bound_to_this_host(make_app):
    app = make_app(BASE_URL="https://mitreden.example.org", APP_ENV="production")
    with app.app_context():
        email = make_person("organisation").email
    client = app.test_client()
    site = {"base_url": "https://mitreden.example.org"}
    page = client.get("/anmelden", **site)
    from tests.inspecting_client import hidden_fields

    data = hidden_fields(page, "/anmelden") | {"email": email, "password": PASSWORD}
    referrer = {"Referer": "https://mitreden.example.org/anmelden"}
    answer = client.post("/anmelden", data=data, headers=referrer, **site)
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-ortsstimme=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain=" not in cookie


def test_the_language_is_kept_only_when_chosen(client):
    answer = client.get("/sprache/en?next=/ortsteile/")
    assert (answer.status_code, answer.location) == (303, "/ortsteile/")
    assert answer.headers["Set-Cookie"].startswith("lang=en;")
    assert '<html lang="en"' in client.get("/").text
    assert client.get("/sprache/xx").headers.get("Set-Cookie") is None
