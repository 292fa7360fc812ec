"""The queue: filters, views, who is on what, marks, several at once, and what the team is told."""

import datetime as dt

import pytest
import time_machine

from app.areas.queries import directory, zones_of_areas
from app.moderation.queries import claims_on, marks_on, next_waiting, pace, waiting, workload
from app.moderation.queries.queue import QueueFilter
from app.moderation.services import compare_new, decline
from app.moderation.services.desk import CLAIM_TIME, claim
from app.shared.clock import from_local, now
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import due_after
from tests.factories import make_consultation, make_person, make_submission

PERSONAL = "Bitte rufen Sie mich an: 0361 5550123. Mein Name ist Frau Beispielmann."


def numbers_in(page):
    """Return the numbers of the contributions in the list of a page."""
    rows = page.text.split('<nav aria-label="Warteschlange">')[1].split("</nav>")[0]
    return [part.split('"')[0] for part in rows.split('value="')[1:]]


@pytest.fixture
def city(app):
    """Six waiting contributions that differ, by what makes them different."""
    with app.app_context():
        meeting = make_consultation()
        found = {
            "rieth": make_submission(area="rieth"),
            "gottstedt": make_submission(area="gottstedt"),
            "meeting": make_submission(area="alach", consultation_id=meeting.id),
            "paper": make_submission(area="alach", channel="paper"),
            "ukrainian": make_submission(area="alach", language="uk", text="Бракує лавки."),
            "personal": make_submission(area="alach", text=PERSONAL),
        }
        while compare_new():
            db.session.commit()
        return {name: one.public_number for name, one in found.items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ortsteil=rieth", ["rieth"]),
        ("beteiligung=spielplaetze", ["meeting"]),
        ("eingang=paper", ["paper"]),
        ("sprache=uk", ["ukrainian"]),
        ("markiert=1", ["personal"]),
        ("ortsteil=alach&eingang=paper", ["paper"]),
        ("ortsteil=alach&sprache=tr", []),
        ("ortsteil=nowhere&eingang=pigeon", None),
        ("", None),
    ],
)
def test_filters_narrow_the_queue_and_unknown_ones_do_nothing(city, client_of, query, expected):
    page = client_of("moderator").get(f"/moderation/?{query}")
    wanted = city.values() if expected is None else [city[name] for name in expected]
    assert sorted(numbers_in(page)) == sorted(wanted)


def test_a_zone_narrows_the_queue_to_its_ortsteile(app, city, client_of):
    with app.app_context():
        areas = directory().by_slug
        zones = zones_of_areas()
        key, zone = next(iter(zones[areas["rieth"].id].items()))
        inside = [n for n in ("rieth", "gottstedt") if zones[areas[n].id][key] == zone]
    page = client_of("moderator").get("/moderation/", query_string={"gebiet": f"{key}:{zone}"})
    found = numbers_in(page)
    assert city["rieth"] in found
    assert [n for n in ("rieth", "gottstedt") if city[n] in found] == inside


def test_a_zone_is_chosen_by_its_key_and_both_ways_mark_the_same_choice(city, client_of):
    moderator = client_of("moderator")
    by_key = moderator.get("/moderation/?gebiet=settlement_type:plattenbau")
    assert city["rieth"] in numbers_in(by_key)
    assert city["gottstedt"] not in numbers_in(by_key)
    by_name = moderator.get("/moderation/?gebiet=settlement_type:Plattenbau")
    assert numbers_in(by_name) == numbers_in(by_key)
    chosen = '<option value="settlement_type:plattenbau" selected>'
    assert chosen in by_key.text
    assert chosen in by_name.text


def test_an_ortsteil_outside_the_chosen_zone_leaves_nothing(city, client_of):
    query = "ortsteil=gottstedt&gebiet=settlement_type:plattenbau"
    assert numbers_in(client_of("moderator").get(f"/moderation/?{query}")) == []


def test_filters_stay_while_one_decision_follows_the_other(city, client_of):
    moderator = client_of("moderator")
    page = moderator.get("/moderation/?ortsteil=alach")
    first, second = numbers_in(page)[:2]
    assert f'href="/moderation/{first}?ortsteil=alach"' in page.text
    answer = moderator.post_form(f"/moderation/{first}?ortsteil=alach", {"action": "publish"})
    assert answer.headers["Location"] == f"/moderation/{second}?ortsteil=alach"


def test_a_view_is_saved_used_and_deleted_and_belongs_to_one_person(city, client_of):
    moderator = client_of("moderator")
    here = "/moderation/?sprache=uk"
    url = "/moderation/ansichten?sprache=uk"
    answer = moderator.post_form(url, {"name": "Ukrainisch"}, page=here)
    assert answer.status_code == 303
    page = moderator.get("/moderation/")
    assert 'href="/moderation/?sprache=uk">Ukrainisch</a>' in page.text
    assert "Ukrainisch</a>" not in client_of("admin").get("/moderation/").text
    view_id = page.text.split("/ansichten/")[1].split("/")[0]
    foreign = client_of("admin")
    foreign.post(f"/moderation/ansichten/{view_id}/loeschen", data={"csrf_token": foreign.token()})
    assert "Ukrainisch</a>" in moderator.get("/moderation/").text
    moderator.post_form(f"/moderation/ansichten/{view_id}/loeschen", {}, page="/moderation/")
    assert "Ukrainisch</a>" not in moderator.get("/moderation/").text


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("?sprache=uk", "", "Bitte geben Sie der Ansicht einen Namen."),
        ("?sprache=uk", "x" * 61, "Bitte höchstens 60 Zeichen."),
        ("", "Alles", "Bitte wählen Sie zuerst einen Filter"),
    ],
)
def test_a_view_without_name_or_filters_is_explained_and_keeps_what_was_typed(
    city, client_of, query, name, message
):
    moderator = client_of("moderator")
    token = moderator.token()
    answer = moderator.post(
        f"/moderation/ansichten{query}", data={"name": name, "csrf_token": token}
    )
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{name}"' in answer.text


def test_colleagues_see_who_has_a_contribution_open_for_ten_minutes(app, city, client_of):
    number = city["rieth"]
    client_of("moderator").post_form(
        f"/moderation/{number}/uebernehmen", {}, page=f"/moderation/{number}"
    )
    page = client_of("admin").get(f"/moderation/{number}")
    assert "hat diesen Beitrag gerade offen" in page.text
    assert "gerade bei" in page.text
    with time_machine.travel(now() + CLAIM_TIME + dt.timedelta(seconds=1)):
        assert "gerade offen" not in client_of("admin").get(f"/moderation/{number}").text


def test_the_next_one_is_never_what_a_colleague_has_open(app, city):
    with app.app_context():
        me, colleague = make_person(), make_person()
        first = waiting(None, 1).rows[0]
        claim(colleague, first)
        db.session.commit()
        assert next_waiting(me).id != first.id
        assert next_waiting(colleague).id == first.id
        assert claims_on([first.id])[first.id].id == colleague.id


def test_deciding_takes_the_next_one_over(app, city, client_of):
    moderator = client_of("moderator")
    answer = moderator.post_form(f"/moderation/{city['rieth']}", {"action": "publish"})
    following = answer.headers["Location"].rsplit("/", 1)[1]
    with app.app_context():
        submission = by_public_number(following)
        assert submission.id in claims_on([submission.id])
    assert numbers_in(moderator.get("/moderation/?meine=1")) == [following]


def test_a_mark_is_set_and_taken_off(app, city, client_of):
    moderator, number = client_of("moderator"), city["rieth"]
    mark, here = f"/moderation/{number}/markieren", f"/moderation/{number}"
    moderator.post_form(mark, {}, page=here)
    assert number in numbers_in(moderator.get("/moderation/?markiert=1"))
    moderator.post_form(mark, {}, page=here)
    assert number not in numbers_in(moderator.get("/moderation/?markiert=1"))


def test_a_corrected_text_loses_the_mark_that_it_looks_personal(app, city):
    from app.shared.jobs import run_one
    from app.submissions.services import correct

    with app.app_context():
        submission = by_public_number(city["personal"])
        assert marks_on([submission.id]) == {submission.id: {"personal"}}
        correct(submission, "Bitte rufen Sie an.")
        db.session.commit()
        while run_one():
            pass
        assert marks_on([submission.id]) == {}


def test_the_workload_counts_by_due_time(app):
    with app.app_context():
        day = from_local(dt.date(2026, 11, 25), dt.time(9))
        for days_ago in (20, 10):
            with time_machine.travel(day - dt.timedelta(days=days_ago), tick=False):
                make_submission()
        with time_machine.travel(day, tick=False):
            make_submission()
            found = workload()
            assert (found.overdue, found.due_today, found.later) == (2, 0, 1)
            assert found.oldest == due_after(day - dt.timedelta(days=20))
        with time_machine.travel(from_local(dt.date(2026, 11, 30), dt.time(9)), tick=False):
            found = workload()
            assert (found.overdue, found.due_today, found.later) == (2, 1, 0)


def test_the_pace_is_the_median_of_real_decisions(app, client):
    with app.app_context():
        assert pace() is None
        person = make_person()
        for hours, example in ((1, False), (5, False), (48, False), (400, True)):
            with time_machine.travel(now() - dt.timedelta(hours=hours), tick=False):
                submission = make_submission(is_example=example)
            decline(person, submission, submission.version, "Das betrifft die Stadt nicht.")
            db.session.commit()
    with time_machine.travel(now() + dt.timedelta(minutes=11), tick=False):
        with app.app_context():
            found = pace()
            assert found.decisions == 3
            assert round(found.median / dt.timedelta(hours=1)) == 5
        assert "Die Hälfte der letzten 3 Entscheidungen dauerte höchstens" in client.get("/").text


def test_filters_join_in_one_question(app, city):
    with app.app_context():
        area = directory().by_slug["alach"]
        narrowed = QueueFilter(area_ids=(area.id,), language="uk")
        assert [row.public_number for row in waiting(None, 9, narrowed).rows] == [city["ukrainian"]]
