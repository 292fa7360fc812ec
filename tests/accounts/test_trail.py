"""The audit trail on the screen: filters, check, signed files; what must stand in it."""

import ast
import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select, text

from app.accounts.forms import ACTION_LABELS
from app.accounts.models import AuditEntry
from app.accounts.queries import audit_check_job
from app.accounts.services import record
from app.accounts.services.trail import check_every_night
from app.shared.database import db
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from tests.conftest import PROJECT
from tests.factories import make_person, make_submission

ROLES_OF = ("person:7 planner", "person:77 planner")
TRAIL = "/verwaltung/protokoll"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def auditor(client_of):
    return client_of("auditor")


def write(app, *lines):
    with app.app_context():
        for person_id, action, subject in lines:
            record(person_id, action, subject)
        db.session.commit()


def rows(page):
    body = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]+>|\s+", " ", row).split("  ") for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize(
    ("hours", "checks"), [((3,), 0), ((4,), 1), ((4, 23), 1), ((4, 28), 2)], ids=str
)
def test_the_chain_is_checked_once_a_night(app, auditor, hours, checks):
    """Hours of Europe/Berlin, counted from a midnight in winter."""
    write(app, (None, "published", "EF-1"))
    moments = [dt.datetime(2026, 1, 12, 0, tzinfo=BERLIN) + dt.timedelta(hours=h) for h in hours]
    done = set()
    for moment in moments:
        with time_machine.travel(moment, tick=False), app.app_context():
            check_every_night()
            db.session.commit()
            while run_one():
                pass
            job = audit_check_job()
            if job is not None:
                done.add(job.result["at"])
    assert len(done) == checks


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wer=m@example.org", {"EF-1", "EF-3"}),
        ("was=published", {"EF-1", "EF-2"}),
        ("was=merged+into", {"EF-3"}),
        ("was=merged", set()),
        ("worum=EF-2", {"EF-2"}),
        ("worum=EF", set()),
        ("worum=person:7", {"person:7 planner"}),
        ("von=2026-03-10&was=published", {"EF-2"}),
        ("bis=2026-03-09&was=published", {"EF-1"}),
        ("wer=987654", {"EF-2"}),
    ],
)
def test_filters_of_the_trail(app, auditor, query, found):
    with app.app_context():
        moderator = make_person("moderator", email="m@example.org").id
    write(
        app,
        (moderator, "published", "EF-1"),
        (987654, "published", "EF-2"),
        (moderator, "merged into AN-7", "EF-3"),
        (None, "role granted", "person:7 planner"),
        (None, "role granted", "person:77 planner"),
    )
    with app.app_context():
        begin_writing()
        # 23:30 UTC of the ninth is the tenth in Erfurt.
        for subject, moment in (("EF-1", "2026-03-09 12:00"), ("EF-2", "2026-03-09 23:30")):
            change = text("UPDATE audit_entry SET at = :at WHERE subject = :subject")
            db.session.execute(change, {"at": f"{moment}:00.000000", "subject": subject})
        db.session.commit()
    page = auditor.get(f"{TRAIL}?{query}")
    assert page.status_code in (200, 422)
    assert {one for one in ("EF-1", "EF-2", "EF-3", *ROLES_OF) if f">{one}<" in page.text} == found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("wer=niemand@example.org", "Dieses Konto gibt es nicht"),
        ("von=gestern", "Kein gültiges Datum"),
        ("bis=9999-12-31", "Bitte prüfen Sie das Jahr"),
        ("was=anything", "Keine gültige Auswahl"),
    ],
)
def test_a_filter_that_means_nothing_is_told_at_its_field(auditor, query, message):
    page = auditor.get(f"{TRAIL}?{query}")
    assert page.status_code == 422
    assert message in page.text
    value = query.partition("=")[2]
    assert f'value="{value}"' in page.text or query.startswith("was")
    file = auditor.post(f"{TRAIL}/datei?{query}", data={"csrf_token": auditor.token()})
    assert file.status_code == 422


def test_a_long_trail_goes_on_where_it_stopped(app, auditor, monkeypatch):
    monkeypatch.setattr("app.accounts.views.trail.PAGE_LENGTH", 2)
    write(app, *((None, "published", f"EF-{n}") for n in range(5)))
    first = auditor.get(f"{TRAIL}?was=published")
    link = re.search(r'href="([^"]*vor=[^"]*)"', first.text).group(1).replace("&amp;", "&")
    assert "was=published" in link
    second = auditor.get(link)
    assert [">EF-3<" in first.text, ">EF-3<" in second.text] == [True, False]
    assert [">EF-2<" in first.text, ">EF-2<" in second.text] == [False, True]


def test_a_deleted_account_keeps_its_lines(app, auditor):
    write(app, (4711, "published", "EF-9"))
    assert "gelöschtes Konto 4711" in auditor.get(f"{TRAIL}?wer=4711").text


def test_the_chain_is_checked_in_the_background_and_the_page_says_how_it_is(app, auditor):
    assert "noch nicht geprüft" in auditor.get(TRAIL).text
    auditor.post_form(f"{TRAIL}/pruefen", {}, page=TRAIL)
    assert "Die Prüfung läuft" in auditor.get(TRAIL).text
    with app.app_context():
        assert run_one()
    assert "Die Kette ist vollständig: 3 Einträge" in auditor.get(TRAIL).text
    with app.app_context():
        begin_writing()
        db.session.execute(text("UPDATE audit_entry SET subject = 'x' WHERE id = 2"))
        db.session.commit()
    auditor.post_form(f"{TRAIL}/pruefen", {}, page=TRAIL)
    with app.app_context():
        assert run_one()
    assert "Nach 1 guten Einträgen ist die Kette gerissen" in auditor.get(TRAIL).text


def take_file(auditor, query=""):
    return auditor.post_form(f"{TRAIL}/datei{query}", {}, page=f"{TRAIL}{query}")


def test_a_file_has_the_filtered_lines_and_taking_it_is_kept(app, auditor):
    write(app, (None, "published", "EF-1"), (None, "declined", "EF-2"))
    answer = take_file(auditor, "?was=published")
    assert answer.status_code == 200
    assert "EF-1" in answer.text
    assert "EF-2" not in answer.text
    with app.app_context():
        assert "audit trail exported" in db.session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize(
    ("spoil", "good"),
    [
        (lambda content: content, True),
        (lambda content: content.rstrip("\r\n"), True),
        (lambda content: content.replace("published", "declined"), False),
        (lambda content: content.replace("signature", "signature "), False),
        (lambda content: "\r\n".join(content.split("\r\n")[:-2]), False),
        (lambda content: content.split("\r\n", 2)[0] + "\r\n" + content.split("\r\n", 2)[2], False),
        (lambda content: "", False),
    ],
)
def test_a_file_that_was_changed_or_cut_is_found_out(app, auditor, tmp_path, spoil, good):
    write(app, (None, "published", "EF-1"), (None, "published", "EF-2"))
    file = tmp_path / "protokoll.csv"
    file.write_bytes(spoil(take_file(auditor).text).encode())
    result = app.test_cli_runner().invoke(args=["audit", "check-file", str(file)])
    assert (result.exit_code == 0) is good, result.output


def test_a_refusal_is_kept_once_a_minute_for_each_kind_of_address(app, client_of):
    planner = client_of("planner")
    for address in ("/moderation/EF-2026-000001", "/moderation/EF-2026-000002", TRAIL):
        assert planner.get(address).status_code == 403
    with app.app_context():
        wanted = select(AuditEntry.subject).where(AuditEntry.action == "refused")
        kept = db.session.scalars(wanted.order_by(AuditEntry.id)).all()
        assert kept == ["moderation.item EF-2026-000001", "accounts.trail"]


def test_nothing_is_kept_about_somebody_who_has_not_signed_in(app, client):
    client.post("/anmelden", headers={"Origin": "https://evil.example"})
    with app.app_context():
        assert (
            db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "refused")) is None
        )


def test_no_line_holds_what_somebody_wrote(app, auditor, client_of):
    with app.app_context():
        make_submission("Mein Geheimnis", status="published", email="geheim@example.org")
        make_submission("Mein Geheimnis", status="declined")
        content = repr(db.session.execute(select(AuditEntry.action, AuditEntry.subject)).all())
    assert "published" in content
    for secret in ("Geheimnis", "geheim@", "Das betrifft nicht"):
        assert secret not in content


def recorded_actions():
    """Every action that stands in the code as the second argument of `record`."""
    for path in (PROJECT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id == "record" and len(node.args) == 3:
                yield path.name, node.args[1]


def first_words(argument):
    """The action, or what stands before the first value in it."""
    if isinstance(argument, ast.Constant):
        return argument.value
    return argument.values[0].value.strip() if isinstance(argument, ast.JoinedStr) else None


def test_every_action_is_known_by_its_words():
    found = {(name, first_words(action)) for name, action in recorded_actions()}
    assert len(found) > 20
    unknown = {pair for pair in found if pair[1] is not None and pair[1] not in ACTION_LABELS}
    assert not unknown, "give these words in app/accounts/forms/actions.py"
