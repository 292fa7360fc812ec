"""Coding a second time and settling where two coders differ: how it ends."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry
from app.moderation.models import ChosenCode, Coding, DefinitionNote
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.queries import by_public_number
from app.submissions.services import withdraw
from tests.factories import code_id, make_person
from tests.moderation.coding_twice import (
    DESK,
    DIFFERENCES,
    code_second,
    exported,
    keys_of,
    published,
    settle,
    stored,
)


@pytest.fixture
def app(make_app):
    """Every contribution is drawn, because there is somebody else to code it."""
    made = make_app(SECOND_CODING_PERCENT="100")
    with made.app_context():
        make_person("second_coder")
    return made


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


def test_what_coders_wrote_about_a_text_goes_with_the_text(client_of, app):
    first, judge = client_of("moderator"), client_of("admin")
    number = published(app, first, "field:gesundheit", note="Zitat")
    code_second(app, client_of("moderator"), number, "field:armut")
    settle(app, judge, number, "field:gesundheit", reason="Zitat aus dem Text")
    with app.app_context():
        assert stored(number).reason
        assert db.session.scalars(select(Coding.note)).all() == ["Zitat"]
        withdraw(by_public_number(number))
        db.session.commit()
        while run_one():
            pass
        assert stored(number).reason is None
        assert db.session.scalars(select(Coding.note)).all() == [None]
        assert db.session.scalar(select(func.count()).select_from(ChosenCode)) == 2
