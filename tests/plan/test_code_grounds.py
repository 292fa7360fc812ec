"""Behind each code of a measure's evidence: the marked words, and how many people agreed."""

import pytest
from lxml import html

from app.moderation.services import code_passage, publish
from app.plan.services import Ground, add_evidence
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import correct
from tests.factories import (
    code_id,
    make_measure,
    make_office,
    make_person,
    make_submission,
    signed_in,
    somebody,
)
from tests.moderation.coding_twice import code_second, published, settle
from tests.plan.answering import planner_client

TEXT = "Frau Müller sagt: Die Bank fehlt am Platz."
ALONE = "von einer Person zugeordnet"


def rests_on(app, number):
    """Return the address of the evidence of a measure that rests on the contribution."""
    with app.app_context():
        measure = make_measure(status="agreed", lead_office_id=make_office().id)
        ground = Ground(submission_id=by_public_number(number).id)
        add_evidence(somebody(), measure, ground)
        db.session.commit()
        return f"/plan/arbeit/massnahmen/{measure.number}/belege"


def lines(client, address):
    page = html.fromstring(client.get(address).data)
    found = page.xpath("//ul[@class='code-grounds']/li")
    return [" ".join(" ".join(one.itertext()).split()) for one in found]


def mark(submission, key, *places):
    for place in places:
        code_passage(make_person("moderator"), submission, submission.version, code_id(key), place)
    db.session.commit()


def test_the_marked_words_stand_under_their_code_and_black_stays_black(app, client):
    with app.app_context():
        made = make_submission(
            TEXT, status="published", passages=((0, 11),), codes=("target:senioren",)
        )
        mark(made, "field:wohnen", (18, 32), (0, 16))
        number = made.public_number
    address, planner = rests_on(app, number), planner_client(app)
    found = lines(planner, address)
    assert found[0].startswith("Wohnen : von 2 Personen zugeordnet █████ sagt Die Bank fehlt")
    assert found[1].endswith(f": {ALONE} (zum ganzen Text)")
    assert "Müller" not in planner.get(address).text
    assert "code-grounds" not in client.get(address.replace("/arbeit", "")).text


def test_words_that_were_corrected_away_are_not_shown(app):
    with app.app_context():
        made = make_submission("Geheimnis steht hier.")
        mark(made, "field:wohnen", (0, 9))
        correct(made, "Eine Bank fehlt.")
        publish(somebody(), made, made.version, [], [], None)
        db.session.commit()
        number = made.public_number
    address, planner = rests_on(app, number), planner_client(app)
    assert "Eine Stelle einer früheren Fassung" in lines(planner, address)[0]
    assert "Geheimnis" not in planner.get(address).text


@pytest.fixture
def drawn(make_app):
    """Every contribution is drawn for a second coder, and there is one."""
    made = make_app(SECOND_CODING_PERCENT="100")
    with made.app_context():
        make_person("second_coder")
    return made


def sign_in(app, role):
    with app.app_context():
        return signed_in(app, make_person(role))


def test_two_who_agree_are_told_from_one_and_from_what_came_afterwards(drawn):
    app, first, second = drawn, sign_in(drawn, "moderator"), sign_in(drawn, "second_coder")
    same = published(app, first, "field:wohnen", "field:armut")
    code_second(app, second, same, "field:wohnen", "field:armut")
    apart = published(app, first, "field:wohnen")
    code_second(app, second, apart, "field:wohnen", "field:armut")
    settle(
        app, sign_in(app, "moderator"), apart, "field:armut", "field:bildung", reason="So ist es."
    )
    planner = planner_client(app)
    agreed = lines(planner, rests_on(app, same))
    assert len(agreed) == 2
    assert all("zwei Personen haben es unabhängig voneinander gewählt" in one for one in agreed)
    settled = {one.split(" :")[0]: one for one in lines(planner, rests_on(app, apart))}
    assert "eine von zwei Personen hat es gewählt" in settled["Armut"]
    assert "keine der zwei Personen hat es gewählt" in settled["Bildung"]
    assert "Wohnen" not in settled


def test_sealed_codes_are_behind_nothing(drawn):
    number = published(drawn, sign_in(drawn, "moderator"), "field:wohnen")
    assert lines(planner_client(drawn), rests_on(drawn, number)) == []
