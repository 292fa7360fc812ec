"""House rules: data that administrators edit, and that the reason of a decline is made of."""

import pytest
from sqlalchemy import delete, select

from app.moderation.models import HouseRule
from app.moderation.queries import declined_by_rule, house_rule
from app.moderation.services import ensure_texts
from app.shared.database import db
from app.shared.page_cache import public_content_changed
from app.shared.transactions import begin_writing
from app.submissions.models import StatusChange
from app.submissions.queries import by_public_number
from tests.factories import make_submission

LIST = "/moderation/hausregeln"
FILLED = {"title_de": "Doppelt", "sentence_de": "Das steht schon da.", "needs_words": "no"}
FILLED |= {"is_active": "yes"}


def save(client, key, **data):
    return client.post_form(f"{LIST}/{key}", FILLED | data)


def decline(client, number, **data):
    url = f"/moderation/{number}/ablehnen"
    return client.post_form(url, data, page=f"/moderation/{number}")


def make(app, **fields):
    with app.app_context():
        return make_submission(**fields).public_number


def test_a_clean_city_has_the_rules_that_the_program_ships(client, client_of):
    page = client.get("/hausregeln").text
    for words in ("Andere Menschen", "Beleidigung oder Drohung", "Werbung", "zuständig"):
        assert words in page
    assert "Beleidigung oder Drohung" in client_of("admin").get(LIST).text


def test_loading_them_again_changes_nothing_that_was_edited(client_of, app):
    save(client_of("admin"), "insult")
    with app.app_context():
        ensure_texts()
        db.session.commit()
        assert house_rule("insult").title == {"de": "Doppelt"}
        assert len(db.session.scalars(select(HouseRule)).all()) == 5


def test_a_city_without_rules_is_told_the_command_that_loads_them(app):
    runner = app.test_cli_runner()
    with app.app_context():
        begin_writing()
        db.session.execute(delete(HouseRule))
        public_content_changed()
        db.session.commit()
    assert "moderation prepare" in runner.invoke(args=["doctor"]).output
    assert runner.invoke(args=["moderation", "prepare"]).exit_code == 0
    assert "moderation prepare" not in runner.invoke(args=["doctor"]).output


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Ihr Text beleidigt oder bedroht andere."),
        ("uk", "Ваш текст ображає інших або погрожує їм."),
        ("ar", "يسيء نصك إلى آخرين أو يهددهم."),
    ],
)
def test_the_reason_is_in_the_language_of_the_text(client_of, app, language, words):
    number = make(app, language=language)
    decline(client_of("moderator"), number, rule="insult", reason="Schade.")
    with app.app_context():
        assert by_public_number(number).decline_reason == f"{words}\nSchade."


def test_a_language_that_a_rule_lacks_gets_the_german_sentence(client_of, app):
    save(client_of("admin"), "insult")
    number = make(app, language="tr")
    decline(client_of("moderator"), number, rule="insult")
    with app.app_context():
        assert by_public_number(number).decline_reason == "Das steht schon da."


def test_the_history_keeps_the_rule_for_statistics(client_of, app):
    numbers, moderator = [make(app), make(app)], client_of("moderator")
    for number in numbers:
        decline(moderator, number, rule="advert")
    with app.app_context():
        assert declined_by_rule() == {"advert": 2}
        keys = db.session.scalars(select(StatusChange.rule_key)).all()
        assert sorted(filter(None, keys)) == ["advert", "advert"]
    assert "2 Ablehnungen" in client_of("admin").get(LIST).text


@pytest.mark.parametrize("data", [{}, {"rule": "gibt-es-nicht"}, {"rule": "other"}])
def test_declining_without_a_known_rule_or_the_words_it_needs_is_pointed_out(client_of, app, data):
    number = make(app)
    assert decline(client_of("moderator"), number, **data).status_code == 422
    with app.app_context():
        assert by_public_number(number).status == "received"


def test_without_any_rule_the_words_alone_are_the_reason(client_of, app):
    admin, number = client_of("admin"), make(app)
    for key in ("names", "insult", "advert", "elsewhere", "other"):
        save(admin, key, is_active="no")
    assert decline(admin, number).status_code == 422
    assert decline(admin, number, reason="Passt nicht.").status_code == 303


def test_a_new_rule_is_offered_and_shown_at_once(client_of, client, app):
    client.get("/hausregeln")
    assert save(client_of("admin"), "neu", title_de="Über Ämter & Co").status_code == 303
    assert "Über Ämter &amp; Co" in client.get("/hausregeln").text
    number = make(app)
    assert 'value="ueber-aemter-co"' in client_of("moderator").get(f"/moderation/{number}").text


def test_two_rules_of_one_title_have_keys_of_their_own(client_of, app):
    admin = client_of("admin")
    for _ in range(2):
        save(admin, "neu", title_de="Neu")
    with app.app_context():
        assert house_rule("neu") is None
        assert house_rule("neu-2") and house_rule("neu-3")


def test_a_rule_that_is_switched_off_is_offered_no_more_but_stays(client_of, client, app):
    save(client_of("admin"), "advert", is_active="no")
    assert "Doppelt" not in client.get("/hausregeln").text
    page = client_of("admin").get(LIST).text
    assert "abgeschaltet" in page
    number = make(app)
    assert decline(client_of("moderator"), number, rule="advert").status_code == 422


def test_rules_move_up_and_down_and_not_over_the_edge(client_of, app):
    admin = client_of("admin")
    for key, go in (("insult", "up"), ("insult", "up"), ("names", "down"), ("other", "down")):
        url = f"{LIST}/{key}/ordnen"
        assert admin.post_form(url, {"go": go}, page=LIST).status_code == 303
    with app.app_context():
        order = db.session.scalars(select(HouseRule.key).order_by(HouseRule.position)).all()
        assert order == ["insult", "advert", "names", "elsewhere", "other"]
    token = {"csrf_token": admin.token()}
    assert admin.post(f"{LIST}/insult/ordnen", data=token | {"go": "away"}).status_code == 400


@pytest.mark.parametrize(
    ("field", "typed"), [("title_de", ""), ("sentence_de", ""), ("title_uk", "x" * 121)]
)
def test_what_is_wrong_in_a_rule_is_pointed_out_and_comes_back(client_of, app, field, typed):
    sent = save(client_of("admin"), "insult", **{field: typed, "title_tr": "Yazdım"})
    assert sent.status_code == 422
    assert f'href="#{field}"' in sent.text
    assert "Yazdım" in sent.text
    with app.app_context():
        assert house_rule("insult").title["de"] == "Beleidigung oder Drohung"


def test_the_second_of_two_administrators_sees_both_versions(client_of, app):
    admin = client_of("admin")
    save(admin, "insult", title_de="Zuerst")
    sent = save(admin, "insult", title_de="Danach", version=1)
    assert sent.status_code == 409
    assert "Zuerst" in sent.text
    assert "Danach" in sent.text
    with app.app_context():
        assert house_rule("insult").title == {"de": "Zuerst"}


@pytest.mark.parametrize("role", ["moderator", "planner"])
def test_only_administrators_edit_rules(client_of, role):
    client = client_of(role)
    assert client.get(LIST).status_code == 403
    answer = client.post(f"{LIST}/insult", data=FILLED | {"csrf_token": client.token()})
    assert answer.status_code == 403


def test_an_unknown_rule_is_not_found(client_of):
    assert client_of("admin").get(f"{LIST}/gibt-es-nicht").status_code == 404


def test_the_declined_submitter_finds_the_rules(client_of, client, app):
    number = make(app)
    decline(client_of("moderator"), number, rule="advert")
    with app.app_context():
        from app.submissions.services import receipt_code

        code = receipt_code(by_public_number(number).submission_key)
    client.post_form("/beitrag/status", {"code": code})
    assert 'href="/hausregeln"' in client.get("/beitrag/status").text.split("timeline")[1]
