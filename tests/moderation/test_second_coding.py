"""Blind second coding: who is drawn, and what stays hidden from whom."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person, RoleGrant
from app.accounts.services import disable
from app.moderation.models import ChosenCode, SecondCoding
from app.moderation.policy import can_change_codes, can_code_second, can_see_codes, can_settle
from app.moderation.queries import number_to_code_second, published_by_code
from app.moderation.services import assign_codes, publish
from app.moderation.services import code_second as code_by_service
from app.moderation.services import settle as settle_by_service
from app.shared.database import db
from app.shared.drawing import is_drawn
from app.shared.errors import NotPossible
from app.submissions.models import Submission
from app.submissions.queries import by_public_number
from config import ConfigurationError
from tests.factories import code_id, make_person, make_submission
from tests.moderation.coding_twice import (
    DESK,
    DIFFERENCES,
    exported,
    keys_of,
    published,
    stored,
)

ROLES = ["admin", "moderator", "second_coder", "planner", "council", "organisation"]


@pytest.fixture
def app(make_app):
    """Every contribution is drawn, because there is somebody else to code it."""
    made = make_app(SECOND_CODING_PERCENT="100")
    with made.app_context():
        make_person("second_coder")
    return made


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", ["open", "coded", "settled"])
@pytest.mark.parametrize("is_first", [True, False])
def test_who_may_do_what_in_which_state(role, state, is_first):
    person = Person(id=1, email="a@example.org", grants=[RoleGrant(role=role)])
    second = SecondCoding(state=state, first_coder_id=1 if is_first else 2)
    second.submission = Submission(status="published")
    codes_second = role in ("admin", "moderator", "second_coder")
    assert can_see_codes(person, second) is (is_first or state == "settled")
    assert can_change_codes(person, second) is (
        state == "settled" or (is_first and state == "open")
    )
    assert can_code_second(person, second) is (codes_second and state == "open" and not is_first)
    assert can_settle(person, second) is (role in ("admin", "moderator") and state == "coded")


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_only_what_is_published_is_coded_a_second_time(status):
    person = Person(id=1, email="a@example.org", grants=[RoleGrant(role="moderator")])
    second = SecondCoding(state="open", first_coder_id=2, submission=Submission(status=status))
    assert not can_code_second(person, second)


def test_the_share_is_drawn_by_chance_and_always_the_same(app):
    with app.app_context():
        numbers = [f"EF-2026-{n:06d}" for n in range(2000)]
        tenth = {n for n in numbers if is_drawn("second coding", n, 10)}
        assert 150 < len(tenth) < 250
        assert tenth == {n for n in numbers if is_drawn("second coding", n, 10)}
        assert tenth < {n for n in numbers if is_drawn("second coding", n, 30)}
        assert not any(is_drawn("second coding", n, 0) for n in numbers)
        assert all(is_drawn("second coding", n, 100) for n in numbers)


def test_a_contribution_is_drawn_once_however_often_it_is_saved(client_of, app):
    first = client_of("moderator")
    number = published(app, first, "field:wohnen")
    with app.app_context():
        drawn = stored(number).id, stored(number).drawn_at
        health = str(code_id("field:gesundheit"))
    url = f"/moderation/{number}"
    first.post_form(f"{url}/zuruecknehmen", {}, page=url)
    first.post_form(url, {"action": "publish", "fields": [health]})
    with app.app_context():
        assert (stored(number).id, stored(number).drawn_at) == drawn
        assert db.session.scalar(select(func.count()).select_from(SecondCoding)) == 1
        chosen = db.session.scalars(select(ChosenCode)).all()
        assert [(c.role, c.code_id) for c in chosen] == [("first", int(health))]


@pytest.mark.parametrize("other", [None, "planner", "disabled"])
def test_where_nobody_else_could_choose_nobody_is_drawn(make_app, other):
    app = make_app(SECOND_CODING_PERCENT="100")
    with app.app_context():
        if other == "disabled":
            disable(make_person("second_coder"))
        elif other:
            make_person(other)
        number = make_submission(status="published", codes=("field:wohnen",)).public_number
        assert stored(number) is None
        assert keys_of(number) == [("field:wohnen", False)]


def test_with_a_share_of_nothing_nobody_is_drawn(make_app):
    app = make_app(SECOND_CODING_PERCENT="0")
    with app.app_context():
        number = make_submission(status="published", codes=("field:wohnen",)).public_number
        assert stored(number) is None
        assert keys_of(number) == [("field:wohnen", False)]


@pytest.mark.parametrize("role", ["moderator", "second_coder"])
def test_a_second_coder_finds_the_first_codes_nowhere(client_of, client, app, role):
    first = client_of("moderator")
    number = published(app, first, "field:gesundheit", code_ids=hinted(app, "field:gesundheit"))
    second = client_of(role)
    pages = [DESK, f"/beitrag/{number}", "/ortsteile/rieth"]
    if role == "moderator":
        pages += [
            f"/moderation/{number}",
            "/moderation/",
            DIFFERENCES,
            "/moderation/uebereinstimmung",
        ]
    checked = "checked"
    for path in pages:
        answer = second.get(path)
        assert answer.status_code == 200, path
        assert checked not in answer.text.replace('id="keys-on" checked', ""), path
        if path not in (DESK, "/moderation/", "/moderation/uebereinstimmung"):
            assert "Gesundheit" not in without_catalogue(answer.text), path
    assert "1 Beitrag" not in client.get("/katalog").text
    assert number in client.get("/suche?q=fehlt").text
    assert number not in client.get("/suche?q=fehlt&schlagwort=field:gesundheit").text
    with app.app_context():
        assert published_by_code().numbers == {}
    assert exported(app, number)["Handlungsfelder"] == ""
    assert exported(app, number)["Katalogversion"] == ""
    assert second.get(f"{DIFFERENCES}/{number}").status_code == (
        404 if role == "moderator" else 403
    )
    assert "Gesundheit" not in client.get(f"/beitrag/{number}").text


def hinted(app, key):
    with app.app_context():
        return (code_id(key),)


def without_catalogue(page):
    """The page without the choices of the form that gives passages codes."""
    start, end = page.find("<select"), page.rfind("</select>")
    return page if start < 0 else page[:start] + page[end:]


def test_the_page_for_two_at_once_shows_no_sealed_codes(client_of, app):
    first, other = client_of("moderator"), client_of("moderator")
    number = published(app, first, "field:gesundheit")
    late = {"version": 1, "action": "codes", "csrf_token": other.token()}
    answer = other.post(f"/moderation/{number}", data=late)
    assert answer.status_code == 409
    assert "Gesundheit" not in answer.text
    late["csrf_token"] = first.token()
    assert "Gesundheit" in first.post(f"/moderation/{number}", data=late).text


def test_the_first_coder_sees_and_changes_the_own_codes(client_of, app):
    first = client_of("moderator")
    number = published(app, first, "field:gesundheit")
    with app.app_context():
        health, housing = str(code_id("field:gesundheit")), str(code_id("field:wohnen"))
    page = first.get(f"/moderation/{number}").text
    assert f'value="{health}" checked' in page
    assert "Bis zum Abgleich sehen nur Sie" in page
    url = f"/moderation/{number}"
    assert first.post_form(url, {"action": "codes", "fields": [housing]}).status_code == 303
    with app.app_context():
        assert keys_of(number) == [("field:wohnen", True)]
        assert [c.code_id for c in db.session.scalars(select(ChosenCode))] == [int(housing)]


def test_others_can_neither_overwrite_nor_guess_sealed_codes(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    other, url = client_of("moderator"), f"/moderation/{number}"
    with app.app_context():
        housing = str(code_id("field:wohnen"))
    assert "versiegelt" in other.get(url).text
    answer = other.post_form(url, {"action": "codes", "fields": [housing]}, page=url)
    assert answer.status_code == 409
    other.post_form(f"{url}/zuruecknehmen", {}, page=url)
    assert other.post_form(url, {"action": "publish", "fields": [housing]}).status_code == 303
    with app.app_context():
        assert keys_of(number) == [("field:gesundheit", True)]


def test_nobody_is_the_second_coder_of_the_own_work(client_of, app):
    first = client_of("moderator")
    number = published(app, first, "field:gesundheit")
    assert "Hier wartet nichts" in first.get(DESK).text
    data = {"csrf_token": first.token(), "version": 1}
    assert first.post(f"{DESK}/{number}", data=data).status_code == 403
    with app.app_context():
        assert stored(number).state == "open"


def test_who_helped_the_first_coder_knows_too_much(make_app):
    """One person assigned a code before, another published: both know the codes."""
    with make_app(SECOND_CODING_PERCENT="0").app_context():
        helper, submission = make_person("moderator"), make_submission()
        helper_id, number = helper.id, submission.public_number
        assign_codes(helper, submission, 1, [code_id("field:gesundheit")], None)
        db.session.commit()
    with make_app(SECOND_CODING_PERCENT="100").app_context():
        helper, submission = db.session.get(Person, helper_id), by_public_number(number)
        codes = [code_id("field:gesundheit")]
        publish(make_person("moderator"), submission, submission.version, [], codes, None)
        db.session.commit()
        assert stored(number).first_coder_id != helper_id
        assert number_to_code_second(helper_id) == 0
        assert number_to_code_second(make_person("second_coder").id) == 1
        with pytest.raises(NotPossible):
            code_by_service(helper, stored(number), 1, [])
        db.session.rollback()


def test_the_service_itself_refuses_whoever_may_not(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    with app.app_context():
        second = stored(number)
        first = db.session.get(Person, second.first_coder_id)
        for person in (first, make_person("planner")):
            with pytest.raises(NotPossible):
                code_by_service(person, stored(number), 1, [])
            db.session.rollback()
        with pytest.raises(NotPossible):
            settle_by_service(make_person("admin"), stored(number), 1, [], "Grund", None)
        db.session.rollback()


def test_the_role_of_a_second_coder_opens_one_desk_alone(client_of):
    person = client_of("second_coder")
    assert person.get(DESK).status_code == 200
    for path in ("/moderation/", DIFFERENCES, "/moderation/uebereinstimmung", "/export/"):
        assert person.get(path).status_code == 403
    assert "Zweitzuordnung" in person.get("/").text


@pytest.mark.parametrize("role", ["planner", "council", "organisation"])
def test_other_roles_may_not_code_a_second_time(client_of, role):
    assert client_of(role).get(DESK).status_code == 403


@pytest.mark.parametrize("percent", ["-1", "101", "viel"])
def test_an_impossible_share_stops_the_start(make_app, percent):
    with pytest.raises(ConfigurationError, match="SECOND_CODING_PERCENT"):
        make_app(SECOND_CODING_PERCENT=percent)
