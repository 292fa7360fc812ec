"""The report to read, to write, to release and to take away."""

import hashlib

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.reports.models import ReportVersion
from app.reports.queries import latest_version, report_of, version_of
from app.reports.services import Damaged, content_of
from app.shared.database import db
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from tests.factories import make_measure, make_submission
from tests.page_checks import read_page
from tests.reports.making import a_year_of_measures, on, with_money_and_effect

WORK = "/plan/bericht/arbeit"
YEAR = f"{WORK}/2026"
PUBLIC = "/plan/bericht/2026"


def read(answer):
    return read_page(answer.get_data(as_text=True))


def begin(client, day="2026-10-31"):
    return client.post_form(WORK, {"day": day})


def write(client, **texts):
    cover = {"title": "Umsetzungsbericht 2026", "office": "Amt für Soziales"}
    return client.post_form(YEAR, cover | texts)


def release(client, note=""):
    return client.post_form(f"{YEAR}/freigeben", {"note": note})


@pytest.fixture
def released(app, client_of):
    """A released report of a full year; returns the client of who released it."""
    with app.app_context():
        a_year_of_measures()
        with on(2026, 5, 1):
            with_money_and_effect(make_measure("Mit Geld", status="agreed", area_ids=(1,)))
            make_submission(status="published", codes=("field:wohnen", "target:senioren"))
    client = client_of("moderator")
    begin(client)
    write(client, plain="Es ging **voran**.\n\n### Und\n\n- eins\n- zwei", number="0123/27")
    assert release(client).status_code == 303
    return client


def test_a_released_report_is_read_by_everybody(released, client):
    page = client.get(PUBLIC)
    text = page.get_data(as_text=True)
    for words in ("<strong>voran</strong>", "0123/27", "31. Oktober 2026", "Wird fertig"):
        assert words in text
    for number in ("3.000,50\xa0€", "900,25\xa0€", "12,5"):
        assert number in text
    assert "Nur ein Vorschlag" not in text
    assert "SHA-256" in text
    assert client.get("/plan/bericht/").get_data(as_text=True).count("/plan/bericht/2026") == 1


def test_the_report_stays_german_on_an_english_page(released, client):
    text = client.get(f"{PUBLIC}?lang=en").get_data(as_text=True)
    assert "Was sich bewegt hat" in text
    assert "Versions of this report" in text


def test_nobody_reads_a_draft(app, client, client_of):
    planner = client_of("planner")
    begin(planner)
    assert client.get(PUBLIC).status_code == 404
    assert client.get(f"{YEAR}/vorschau").status_code == 303
    assert planner.get(f"{YEAR}/vorschau").status_code == 200
    assert client_of("council").get(f"{YEAR}/vorschau").status_code == 403


def test_every_link_of_the_report_leads_somewhere(released, client):
    page = read(client.get(PUBLIC))
    article = page.query("article")[0]
    found = {link.attrs["href"] for link in article.query("a")}
    ids = {one.attrs["id"] for one in page.query("[id]")}
    assert {one[1:] for one in found if one.startswith("#")} <= ids
    pages = sorted(one for one in found if one.startswith("/"))
    answers = {url: client.get(url).status_code for url in pages}
    assert len(pages) > 60
    assert not {url: code for url, code in answers.items() if code != 200}


def test_numbers_of_people_who_may_not_release(client_of):
    planner = client_of("planner")
    begin(planner)
    assert write(planner, plain="Text").status_code == 303
    assert "freigeben" not in planner.get(YEAR).get_data(as_text=True)
    assert planner.get(f"{YEAR}/freigeben").status_code == 403


def test_sections_and_cover_of_the_year_before_are_where_a_new_report_begins(app, client_of):
    client = client_of("moderator")
    begin(client, "2026-10-31")
    write(client, plain="Im letzten Jahr", office="Amt 50")
    begin(client, "2027-12-31")
    text = client.get(f"{WORK}/2027").get_data(as_text=True)
    assert "Im letzten Jahr" in text
    assert "Amt 50" in text


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Bitte wählen Sie einen Tag"),
        ("gestern", "gestern"),
        ("1999-12-31", "Tag zwischen 2000 und 2100"),
        ("2026-01-01", "schon einen Bericht"),
    ],
)
def test_a_day_that_no_report_can_have_is_refused_at_the_field(client_of, day, message):
    client = client_of("moderator")
    begin(client)
    answer = begin(client, day)
    assert answer.status_code == 422
    assert message in answer.get_data(as_text=True)


def test_what_is_wrong_comes_back_as_typed(client_of):
    client = client_of("moderator")
    begin(client)
    answer = write(client, title="", plain="x" * 20_001, money="Alles gut")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "x" * 20_001 in text
    assert "Alles gut" in text
    with_error = read(answer).query(".error-summary a")
    assert {link.attrs["href"] for link in with_error} == {"#title", "#plain"}


def test_two_who_write_at_once_see_both_texts(app, client_of):
    first, second = client_of("planner"), client_of("moderator")
    begin(first)
    opened = second.get(YEAR)
    write(first, plain="Zuerst gespeichert")
    answer = second.send_on(
        opened, {"title": "T", "office": "O", "plain": "Mein <b>Text</b>"}, to=YEAR
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Zuerst gespeichert" in text
    assert "Mein &lt;b&gt;Text&lt;/b&gt;" in text
    with app.app_context():
        assert report_of(2026).sections == {"plain": "Zuerst gespeichert"}


def test_a_report_of_a_day_that_has_not_come_is_not_released(app, client_of):
    client = client_of("moderator")
    begin(client, "2031-12-31")
    page = client.get(f"{WORK}/2031/freigeben")
    assert "wenn dieser Tag da ist" in page.get_data(as_text=True)
    data = {"csrf_token": client.token(), "version": "1"}
    answer = client.post(f"{WORK}/2031/freigeben", data=data)
    assert answer.status_code == 409
    with app.app_context():
        assert latest_version(2031) is None


def test_a_correction_says_what_it_corrects_and_leaves_the_first_version_alone(
    app, released, client
):
    write(released, plain="Berichtigt")
    first = client.get(PUBLIC).get_data(as_text=True)
    assert "Berichtigt" not in first
    refused = release(released)
    assert refused.status_code == 422
    assert "was diese Fassung berichtigt" in refused.get_data(as_text=True)
    assert release(released, "Die Zahl der Bänke war falsch.").status_code == 303
    newest = client.get(PUBLIC).get_data(as_text=True)
    assert "Berichtigt" in newest
    assert "Die Zahl der Bänke war falsch." in newest
    earlier = client.get(f"{PUBLIC}/1").get_data(as_text=True)
    assert "Berichtigt" not in earlier
    assert "neuere Fassung" in earlier


def test_a_released_version_never_changes(app, released):
    with app.app_context():
        before = version_of(2026, 1).sha256
        secretly = update(ReportVersion).values(change_note="heimlich")
        for changing in (secretly, delete(ReportVersion)):
            begin_writing()
            with pytest.raises(IntegrityError):
                db.session.execute(changing)
            db.session.rollback()
        assert content_of(version_of(2026, 1))["cover"]["change_note"] == ""
        assert version_of(2026, 1).sha256 == before


def test_later_changes_of_the_plan_do_not_reach_a_released_report(app, released, client):
    with app.app_context():
        make_measure("Viel später", status="agreed")
    assert "Viel später" not in client.get(PUBLIC).get_data(as_text=True)


def test_files_are_made_in_the_background_and_anew_byte_by_byte_the_same(app, released, client):
    page = f"{WORK}/2026/dateien/1"
    assert released.get(page).headers["Refresh"] == "2"
    assert released.get(f"{page}/stand").json["ready"] is False
    assert client.get(f"{PUBLIC}/1/html").status_code == 404
    first = make(app, released, client)
    assert released.post_form(page, {}).status_code == 303
    assert make(app, released, client) == first
    text = first[f"{PUBLIC}/1/html"].decode()
    assert "<style>" in text
    assert "@font-face" not in text
    assert 'href="/' not in text
    assert hashlib.sha256(text.encode()).hexdigest() in released.get(page).get_data(as_text=True)


def make(app, released, client):
    with app.app_context():
        while run_one():
            pass
    assert released.get(f"{WORK}/2026/dateien/1/stand").json["ready"] is True
    links = read(client.get(PUBLIC)).query(".report-formats a")
    client.inspects = False  # files for the disk: their styles are in them
    files = {link.attrs["href"]: client.get(link.attrs["href"]).data for link in links}
    formats = {url.rpartition("/")[2] for url in files}
    assert formats == {"pdf", "docx", "xlsx", "html", "json"}
    client.inspects = True
    return files


def test_the_command_writes_what_was_released_with_its_sums(app, released, tmp_path):
    folder = tmp_path / "out"
    wanted = ["reports", "write", "--date", "2026-10-31", "--output", str(folder)]
    result = app.test_cli_runner().invoke(args=wanted)
    assert result.exit_code == 0, result.output
    assert "version 1 as it was released" in result.output
    lines = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    files = {path.name: path for path in folder.iterdir() if path.name != "SHA256SUMS"}
    assert lines.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == lines[name]


def test_the_command_writes_a_day_that_nobody_has_begun_twice_the_same(app, tmp_path):
    with app.app_context():
        make_submission(status="published")
    sums = []
    for name in ("one", "two"):
        wanted = ["reports", "write", "--date", "2026-11-01", "--output", str(tmp_path / name)]
        assert app.test_cli_runner().invoke(args=wanted).exit_code == 0
        sums.append((tmp_path / name / "SHA256SUMS").read_text())
    assert sums[0] == sums[1]
    with app.app_context():
        assert report_of(2026) is None


@pytest.mark.parametrize(
    ("day", "folder", "message"),
    [("2999-01-01", "out", "has not come"), ("2026-01-01", "gone/out", "no folder")],
)
def test_the_command_says_what_is_wrong(app, tmp_path, day, folder, message):
    wanted = ["reports", "write", "--date", day, "--output", str(tmp_path / folder)]
    result = app.test_cli_runner().invoke(args=wanted)
    assert result.exit_code == 1
    assert message in result.output


def test_a_version_whose_content_is_not_what_was_released_is_noticed(app):
    with pytest.raises(Damaged):
        content_of(ReportVersion(content={"cover": {}}, sha256="0" * 64))
