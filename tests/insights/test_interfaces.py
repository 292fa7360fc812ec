"""What concerns several plans or offices: counted by hand, and on the agenda of the Jour fixe."""

import datetime as dt
import io
import zipfile

import pikepdf
import pytest
import time_machine
from lxml import etree, html
from sqlalchemy import update

from app.guidelines.services import load_code_book, publish
from app.insights.queries.interfaces import (
    BY_OFFICE,
    BY_PLAN,
    Cell,
    contributions_between,
    matrix_of,
    sides_by,
)
from app.insights.services import agenda as agenda_service
from app.insights.services.agenda import TooMuchForAgenda, agenda
from app.moderation.models import Coding
from app.moderation.services import create_concern
from app.plan.services import Ground
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.documents import Heading, Paragraph, Table
from app.shared.transactions import begin_writing
from app.submissions.services import withdraw
from tests.conftest import EXAMPLE_BOOK
from tests.factories import code_id, make_measure, make_person, make_submission, signed_in, somebody
from tests.moderation.test_carrying import do_all_jobs

AGE, HOME, ISEK, YOUTH = (
    f"plan:{name}"
    for name in ("seniorenbericht", "integrationskonzept", "isek-2030", "jugendhilfeplanung")
)
SHEET = "/plan/schnittstellen/tagesordnung"


def said(*codes, text="Eine Bank fehlt.", **fields):
    return make_submission(text, status="published", codes=codes, **fields)


def cells(kind=BY_PLAN):
    return matrix_of(sides_by(kind)).cells


def test_the_matrix_is_what_one_counts_by_hand(app):
    with app.app_context():
        said(AGE, ISEK)
        said(AGE, ISEK, YOUTH, voices=5, on_behalf="others")
        said(AGE, "field:wohnen")
        said(YOUTH)
        make_submission(status="received")
        withdraw(said(AGE, ISEK))
        assert cells() == {
            (AGE, ISEK): Cell(2, 1, 6, 0),
            (AGE, YOUTH): Cell(1, 1, 5, 0),
            (ISEK, YOUTH): Cell(1, 1, 5, 0),
        }


def test_a_concern_touches_what_its_contributions_touch_together(app):
    with app.app_context():
        members = [said(AGE, text="Bänke fehlen."), said(ISEK, text="Es fehlen Bänke hier.")]
        create_concern(somebody(), members, "Bänke")
        db.session.commit()
        assert cells() == {(AGE, ISEK): Cell(0, 0, 0, 1)}


def test_a_sealed_coding_shows_to_nobody(app):
    with app.app_context():
        members = [said(AGE, ISEK, text="Bänke fehlen."), said(AGE, text="Es fehlen Bänke.")]
        create_concern(somebody(), members, "Bänke")
        db.session.commit()
        assert cells() == {(AGE, ISEK): Cell(1, 0, 1, 1)}
        begin_writing()
        sealed = Coding.code_id == code_id(ISEK)
        db.session.execute(update(Coding).where(sealed).values(sealed=True))
        assert cells() == {}
        assert len(contributions_between(*sides_by(BY_PLAN)[:3:2], None, 9).rows) == 0


def test_a_passage_counts_its_contribution_once(app):
    with app.app_context():
        submission = said(AGE, ISEK)
        begin_writing()
        (coding, *_) = db.session.query(Coding).filter_by(submission_id=submission.id)
        more = {"start_at": 0, "end_at": 4, "text_version": 1, "at": now()}
        db.session.add(Coding(submission_id=submission.id, code_id=coding.code_id, **more))
        db.session.flush()
        assert cells()[AGE, ISEK] == Cell(1, 0, 1, 0)


def with_offices(app):
    """Put a catalogue in force in which three codes name offices."""
    book = EXAMPLE_BOOK.read_text()
    for key, office in ((AGE, "Amt für Soziales"), (ISEK, "Stadtplanung"), (YOUTH, "Stadtplanung")):
        assert f"- key: {key}\n" in book
        book = book.replace(f"- key: {key}\n", f"- key: {key}\n  office: {office}\n")
    publish(load_code_book(book, "yaml"))
    db.session.commit()


@pytest.mark.parametrize("is_carried", [False, True])
def test_offices_meet_through_their_codes_also_while_a_new_version_comes(app, is_carried):
    with app.app_context():
        said(AGE, ISEK, YOUTH, voices=2)
        said(ISEK, YOUTH)
        with_offices(app)
        if is_carried:
            do_all_jobs()
        assert cells(BY_OFFICE) == {("amt-fuer-soziales", "stadtplanung"): Cell(1, 0, 2, 0)}
        assert cells()[ISEK, YOUTH] == Cell(2, 0, 3, 0)


def planner(app):
    return signed_in(app, make_person("planner"))


def links_of(page):
    return [link.get("href") for link in html.fromstring(page.data).iter("a")]


def test_each_number_of_the_matrix_leads_to_its_list(app):
    with app.app_context():
        number = said(AGE, ISEK, text="Bänke an der Haltestelle", voices=3).public_number
        said(AGE)
        client = planner(app)
    page = client.get("/plan/schnittstellen")
    address = f"/plan/schnittstellen/{AGE}/{ISEK}"
    assert address in page.text
    assert "1 Beitrag, 3 Stimmen, 0 Anliegen" in page.text
    listed = client.get(address)
    assert f"/beitrag/{number}" in links_of(listed)
    assert "Bänke an der Haltestelle" in listed.text


def test_the_list_goes_on_by_key(app, monkeypatch):
    monkeypatch.setattr("app.insights.views.interfaces.LIST_LENGTH", 1)
    with app.app_context():
        for place in ("erste", "zweite"):
            said(AGE, ISEK, text=f"Die {place} Bank")
        client = planner(app)
    first = client.get(f"/plan/schnittstellen/{AGE}/{ISEK}")
    second = client.get(next(link for link in links_of(first) if "vor=" in link))
    assert ("zweite" in first.text, "erste" in first.text) == (True, False)
    assert ("zweite" in second.text, "erste" in second.text) == (False, True)


@pytest.mark.parametrize("pair", [f"{AGE}/{AGE}", f"{AGE}/nichts", f"nichts/{AGE}"])
def test_a_pair_that_does_not_exist_is_not_found(app, pair):
    with app.app_context():
        client = planner(app)
    assert client.get(f"/plan/schnittstellen/{pair}").status_code == 404


def test_without_offices_in_the_catalogue_the_page_says_so(app):
    with app.app_context():
        client = planner(app)
    page = client.get("/plan/schnittstellen?nach=amt")
    assert "weniger als zwei Ämter" in page.text


def sheet(first=None, last=None, kind=BY_PLAN, keys=None):
    sides = [side for side in sides_by(kind) if keys is None or side.key in keys]
    return agenda(sides, first or today(), last or today(), "Erfurt")


def words(made, block=Paragraph):
    return "\n".join(one.text for one in made.blocks if isinstance(one, block))


def test_the_agenda_has_what_touches_several_plans_and_says_what_is_open(app):
    with app.app_context():
        waiting = said(AGE, ISEK, text="Bänke fehlen", voices=4)
        members = [said(AGE, YOUTH), said(ISEK, text="Anders gesagt")]
        concern = create_concern(somebody(), members, "Wege")
        covered = members[0].public_number
        make_measure(status="agreed", grounds=(Ground(submission_id=members[0].id),))
        said(AGE, text="Nur eine Planung")
        db.session.commit()
        made = sheet()
        headings = words(made, Heading).split("\n")
        assert f"{concern.public_number} Wege" in headings
        assert {waiting.public_number, covered} <= set(headings)
        assert "Nur eine Planung" not in words(made)
        open_line = next(w for w in words(made).split("\n") if w == waiting.public_number)
        assert covered not in open_line
        (table,) = [one for one in made.blocks if isinstance(one, Table)]
        assert ("Seniorenbericht und ISEK 2030", "1", "1", "0", "4") in table.rows


def test_only_the_chosen_plans_count(app):
    with app.app_context():
        said(AGE, ISEK)
        assert "betrifft nichts mehrere" in words(sheet(keys=(AGE, YOUTH)))


@pytest.mark.parametrize(
    ("published", "is_in"),
    [("2026-02-28T22:59:59+00:00", False), ("2026-02-28T23:00:00+00:00", True)],
)
def test_days_begin_at_midnight_in_the_city(app, published, is_in):
    with app.app_context():
        with time_machine.travel(dt.datetime.fromisoformat(published), tick=False):
            number = said(AGE, ISEK).public_number
        made = sheet(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
        assert (number in words(made, Heading)) is is_in


def test_more_than_a_sheet_should_hold_is_refused_and_not_cut_off(app, monkeypatch):
    monkeypatch.setattr(agenda_service, "MOST", 1)
    with app.app_context():
        said(AGE, ISEK)
        sheet()
        said(AGE, ISEK)
        with pytest.raises(TooMuchForAgenda):
            sheet()
        client = planner(app)
    answer = client.get(f"{SHEET}/datei")
    assert answer.status_code == 422
    assert "Bitte wählen Sie weniger Tage." in answer.text


def test_the_pdf_is_tagged_and_its_table_has_headings(app):
    with app.app_context():
        said(AGE, ISEK, text='#read("/etc/passwd") 🎉', language="ar")
        client = planner(app)
    answer = client.get(f"{SHEET}/datei")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        assert str(pdf.docinfo.Title) == "Jour fixe der Fachplanungen: Schnittstellen"
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        kinds = {str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
        assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= kinds


def test_the_odt_has_the_same_words(app):
    with app.app_context():
        said(AGE, ISEK, text="=HYPERLINK(1) fehlt")
        client = planner(app)
    day = today().isoformat()
    query = f"format=odt&von={day}&bis={day}&planung={AGE}&planung={ISEK}"
    answer = client.get(f"{SHEET}/datei?{query}")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        content = etree.fromstring(file.read("content.xml"))
    assert "=HYPERLINK(1) fehlt" in "".join(content.itertext())


@pytest.mark.parametrize(
    ("query", "code", "told"),
    [
        (f"planung={AGE}&von=2026-01-01&bis=2026-01-02", 422, "mindestens zwei"),
        ("planung=x&planung=y&von=2026-01-01&bis=2026-01-02", 422, "Fachplanungen"),
        (f"planung={AGE}&planung={ISEK}&von=2026-02-01&bis=2026-01-01", 422, "vor dem ersten"),
        ("format=exe", 404, ""),
    ],
)
def test_wrong_wishes_are_told(app, query, code, told):
    with app.app_context():
        client = planner(app)
    answer = client.get(f"{SHEET}/datei?{query}")
    assert answer.status_code == code
    assert told in answer.text
