"""P3: the notice is versioned, each contribution names the version shown, every form links it."""

import re

import pytest
import time_machine
from justhtml import JustHTML
from sqlalchemy import select

from app.shared.database import db
from app.shared.errors import InvalidData
from app.submissions.models import Submission
from app.submissions.services import current_notice, notices
from tests.factories import make_submission
from tests.trust.test_s1_forged_requests import addresses

OWN = """
valid_from: {day}
short: {{de: Kurz und neu.}}
long: {{de: "## Neu\\n\\n${{city}} <script>x</script>"}}
"""
# Signing in collects nothing; the addresses are those of accounts that exist.
OF_ACCOUNTS = ("/anmelden", "/konto", "/passwort", "/einladung", "/meine-daten/konto")


def write_own(folder, name="2026-12", day="2026-11-20"):
    own = folder / "notices"
    own.mkdir(exist_ok=True)
    (own / f"{name}.yaml").write_text(OWN.format(day=day))


def test_the_version_shown_is_stored_with_the_contribution(app, tmp_path):
    with app.app_context(), time_machine.travel("2026-11-25", tick=False) as clock:
        make_submission(text="Erster Text")
        first = current_notice().version
        write_own(tmp_path)
        clock.shift(1)
        make_submission(text="Zweiter Text")
        stored = db.session.scalars(select(Submission.notice_version).order_by(Submission.id)).all()
        assert stored == [first, current_notice().version]
        assert stored[0] != stored[1]


def test_another_text_is_another_version_under_the_same_name(app, tmp_path):
    write_own(tmp_path)
    with app.app_context():
        before = current_notice().version
        file = tmp_path / "notices" / "2026-12.yaml"
        file.write_text(file.read_text().replace("Kurz", "Knapp"))
        assert current_notice().version != before
        assert before.startswith("2026-12-")


def test_a_version_of_the_future_is_not_in_force_yet(app, tmp_path):
    write_own(tmp_path, "2999-01", "2999-01-01")
    with app.app_context():
        assert current_notice().version.startswith("2026-11-")
        assert len(notices()) == 2


def test_on_a_clock_that_is_wrong_there_is_a_notice_nevertheless(app):
    with app.app_context(), time_machine.travel("2020-01-01"):
        assert current_notice().version.startswith("2026-11-")


def test_the_page_shows_the_version_in_force_and_former_ones(client, app, tmp_path):
    shipped = client.get("/datenschutz").text
    version = re.search(r"2026-11-[0-9a-f]{6}", shipped)[0]
    assert "Amt für Soziales" in shipped
    assert "$" not in shipped
    write_own(tmp_path)
    page = client.get("/datenschutz?neu").text
    assert "Neu</h2>" in page
    assert "<script>x" not in page
    former = client.get(f"/datenschutz/{version}")
    assert "andere Fassung" in former.text
    assert "Neu</h2>" not in former.text
    assert client.get("/datenschutz/2020-01-000000").status_code == 404


def test_the_notice_is_there_in_english(client):
    page = client.get("/datenschutz?lang=en").text
    assert "Who is responsible?" in page
    assert "Kurz gesagt" not in page


@pytest.mark.parametrize("text", ["x: 1", "- 1", "valid_from: 2026-01-01\nshort: {de: a}"])
def test_a_file_that_is_no_notice_is_refused(app, tmp_path, text):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "2026-12.yaml").write_text(text)
    with app.app_context(), pytest.raises(InvalidData, match=r"2026-12\.yaml"):
        notices()


def collects(main):
    """Whether a form of the page takes in words or an address."""
    fields = main.query("form[method=post] textarea") + main.query("form[method=post] [type=email]")
    return bool(fields)


def test_every_form_that_collects_something_links_the_notice(make_app):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    with app.app_context():
        number = make_submission(text="Ein Text").public_number
    client = app.test_client()
    with client.session_transaction() as session:
        session["opened"] = number
    found, silent = set(), []
    for url in [*addresses(app, {"GET"}), "/beitrag/neu?ansicht=kurz"]:
        answer = client.get(url)
        if (
            answer.mimetype != "text/html"
            or answer.status_code != 200
            or url.startswith(OF_ACCOUNTS)
        ):
            continue
        main = JustHTML(answer.text, sanitize=False).query("main")[0]
        if collects(main):
            found.add(url)
            links = [link.attrs.get("href") for link in main.query("a")]
            silent += [] if "/datenschutz" in links else [url]
    assert {"/beitrag/neu?ansicht=kurz", "/beitrag/status", "/meine-daten/widerspruch"} <= found
    assert not silent
