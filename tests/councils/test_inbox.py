"""The inbox of a council: everything of its Ortsteile, published or not, and nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import select

from app.areas.models import Area
from app.councils.models import CouncilMark
from app.councils.queries import figures_for
from app.councils.services import MarkDraft, mark
from app.moderation.models import Coding
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from app.submissions.queries import by_public_number, events_of
from app.submissions.services import withdraw
from app.submissions.services.restricting import restrict
from tests.councils.members import member_client
from tests.factories import code_id, make_council_member, make_submission, somebody

DESK = "/ortsteilrat/"


def make(app, **fields):
    with app.app_context():
        return make_submission(**fields).public_number


@pytest.mark.parametrize("status", ["received", "published", "declined"])
def test_a_contribution_for_the_own_ortsteil_is_there_published_or_not(app, status):
    number = make(app, text="Eine Bank fehlt.", status=status)
    client = member_client(app)
    assert number in client.get(DESK).text
    page = client.get(f"/ortsteilrat/beitrag/{number}")
    assert page.status_code == 200
    assert "Eine Bank fehlt." in page.text


@pytest.mark.parametrize(
    "fields",
    [{"area": "hochheim"}, {"area": None}, {"area": "altstadt"}, {"status": "withdrawn"}],
    ids=["another council", "the whole city", "no council", "deleted"],
)
def test_any_other_is_not_there_whatever_the_address(app, fields):
    number = make(app, **fields)
    client = member_client(app)
    assert number not in client.get(DESK).text
    assert client.get(f"/ortsteilrat/beitrag/{number}").status_code == 404
    page = client.get(DESK)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
    answer = client.post(
        f"/ortsteilrat/beitrag/{number}",
        data={"csrf_token": token, "version": "0", "opinions": "supported"},
    )
    assert answer.status_code == 404


def test_what_its_writer_restricted_is_not_there_for_the_council_either(app):
    with app.app_context():
        submission = make_submission(text="Kanarienvogel", status="published")
        number = submission.public_number
        restrict(submission)
        db.session.commit()
    client = member_client(app)
    assert client.get(f"/ortsteilrat/beitrag/{number}").status_code == 404
    assert number not in client.get(DESK).text
    assert figure(client.get(DESK), "insgesamt eingegangen") == "0"


def test_a_council_of_two_ortsteile_sees_both(app):
    numbers = [make(app, area=slug) for slug in ("vieselbach", "wallichen")]
    with app.app_context():
        key = db.session.scalar(select(Area).where(Area.slug == "wallichen")).council.key
    page = member_client(app, key).get(DESK).text
    assert all(number in page for number in numbers)


def test_the_address_of_the_writer_is_on_no_page_of_a_council(app):
    number = make(app, email="geheim@example.org")
    client = member_client(app)
    for url in (DESK, f"/ortsteilrat/beitrag/{number}"):
        assert "geheim@example.org" not in client.get(url).text


def test_what_was_blackened_stays_black_for_the_council(app):
    text = "Frau Beispielmann braucht eine Bank."
    number = make(app, text=text, status="published", passages=((0, 17),))
    page = member_client(app).get(f"/ortsteilrat/beitrag/{number}").text
    assert "█████ braucht eine Bank." in page
    assert "Beispielmann" not in page


def test_what_is_new_is_what_came_after_the_last_visit(app):
    with time_machine.travel(now() - dt.timedelta(hours=2)):
        old = make(app)
    client = member_client(app)
    first = client.get(DESK)
    assert figure(first, "neu seit Ihrem letzten Besuch") == "1"
    answer = client.post_form("/ortsteilrat/gesehen?rat=rieth", {}, page=DESK)
    assert answer.status_code == 303
    assert figure(client.get(DESK), "neu seit Ihrem letzten Besuch") == "0"
    with time_machine.travel(now() + dt.timedelta(minutes=1)):
        new = make(app)
    page = client.get(f"{DESK}?stand=neu").text
    assert new in page
    assert old not in page


def test_looking_alone_does_not_make_seen(app):
    make(app)
    client = member_client(app)
    for _ in range(2):
        assert figure(client.get(DESK), "neu seit Ihrem letzten Besuch") == "1"


@pytest.mark.parametrize("until", ["", "gestern", "2026-01-01T00:00:00"])
def test_a_moment_that_our_page_did_not_give_is_refused(app, until):
    make(app)
    client = member_client(app)
    answer = client.post_form("/ortsteilrat/gesehen?rat=rieth", {"until": until}, page=DESK)
    assert answer.status_code == 400


def figure(page, label):
    return re.search(rf"<dt>{label}</dt><dd>([^<]+)</dd>", page.text).group(1)


def test_the_list_is_filtered_by_field_group_and_state(app):
    with app.app_context():
        coded = make_submission(status="published", codes=("field:wohnen",)).public_number
        ticked = make_submission(code_ids=(code_id("field:wohnen"),)).public_number
        other = make_submission(status="published", codes=("field:bildung",)).public_number
    client = member_client(app)
    assert shown(client, "?feld=field:wohnen") == {coded, ticked}
    assert shown(client, "?feld=field:wohnen&stand=veroeffentlicht") == {coded}
    assert shown(client, "?stand=unveroeffentlicht") == {ticked}
    assert shown(client, "?feld=gibt:es-nicht") == {coded, ticked, other}


def shown(client, query=""):
    return set(re.findall(r"/ortsteilrat/beitrag/(EF-\d+-\d+)", client.get(DESK + query).text))


def test_the_list_goes_on_by_key_and_shows_each_once(app):
    with app.app_context():
        numbers = {make_submission(text=f"Nummer {n} fehlt").public_number for n in range(25)}
    client = member_client(app)
    first = client.get(f"{DESK}?stand=unveroeffentlicht")
    further = re.search(r'href="([^"]+vor=[^"]+)"', first.text).group(1).replace("&amp;", "&")
    assert "stand=unveroeffentlicht" in further
    parts = [shown(client, "?stand=unveroeffentlicht"), shown(client, further[len(DESK) :])]
    assert (len(parts[0]), parts[0] | parts[1]) == (20, numbers)
    assert not parts[0] & parts[1]


def test_a_sealed_code_shows_nowhere_on_the_desk(app):
    with app.app_context():
        submission = make_submission(status="published", codes=("field:wohnen",))
        number, area_id = submission.public_number, submission.area_id
        begin_writing()
        for coding in db.session.query(Coding).filter_by(submission_id=submission.id):
            coding.sealed = True
        db.session.commit()
        assert figures_for([area_id]).numbers == {}
    client = member_client(app)
    assert shown(client, "?feld=field:wohnen") == set()
    assert "Wohnen" not in client.get(f"/ortsteilrat/beitrag/{number}").text
    assert "Nach Handlungsfeld" not in client.get(DESK).text


def test_figures_count_each_contribution_once_for_each_of_its_codes(app):
    with app.app_context():
        fields = ("field:wohnen", "field:bildung")
        one = make_submission(status="published", codes=fields, code_ids=(code_id(fields[0]),))
        make_submission(code_ids=(code_id(fields[0]),))
        make_submission(area="hochheim", code_ids=(code_id(fields[0]),))
        figures = figures_for([one.area_id])
        numbers = {code.key: number for code, number in figures.of_kind("field")}
    assert numbers == {"field:wohnen": 2, "field:bildung": 1}
    assert (figures.total, figures.published) == (2, 1)
    page = member_client(app).get(DESK).text
    assert "Nach Handlungsfeld" in page


MARK = {"opinions": ["supported", "done"], "note": "Seit Mai gebaut.", "priority": "high"}


def test_support_is_told_and_priority_and_note_stay_with_the_council(app):
    number = make(app, status="published")
    client, here = member_client(app), f"/ortsteilrat/beitrag/{number}"
    assert client.post_form(here, MARK).status_code == 303
    page = client.get(here).text
    for words in ("unterstützt", "Priorität: hoch", "schon erledigt", "Seit Mai gebaut."):
        assert words in page
    assert shown(client, "?stand=unterstuetzt") == {number}
    with app.app_context():
        events = events_of(by_public_number(number).id)
        assert [(event.kind, event.title) for event in events] == [("council_supports", "Rieth")]
    client.post_form(here, {"opinions": [], "note": "", "priority": ""})
    assert shown(client, "?stand=unterstuetzt") == set()


def test_a_note_without_done_comes_back_with_what_was_typed(app):
    number = make(app)
    client, here = member_client(app), f"/ortsteilrat/beitrag/{number}"
    answer = client.post_form(here, {"note": "Gebaut", "priority": "low"})
    assert answer.status_code == 422
    assert 'value="Gebaut"' in answer.text
    assert "lassen Sie dieses Feld leer" in answer.text


def test_the_second_of_two_members_sees_both_opinions(app):
    number = make(app)
    here = f"/ortsteilrat/beitrag/{number}"
    first, second = member_client(app), member_client(app)
    opened = second.get(here)
    first.post_form(here, MARK)
    answer = second.send_on(opened, {"opinions": [], "priority": "low", "note": ""})
    assert answer.status_code == 409
    assert "Seit Mai gebaut." in answer.text
    assert 'value="low" checked' in answer.text
    assert second.send_on(answer, {"priority": "low", "note": ""}).status_code == 303


def test_only_the_own_council_can_mark_and_only_from_what_it_saw(app):
    with app.app_context():
        submission = make_submission()
        stranger, member = make_council_member("hochheim"), make_council_member()
        for person in (stranger, somebody("admin")):
            with pytest.raises(NotPossible):
                mark(person, submission, 0, MarkDraft(is_supported=True))
            db.session.rollback()
        mark(member, submission, 0, MarkDraft(is_supported=True))
        db.session.commit()
        with pytest.raises(Conflict):
            mark(member, submission, 0, MarkDraft())


def test_a_deleted_contribution_takes_the_notes_about_it_along(app):
    with app.app_context():
        submission = make_submission()
        draft = MarkDraft(is_done=True, done_note="Kanarienvogel")
        mark(make_council_member(), submission, 0, draft)
        withdraw(submission)
        db.session.commit()
        while run_one():
            pass
        stored = db.session.query(CouncilMark).one()
        assert (stored.done_note, stored.is_done) == (None, True)
