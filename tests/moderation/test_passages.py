"""Codes of passages: exact places, over a text that stays the same, seen once in public."""

import pytest
from sqlalchemy import func, select

from app.moderation.forms import in_original
from app.moderation.models import Coding
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.text import blacken
from app.submissions.models import KeptText
from app.submissions.queries import by_public_number
from app.submissions.services import correct, withdraw
from tests.factories import code_id, make_submission, somebody

TEXT = "🙂 Die Bank fehlt. Frau Müller sagt das auch. Bitte hilf!"


def make(app, **fields):
    with app.app_context():
        return make_submission(**{"text": TEXT, **fields}).public_number


def code(app, client, number, key="field:wohnen", **data):
    with app.app_context():
        code_value = str(code_id(key)) if key else ""
    page = f"/moderation/{number}"
    return client.post_form(f"{page}/stellen", {"code": code_value, **data}, page=page)


def passages():
    wanted = select(Coding).where(Coding.start_at.is_not(None)).order_by(Coding.start_at)
    return [(c.start_at, c.end_at, c.text_version, c.code.key) for c in db.session.scalars(wanted)]


def test_a_sentence_and_marked_words_get_codes(client_of, app):
    number, moderator = make(app), client_of("moderator")
    assert code(app, moderator, number, sentence="0-17").status_code == 303
    assert code(app, moderator, number, start="6", end="10", key="field:armut").status_code == 303
    page = moderator.get(f"/moderation/{number}").text
    assert '<q lang="de" dir="auto">🙂 Die Bank fehlt.</q>' in page
    assert '<q lang="de" dir="auto">Bank</q>' in page
    with app.app_context():
        assert passages() == [(0, 17, 1, "field:wohnen"), (6, 10, 1, "field:armut")]
        coding = db.session.scalars(select(Coding)).first()
        assert coding.coder_id is not None
        assert coding.code.code_book.version == 1


def test_the_same_code_on_the_same_passage_stays_one(client_of, app):
    number, moderator = make(app), client_of("moderator")
    for _ in range(2):
        assert code(app, moderator, number, start="6", end="10").status_code == 303
    with app.app_context():
        assert passages() == [(6, 10, 1, "field:wohnen")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Bitte markieren Sie Wörter im Text oder wählen Sie einen Satz."),
        ({"sentence": "0-3"}, "Bitte markieren Sie"),
        ({"start": "3", "end": "3"}, "Bitte markieren Sie"),
        ({"start": "-1", "end": "3"}, "Bitte markieren Sie"),
        ({"start": "0", "end": "5000"}, "Bitte markieren Sie"),
        ({"sentence": "0-17", "key": None}, "Bitte wählen Sie ein Schlagwort."),
    ],
)
def test_half_a_choice_is_pointed_out_and_comes_back(client_of, app, data, problem):
    number, moderator = make(app), client_of("moderator")
    answer = code(app, moderator, number, **data)
    assert answer.status_code == 422
    assert problem in answer.text
    if data.get("sentence") == "0-17":
        assert 'value="0-17" checked' in answer.text
    with app.app_context():
        assert passages() == []


def test_the_service_refuses_a_passage_outside_of_the_text(app):
    from app.moderation.services import code_passage

    number = make(app)
    with app.app_context():
        with pytest.raises(NotPossible):
            code_passage(somebody(), by_public_number(number), 1, code_id("field:armut"), (5, 900))
        db.session.rollback()


def test_public_pages_show_a_code_once_however_often_it_is_assigned(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    code(app, moderator, number, start="6", end="10")
    code(app, moderator, number, start="0", end="4")
    with app.app_context():
        housing = str(code_id("field:wohnen"))
    moderator.post_form(f"/moderation/{number}", {"action": "publish", "fields": [housing]})
    for path in (f"/beitrag/{number}", "/ortsteile/rieth"):
        assert client.get(path).text.count("Wohnen") == 1, path
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Coding)) == 3


def test_saving_the_codes_of_the_whole_text_leaves_passages_alone(client_of, app):
    number, moderator = make(app), client_of("moderator")
    code(app, moderator, number, start="6", end="10")
    page = moderator.get(f"/moderation/{number}").text
    with app.app_context():
        assert f'value="{code_id("field:wohnen")}" checked' not in page
    moderator.post_form(f"/moderation/{number}", {"action": "codes"})
    with app.app_context():
        assert passages() == [(6, 10, 1, "field:wohnen")]


def test_a_code_is_taken_away_from_its_passage_with_the_kept_text(client_of, app):
    number, moderator = make(app), client_of("moderator")
    code(app, moderator, number, start="6", end="10")
    with app.app_context():
        coding_id = db.session.scalars(select(Coding.id)).one()
    page = f"/moderation/{number}"
    url = f"{page}/stellen/{coding_id}/entfernen"
    assert moderator.post_form(url, {}, page=page).status_code == 303
    with app.app_context():
        assert passages() == []
        assert db.session.scalar(select(func.count()).select_from(KeptText)) == 0


def test_after_a_correction_the_old_words_stay_with_a_mark(client_of, app):
    number, moderator = make(app), client_of("moderator")
    code(app, moderator, number, start="6", end="10")
    with app.app_context():
        correct(by_public_number(number), "Ganz anders.")
        db.session.commit()
    page = moderator.get(f"/moderation/{number}").text
    assert '<q lang="de" dir="auto">Bank</q>' in page
    assert "der Text wurde danach geändert" in page
    code(app, moderator, number, sentence="0-12")
    with app.app_context():
        assert [(start, version) for start, _, version, _ in passages()] == [(0, 2), (6, 1)]
        kept = select(KeptText.version, KeptText.text).order_by(KeptText.version)
        assert db.session.execute(kept).all() == [(1, TEXT), (2, "Ganz anders.")]


def test_a_correction_keeps_nothing_where_no_passage_was_coded(app):
    number = make(app)
    with app.app_context():
        correct(by_public_number(number), "Ganz anders.")
        db.session.commit()
        assert by_public_number(number).text_version == 2
        assert db.session.scalar(select(func.count()).select_from(KeptText)) == 0


def test_withdrawing_deletes_every_kept_version_at_once(client_of, app):
    number, moderator = make(app), client_of("moderator")
    code(app, moderator, number, start="6", end="10")
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(KeptText)) == 0
    assert "Bank" not in moderator.get(f"/moderation/{number}").text


def test_what_is_blackened_stays_black_in_the_list_of_passages(client_of, app):
    number, moderator = make(app), client_of("moderator")
    start = TEXT.index("Frau")
    code(app, moderator, number, start=str(start), end=str(start + 16))
    moderator.post_form(f"/moderation/{number}", {"action": "publish", "words": "Müller"})
    page = moderator.get(f"/moderation/{number}").text
    assert '<q lang="de" dir="auto">Frau █████ sagt</q>' in page
    assert "Müller" not in page


def test_words_of_the_published_text_are_found_in_the_original(client_of, app):
    number, moderator = make(app), client_of("moderator")
    moderator.post_form(f"/moderation/{number}", {"action": "publish", "words": "Frau Müller"})
    with app.app_context():
        shown = by_public_number(number).public_text
    start = shown.index("hilf")
    code(app, moderator, number, start=str(start), end=str(start + 4))
    with app.app_context():
        found = passages()[0]
        assert TEXT[found[0] : found[1]] == "hilf"


@pytest.mark.parametrize(
    ("shown", "original"),
    [
        ((0, 2), (0, 2)),
        ((0, 3), (0, 5)),
        ((4, 6), (2, 5)),
        ((7, 9), (5, 7)),
        ((3, 20), (2, 14)),
        ((9, 10), (7, 12)),
        ((14, 15), (12, 13)),
    ],
)
def test_a_part_of_a_black_bar_means_all_that_it_hides(shown, original):
    text, hidden = "abCCCdeFFFFFgh", [(2, 5), (7, 12)]
    assert blacken(text, hidden) == "ab█████de█████gh"
    end = min(shown[1], 16)
    assert in_original((shown[0], end), hidden) == original


def test_who_opened_the_page_before_the_passage_was_coded_is_told(client_of, app):
    number = make(app)
    first, second = client_of("moderator"), client_of("moderator")
    assert second.get(f"/moderation/{number}").status_code == 200
    code(app, first, number, start="6", end="10")
    with app.app_context():
        poverty = str(code_id("field:armut"))
    late = {"version": 1, "start": "0", "end": "4", "code": poverty, "csrf_token": second.token()}
    answer = second.post(f"/moderation/{number}/stellen", data=late)
    assert answer.status_code == 409
    assert "Armut" in answer.text
    assert "Wohnen" in answer.text


@pytest.mark.parametrize("role", ["planner", "second_coder", "council"])
def test_others_may_not_code_passages(client_of, app, role):
    number, person = make(app), client_of(role)
    data = {"csrf_token": person.token(), "version": 1, "start": "0", "end": "4", "code": "1"}
    for path in ("stellen", "stellen/1/entfernen"):
        assert person.post(f"/moderation/{number}/{path}", data=data).status_code == 403
