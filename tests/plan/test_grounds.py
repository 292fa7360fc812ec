"""From a thing to a measure and from a measure to everything behind it, on the pages."""

import pytest

from app.plan.models import Evidence
from app.plan.queries.grounds import evidence_of, figures_behind
from app.plan.services import Ground
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.queries import by_public_number
from app.submissions.services import restrict, withdraw
from tests.councils.proposing import a_proposal
from tests.factories import make_measure, make_office, make_submission
from tests.moderation.desk import let_the_worker_rest
from tests.plan.answering import TITLE, answered, make_concern, planner_client

BACKING = "/plan/arbeit/belegen"


def behind(number):
    return f"/plan/arbeit/massnahmen/{number}/belege"


def own_measure(app, **fields):
    """Return the number of a measure that the planner of the test office may change."""
    with app.app_context():
        return make_measure(lead_office_id=make_office().id, **fields).number


def back(client, measure, *references):
    page = BACKING + "?" + "&".join(f"aus={one}" for one in references)
    data = {"measure": measure, "aus": list(references)}
    return client.post_form(BACKING, data, page=page)


def test_from_contribution_and_concern_to_the_measure_and_back(app, client):
    with app.app_context():
        concern, members = make_concern()
        alone = make_submission(
            "Hier fehlt Schatten.", status="published", codes=("field:soziales",)
        )
        references = f"beitrag:{alone.public_number}", f"anliegen:{concern.public_number}"
    number = own_measure(app, title="Mehr Bäume", status="agreed")
    planner = planner_client(app)
    page = planner.get(f"{references[0].replace('beitrag:', '/beitrag/')}")
    assert f"{BACKING}?aus={references[0]}" in page.text
    found = planner.get(f"{BACKING}?aus={references[0]}&q=bäume")
    assert number in found.text
    assert back(planner, number, *references).location == behind(number)
    shown = planner.get(behind(number)).text
    for words in ("Hier fehlt Schatten.", TITLE, "Soziales", "3 veröffentlichte Beiträge"):
        assert words in shown
    public = client.get(f"/plan/massnahmen/{number}/belege").text
    assert "Hier fehlt Schatten." in public
    for address in (f"/beitrag/{alone_number(references)}", concern_page(references)):
        assert "Mehr Bäume" in client.get(address).text


def alone_number(references):
    return references[0].partition(":")[2]


def concern_page(references):
    return f"/anliegen/{references[1].partition(':')[2]}"


def test_taking_away_can_be_undone(app):
    with app.app_context():
        reference = f"beitrag:{make_submission(status='published').public_number}"
    number = own_measure(app)
    planner = planner_client(app)
    back(planner, number, reference)
    gone = planner.post_form(f"{behind(number)}/entfernen", {}, page=behind(number))
    page = planner.get(gone.location)
    assert "ist kein Beleg mehr" in page.text
    with app.app_context():
        assert db.session.query(Evidence).count() == 0
    assert planner.send_on(page, {}, BACKING).status_code == 303
    with app.app_context():
        assert db.session.query(Evidence).count() == 1


def test_the_last_source_of_a_decided_measure_stays(app):
    with app.app_context():
        ground = Ground(submission_id=make_submission(status="published").id)
        measure = make_measure(status="decided", grounds=(ground,))
        number = measure.number
    planner = planner_client(app)
    answer = planner.post_form(f"{behind(number)}/entfernen", {}, page=behind(number))
    assert "stützt sich allein darauf" in planner.get(answer.location).text
    with app.app_context():
        assert db.session.query(Evidence).count() == 1


def test_planners_of_another_office_change_nothing(app):
    with app.app_context():
        reference = f"beitrag:{make_submission(status='published').public_number}"
    number = own_measure(app)
    stranger = planner_client(app, "Gartenamt Test")
    assert number not in stranger.get(f"{BACKING}?aus={reference}").text
    data = {"measure": number, "aus": reference, "csrf_token": stranger.token()}
    assert stranger.post(BACKING, data=data).status_code == 403
    assert stranger.post(f"{behind(number)}/entfernen", data=data).status_code == 403


@pytest.mark.parametrize(
    ("data", "status"),
    [({"measure": "M-1999-001"}, 404), ({"aus": "beitrag:EF-2026-999999"}, 400)],
    ids=["no measure", "nothing to rest on"],
)
def test_what_is_not_there_cannot_be_connected(app, data, status):
    number = own_measure(app)
    planner = planner_client(app)
    sent = {"measure": number, "csrf_token": planner.token()} | data
    assert planner.post(BACKING, data=sent).status_code == status


def test_what_is_not_public_is_left_out_and_said_so(app):
    with app.app_context():
        numbers = [make_submission(status=one).public_number for one in ("published", "received")]
    page = planner_client(app).get(f"{BACKING}?aus=beitrag:{numbers[0]}&aus=beitrag:{numbers[1]}")
    assert "1 davon ist nicht öffentlich" in page.text


def test_several_search_results_at_once(app, client_of):
    with app.app_context():
        for status in ("published", "published", "received"):
            make_submission("Der Springbrunnen fehlt.", status=status)
    let_the_worker_rest(app)
    page = client_of("moderator").get("/moderation/suche?q=Springbrunnen").text
    assert page.count('name="aus"') == 2
    assert f'action="{BACKING}"' in page


def test_a_deleted_contribution_stays_counted_and_shows_nothing(app, client):
    with app.app_context():
        words = "Mein Name ist Kanarienvogel."
        one = make_submission(words, status="published", codes=("field:soziales",))
        other = make_submission(status="published")
        grounds = tuple(Ground(submission_id=x.id) for x in (one, other))
        measure = make_measure(status="agreed", grounds=grounds)
        number = measure.number
        withdraw(by_public_number(one.public_number))
        restrict(by_public_number(other.public_number))
        db.session.commit()
        while run_one():
            pass
        figures = figures_behind(measure.id)
        assert (figures.published, figures.deleted, figures.unpublished) == (0, 1, 0)
        assert not evidence_of(measure).contributions
    for page in (
        client.get(f"/plan/massnahmen/{number}/belege").text,
        planner_client(app).get(behind(number)).text,
    ):
        assert "Kanarienvogel" not in page
        assert "gelöscht" in page


def test_everybody_sees_only_what_is_public_and_figures_are_kept_apart(app):
    with app.app_context():
        concern, members = make_concern(2)
        passed_on = make_submission(status="published", on_behalf="others")
        hidden = make_submission(status="received")
        proposal = a_proposal()
        grounds = (
            Ground(concern_id=concern.id),
            Ground(submission_id=members[0].id),
            Ground(submission_id=passed_on.id),
            Ground(submission_id=hidden.id),
            Ground(proposal_id=proposal.id),
        )
        measure = make_measure(status="agreed", grounds=grounds)
        found = evidence_of(measure)
        figures = found.figures
        assert (figures.published, figures.voices, figures.relayed) == (3, 3, 1)
        assert figures.unpublished == 1
        assert {one.id for one in found.contributions} == {members[0].id, passed_on.id}
        assert [one.id for one in found.proposals] == [proposal.id]


def test_a_mere_suggestion_is_not_there_for_everybody(app, client):
    with app.app_context():
        one = make_submission(status="published")
        number = make_measure("Geheim", grounds=(Ground(submission_id=one.id),)).number
        page = f"/beitrag/{one.public_number}"
    assert client.get(f"/plan/massnahmen/{number}/belege").status_code == 404
    for address in (page, "/"):
        assert "Geheim" not in client.get(address).text


def test_the_home_page_shows_the_newest_answers_and_measures(app, client):
    with app.app_context():
        make_measure("Älteste Maßnahme", "agreed")
        for number in range(2):
            answered(make_submission(status="published").public_number, f"Antwort {number}")
        make_measure("Neueste Maßnahme", "agreed")
    page = client.get("/").text
    assert page.index("Neueste Maßnahme") < page.index("Antwort 1") < page.index("Antwort 0")
    assert "Älteste Maßnahme" not in page


def test_a_measure_is_derived_with_what_it_rests_on(app):
    with app.app_context():
        concern, _members = make_concern(codes=("field:soziales",), area="rieth")
        make_office("Gartenamt Test")
        reference = f"anliegen:{concern.public_number}"
    planner = planner_client(app)
    address = f"/plan/arbeit/massnahmen/neu?aus={reference}"
    page = planner.get(address)
    assert f'value="{TITLE}"' in page.text
    assert 'value="field:soziales" checked' in page.text
    wrong = planner.post_form(address, {"title": "Getippt", "text": ""})
    assert wrong.status_code == 422
    assert concern_page(("", reference)) in wrong.text
    made = planner.post_form(address, {"title": TITLE, "text": "Eine Bank kommt."})
    assert made.status_code == 303
    shown = planner.get(made.location).text
    assert "2 Beiträge" in shown
    assert TITLE in shown
