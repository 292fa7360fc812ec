"""Ready texts (S27): put into a form with what was typed kept, and never read as a program."""

import pytest
from sqlalchemy import select

from app.moderation.models import ReplyTemplate
from app.shared.database import db
from tests.factories import make_submission

LIST = "/moderation/vorlagen"
FILLED = {"purpose": "ask", "language": "de", "title": "Neu", "body": "Guten Tag!"}
FILLED |= {"is_active": "yes"}
EVIL = "{{ 7*7 }} {% raw %} ${__class__} ${number.__class__} $$ %(number)s {number} <b>"


def make(app, **fields):
    with app.app_context():
        return make_submission(**fields).public_number


def template_named(app, title):
    with app.app_context():
        return db.session.scalars(select(ReplyTemplate).where(ReplyTemplate.title == title)).one()


def insert(client, number, path, **data):
    url = f"/moderation/{number}/{path}"
    return client.post_form(url, data | {"go": "insert"}, page=f"/moderation/{number}")


def test_a_clean_city_has_proposals_in_five_languages(client_of, app):
    page = client_of("moderator").get(LIST).text
    assert page.count("Vorschlag") >= 12
    with app.app_context():
        languages = set(db.session.scalars(select(ReplyTemplate.language)))
    assert languages == {"de", "en", "uk", "ar", "tr"}


@pytest.mark.parametrize(
    ("path", "purpose", "choice", "field"),
    [
        ("rueckfrage", "ask", "ask_template", "question"),
        ("ablehnen", "decline", "decline_template", "reason"),
        ("weiterleiten", "forward", "forward_template", "forward_note"),
    ],
)
def test_a_ready_text_comes_behind_what_was_typed_and_stores_nothing(
    client_of, app, path, purpose, choice, field
):
    number, moderator = make(app), client_of("moderator")
    data = FILLED | {"purpose": purpose, "body": "Beitrag ${number} in ${ortsteil}"}
    assert moderator.post_form(f"{LIST}/0", data).status_code == 303
    chosen = {choice: str(template_named(app, "Neu").id)}
    shown = insert(moderator, number, path, **{field: "Getippt", "rule": "other"}, **chosen)
    assert shown.status_code == 200
    assert f"Getippt\n\nBeitrag {number} in Rieth</textarea>" in shown.text
    assert f"Rückgängig: {number}" not in moderator.get("/moderation/").text


def test_for_the_whole_city_its_name_stands_for_the_ortsteil(client_of, app):
    number, moderator = make(app, area=None), client_of("moderator")
    moderator.post_form(f"{LIST}/0", FILLED | {"body": "in ${ortsteil}"})
    chosen = str(template_named(app, "Neu").id)
    assert (
        "in Erfurt</textarea>" in insert(moderator, number, "rueckfrage", ask_template=chosen).text
    )


def test_code_in_a_ready_text_stays_text(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    moderator.post_form(f"{LIST}/0", FILLED | {"body": EVIL, "title": EVIL})
    chosen = str(template_named(app, EVIL).id)
    shown = insert(moderator, number, "rueckfrage", ask_template=chosen)
    expected = EVIL.replace("<b>", "&lt;b&gt;")
    assert f"{expected}</textarea>" in shown.text
    assert "<b>" not in shown.text
    assert expected in moderator.get(LIST).text


@pytest.mark.parametrize("choice", ["", "999999", "abc", "1 OR 1=1"])
def test_an_unknown_ready_text_changes_nothing(client_of, app, choice):
    number = make(app)
    shown = insert(
        client_of("moderator"), number, "rueckfrage", ask_template=choice, question="Getippt"
    )
    assert shown.status_code == 200
    assert "Getippt</textarea>" in shown.text


def test_those_in_the_language_of_the_text_come_first_then_german(client_of, app):
    number = make(app, language="uk")
    page = client_of("moderator").get(f"/moderation/{number}").text
    offered = page[page.index('id="ask_template"') :]
    places = [offered.index(words) for words in ("Де саме?", "Wo genau?", "Where exactly?")]
    assert places == sorted(places)


def test_what_is_switched_off_is_not_offered(client_of, app):
    number, moderator = make(app), client_of("moderator")
    mine = template_named(app, "Wo genau?").id
    moderator.post_form(f"{LIST}/{mine}", FILLED | {"title": "Alt", "is_active": "no"})
    assert "Alt · Deutsch" not in moderator.get(f"/moderation/{number}").text
    assert "abgeschaltet" in moderator.get(LIST).text


def test_a_saved_proposal_is_the_citys_own(client_of, app):
    mine = template_named(app, "Wo genau?").id
    client_of("moderator").post_form(f"{LIST}/{mine}", FILLED)
    saved = template_named(app, "Neu")
    assert (saved.id, saved.is_proposal, saved.body) == (mine, False, "Guten Tag!")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"body": ""},
        {"body": "x" * 2001},
        {"purpose": "evil"},
        {"language": "xx"},
        {"is_active": "maybe"},
    ],
)
def test_what_is_wrong_is_pointed_out_and_comes_back(client_of, app, wrong):
    sent = client_of("moderator").post_form(f"{LIST}/0", {**FILLED, "title": "Getippt", **wrong})
    assert sent.status_code == 422
    assert f'href="#{next(iter(wrong))}"' in sent.text
    assert "Getippt" in sent.text or "title" in wrong
    with app.app_context():
        known = select(ReplyTemplate.id).order_by(ReplyTemplate.id)
        assert db.session.scalars(known).all() == list(range(1, 14))


def test_the_second_of_two_people_sees_both_versions(client_of, app):
    moderator, mine = client_of("moderator"), template_named(app, "Wo genau?").id
    moderator.post_form(f"{LIST}/{mine}", FILLED | {"body": "Zuerst"})
    sent = moderator.post_form(f"{LIST}/{mine}", FILLED | {"body": "Danach", "version": 1})
    assert sent.status_code == 409
    assert "Zuerst" in sent.text
    assert "Danach" in sent.text
    assert template_named(app, "Neu").body == "Zuerst"


def test_an_unknown_one_is_not_found(client_of):
    assert client_of("moderator").get(f"{LIST}/4711").status_code == 404
