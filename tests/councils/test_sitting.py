"""The document for a sitting: what came in on these days, as PDF and as ODT."""

import datetime as dt
import io
import zipfile

import pikepdf
import pytest
import time_machine
from lxml import etree

from app.areas.queries import council_by_key
from app.councils.services import MarkDraft, TooMuchForSitting, mark, sitting, sitting_document
from app.shared.clock import today
from app.shared.documents import Heading, NoteLines, Paragraph, Table
from app.submissions.services import withdraw
from tests.councils.members import member_client
from tests.factories import code_id, make_council_member, make_submission

FILE = "/ortsteilrat/sitzung/datei"


def document(first=None, last=None):
    last = last or today()
    return sitting_document(council_by_key("rieth"), first or last, last, "Erfurt")


def headings(made, level):
    return [b.text for b in made.blocks if isinstance(b, Heading) and b.level == level]


def words(made):
    return "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph))


def test_contributions_stand_once_under_their_first_field_with_room_for_notes(app):
    with app.app_context():
        both = make_submission(status="published", codes=("field:wohnen", "field:bildung"))
        ticked = make_submission(code_ids=(code_id("field:wohnen"),))
        none = make_submission(text="Ohne Feld")
        make_submission(area="hochheim")
        withdraw(make_submission())
        made = document()
    assert set(headings(made, 2)) == {s.public_number for s in (both, ticked, none)}
    assert len(headings(made, 2)) == 3
    assert headings(made, 1)[0] == "Überblick"
    assert headings(made, 1)[-1] == "Noch ohne Handlungsfeld"
    assert sum(isinstance(block, NoteLines) for block in made.blocks) == 3
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    assert sum(int(row[1]) for row in table.rows) == 3


def test_it_says_what_is_not_public_and_what_the_council_said(app):
    with app.app_context():
        submission = make_submission(email="geheim@example.org")
        draft = MarkDraft(True, "high", True, "Seit Mai")
        mark(make_council_member(), submission, 0, draft)
        made = document()
    said = words(made)
    for part in ("Nicht öffentlich", "vom Rat unterstützt", "Priorität hoch", "schon erledigt"):
        assert part in said
    assert "geheim@example.org" not in said


@pytest.mark.parametrize(
    ("came", "is_in"),
    [
        ("2026-02-28T22:59:59+00:00", False),
        ("2026-02-28T23:00:00+00:00", True),
        ("2026-03-31T21:59:59+00:00", True),
        ("2026-03-31T22:00:00+00:00", False),
    ],
)
def test_days_begin_and_end_at_midnight_in_the_city(app, came, is_in):
    with app.app_context():
        with time_machine.travel(dt.datetime.fromisoformat(came), tick=False):
            number = make_submission().public_number
        made = document(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert (headings(made, 2) == [number]) is is_in


def test_more_than_a_document_should_hold_is_refused_and_not_cut_off(app, monkeypatch):
    monkeypatch.setattr(sitting, "MOST", 1)
    with app.app_context():
        make_submission()
        document()
        make_submission()
        with pytest.raises(TooMuchForSitting):
            document()
    answer = member_client(app).get(FILE)
    assert answer.status_code == 422
    assert "Bitte wählen Sie weniger Tage." in answer.text


def test_the_pdf_comes_with_one_click_and_is_tagged(app):
    with app.app_context():
        make_submission(text='#read("/etc/passwd") 🎉', language="ar")
    client = member_client(app)
    assert f'href="{FILE}?rat=rieth"' in client.get("/ortsteilrat/").text
    answer = client.get(f"{FILE}?rat=rieth")
    assert answer.mimetype == "application/pdf"
    assert "sitzungsunterlage-rieth-" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title) == "Sitzungsunterlage Ortsteilrat Rieth"


def test_the_odt_has_the_same_words(app):
    with app.app_context():
        make_submission(text="=HYPERLINK(1) fehlt")
    day = today().isoformat()
    answer = member_client(app).get(f"{FILE}?rat=rieth&format=odt&von={day}&bis={day}")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        content = etree.fromstring(file.read("content.xml"))
    assert "=HYPERLINK(1) fehlt" in "".join(content.itertext())


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("von=2026-02-01&bis=2026-01-01", 422, "liegt vor dem ersten"),
        ("von=2020-01-01&bis=2026-01-01", 422, "höchstens ein Jahr"),
        ("von=gestern&bis=2026-01-01", 422, "gestern"),
        ("bis=2026-01-01", 422, "Bitte wählen Sie einen Tag."),
        ("format=exe", 404, ""),
        ("rat=hochheim", 404, ""),
    ],
)
def test_wrong_wishes_are_told(app, query, code, said):
    answer = member_client(app).get(f"{FILE}?{query}")
    assert answer.status_code == code
    assert said in answer.text


def test_an_empty_period_says_so(app):
    with app.app_context():
        assert "nichts eingegangen" in words(document())
