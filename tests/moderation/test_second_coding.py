"""Blind second coding: who is drawn, what stays hidden from whom, how it ends."""

import csv
import io

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry, Person, RoleGrant
from app.exports.models import Selection
from app.exports.services import write_export
from app.moderation.models import ChosenCode, Coding, DefinitionNote, SecondCoding
from app.moderation.policy import can_change_codes, can_code_second, can_see_codes, can_settle
from app.moderation.queries import number_to_code_second, published_by_code, second_coding_of
from app.moderation.services import assign_codes, publish
from app.moderation.services import code_second as code_by_service
from app.moderation.services import settle as settle_by_service
from app.shared.database import db
from app.shared.drawing import is_drawn
from app.shared.errors import NotPossible
from app.shared.files import instance_folder
from app.submissions.models import Submission
from app.submissions.queries import by_public_number
from app.submissions.services import withdraw
from config import ConfigurationError
from tests.factories import code_id, make_person, make_submission

DESK, DIFFERENCES = "/moderation/zweitzuordnung", "/moderation/abgleich"
ROLES = ["admin", "moderator", "second_coder", "planner", "council", "organisation"]


@pytest.fixture
def app(make_app):
    """Every contribution is drawn."""
    return make_app(SECOND_CODING_PERCENT="100")


def published(app, client, *keys, **fields):
    """Let the client publish a new contribution with these fields of action; return its number."""
    with app.app_context():
        number = make_submission(**fields).public_number
        ids = [str(code_id(key)) for key in keys]
    data = {"action": "publish", "fields": ids}
    assert client.post_form(f"/moderation/{number}", data).status_code == 303
    return number


def code_second(app, client, number, *keys, **data):
    with app.app_context():
        ids = [str(code_id(key)) for key in keys]
    return client.post_form(f"{DESK}/{number}", {"fields": ids, **data}, page=DESK)


def settle(app, client, number, *keys, **data):
    with app.app_context():
        ids = [str(code_id(key)) for key in keys]
    return client.post_form(f"{DIFFERENCES}/{number}", {"fields": ids, **data})


def stored(number):
    return second_coding_of(by_public_number(number).id)


def keys_of(number):
    submission = by_public_number(number)
    rows = db.session.scalars(select(Coding).where(Coding.submission_id == submission.id))
    return sorted((row.code.key, row.sealed) for row in rows)


def exported(app, number):
    with app.app_context():
        path = instance_folder("test") / "out.csv"
        write_export(path, "csv", Selection(), lambda done, total: None)
        text = path.read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return next(row for row in rows if row["Beitragsnummer"] == number)


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


def test_both_choosing_the_same_settles_it_and_opens_the_seal(client_of, client, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    second = client_of("second_coder")
    assert code_second(app, second, number, "field:gesundheit").status_code == 303
    with app.app_context():
        assert (stored(number).state, stored(number).settled_by_id) == ("settled", None)
        assert keys_of(number) == [("field:gesundheit", False)]
    assert "Gesundheit" in client.get(f"/beitrag/{number}").text
    assert exported(app, number)["Handlungsfelder"] == "field:gesundheit"
    assert "Hier wartet nichts" in second.get(DESK).text


def test_what_differs_stays_sealed_until_somebody_settles_it(client_of, client, app):
    first, second, judge = client_of("moderator"), client_of("moderator"), client_of("admin")
    number = published(app, first, "field:gesundheit", "field:wohnen")
    assert code_second(app, second, number, "field:wohnen", "field:armut").status_code == 303
    assert "Wohnen" not in client.get(f"/beitrag/{number}").text
    assert number in judge.get(DIFFERENCES).text
    page = judge.get(f"{DIFFERENCES}/{number}").text
    assert page.count("(nur hier)") == 2
    with app.app_context():
        assert page.count(f'value="{code_id("field:wohnen")}" checked') == 1
        assert f'value="{code_id("field:armut")}" checked' not in page
        poverty = str(code_id("field:armut"))
    note = {"note_code": poverty, "note": "Auch drohende Armut?"}
    kept = ("field:wohnen", "field:armut")
    answer = settle(app, judge, number, *kept, reason="Es steht im Text.", **note)
    assert answer.status_code == 303
    assert "Armut" in client.get(f"/beitrag/{number}").text
    assert "Gesundheit" not in client.get(f"/beitrag/{number}").text
    assert "Es steht im Text." in first.get(f"/moderation/{number}").text
    assert "Auch drohende Armut?" in first.get("/moderation/uebereinstimmung").text
    with app.app_context():
        assert keys_of(number) == [("field:armut", False), ("field:wohnen", False)]
        assert db.session.scalars(select(DefinitionNote)).one().code_id == int(poverty)
        chosen = select(ChosenCode.role, func.count()).group_by(ChosenCode.role)
        assert dict(map(tuple, db.session.execute(chosen))) == {"first": 2, "second": 2}
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert {"coded second", "second coding settled"} <= set(actions)


def test_a_reason_is_asked_for_and_what_was_typed_comes_back(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    judge = client_of("admin")
    code_second(app, client_of("moderator"), number, "field:armut")
    answer = settle(app, judge, number, "field:armut", note="Eine lange Anmerkung <b>")
    assert answer.status_code == 422
    assert "Bitte schreiben Sie den Grund" in answer.text
    assert "Bitte wählen Sie das Schlagwort, zu dem" in answer.text
    assert "Eine lange Anmerkung &lt;b&gt;" in answer.text
    with app.app_context():
        assert f'value="{code_id("field:armut")}" checked' in answer.text
        assert stored(number).state == "coded"


def test_the_second_of_two_judges_sees_both_versions(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    code_second(app, client_of("moderator"), number, "field:armut")
    quick, slow = client_of("admin"), client_of("moderator")
    assert slow.get(f"{DIFFERENCES}/{number}").status_code == 200
    settle(app, quick, number, "field:armut", reason="Schnell entschieden.")
    with app.app_context():
        health = str(code_id("field:gesundheit"))
    late = {"version": 2, "fields": [health], "reason": "Langsam entschieden."}
    late["csrf_token"] = slow.token()
    answer = slow.post(f"{DIFFERENCES}/{number}", data=late)
    assert answer.status_code == 409
    for words in ("Schnell entschieden.", "Langsam entschieden.", "Armut", "Gesundheit"):
        assert words in answer.text
    with app.app_context():
        assert keys_of(number) == [("field:armut", False)]


def test_of_two_second_coders_one_is_stored_and_the_other_told(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    quick, slow = client_of("second_coder"), client_of("second_coder")
    code_second(app, quick, number, "field:armut")
    with app.app_context():
        housing = str(code_id("field:wohnen"))
    late = {"version": 1, "fields": [housing], "csrf_token": slow.token()}
    answer = slow.post(f"{DESK}/{number}", data=late)
    assert answer.status_code == 409
    assert "Wohnen" in answer.text
    assert "Armut" not in answer.text
    with app.app_context():
        roles = select(ChosenCode.role, ChosenCode.code_id).order_by(ChosenCode.role)
        assert [role for role, _ in db.session.execute(roles)] == ["first", "second"]


def test_a_code_of_another_catalogue_is_refused(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    answer = client_of("second_coder").post_form(f"{DESK}/{number}", {"fields": ["999"]}, page=DESK)
    assert answer.status_code == 422
    with app.app_context():
        assert stored(number).state == "open"


def test_a_withdrawn_contribution_waits_for_nobody(client_of, app):
    number = published(app, client_of("moderator"), "field:gesundheit")
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
    assert "Hier wartet nichts" in client_of("second_coder").get(DESK).text


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
