"""The planners' desk says what waits: nothing that somebody has taken care of already."""

import pytest

from app.accounts.services import Scope
from app.moderation.services import create_concern
from app.plan.queries.coverage import coverage
from app.plan.services import Ground, change_measure_status
from app.shared.database import db
from tests.factories import (
    make_measure,
    make_office,
    make_person,
    make_submission,
    signed_in,
    somebody,
)
from tests.plan.making import make_answer

OTHER = "Bericht des Amtes"


def two_merged():
    """Return two published contributions and the concern that they were merged into."""
    members = [make_submission(f"Bänke fehlen, Brief {n}.", status="published") for n in (1, 2)]
    concern = create_concern(somebody(), members, "Bänke an Haltestellen")
    db.session.commit()
    return members, concern


def left_uncovered(app, action):
    """Return how many of two merged contributions are left after the action."""
    with app.app_context():
        members, concern = two_merged()
        action(members, concern)
        return coverage().contributions


def rests(status, reason="Zu teuer", **fields):
    """Return an action: a measure in this state rests on the first contribution."""

    def act(members, concern):
        ground = Ground(submission_id=members[0].id)
        steps = status if status in ("suggested", "agreed", "decided") else "agreed"
        measure = make_measure(status=steps, grounds=(ground,), **fields)
        if measure.status != status:
            change_measure_status(somebody(), measure, measure.version, status, reason)
            db.session.commit()

    return act


CASES = [
    ("nothing was done", lambda members, concern: None, 2),
    ("one was answered", lambda m, c: make_answer(submission_id=m[0].id), 1),
    ("their concern was answered", lambda m, c: make_answer(concern_id=c.id), 0),
    ("the answer is a draft", lambda m, c: make_answer("draft", concern_id=c.id), 2),
    ("the answer was withdrawn", lambda m, c: make_answer("withdrawn", concern_id=c.id), 2),
    ("a suggestion rests on one", rests("suggested"), 2),
    ("a measure rests on one", rests("agreed"), 1),
    ("a decided measure rests on one", rests("decided"), 1),
    ("the measure was dropped with a reason", rests("dropped"), 1),
    ("the measure was deferred with a reason", rests("deferred"), 1),
    ("the measure was dropped, nobody says why", rests("dropped", reason=""), 2),
    (
        "a measure rests on their concern",
        lambda m, c: make_measure(status="agreed", grounds=(Ground(concern_id=c.id),)),
        0,
    ),
]


@pytest.mark.parametrize(("action", "left"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_leaves_a_contribution_without_answer_or_measure(app, action, left):
    assert left_uncovered(app, action) == left


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_what_is_not_published_needs_no_answer(app, status):
    with app.app_context():
        make_submission(status=status)
        assert coverage().contributions == 0


MEASURES = [
    ("a suggestion may lack everything", "suggested", {}, (0, 0)),
    ("an agreed measure needs office and source", "agreed", {}, (1, 1)),
    ("another source is source enough", "agreed", {"other_source": OTHER}, (1, 0)),
]


@pytest.mark.parametrize(
    ("status", "fields", "lacks"), [m[1:] for m in MEASURES], ids=[m[0] for m in MEASURES]
)
def test_what_measures_of_the_plan_need(app, status, fields, lacks):
    with app.app_context():
        make_measure(status=status, **fields)
        found = coverage()
        assert (found.without_office, found.without_source) == lacks


def test_the_desk_shows_measures_of_the_own_office_first(app):
    with app.app_context():
        mine, other = make_office("Jugendamt Test"), make_office("Tiefbauamt Test")
        make_measure("Fremde Maßnahme", status="agreed", lead_office_id=other.id)
        make_measure("Eigene Maßnahme", status="agreed", lead_office_id=mine.id)
        desk = signed_in(app, make_person("planner", scope=Scope(office_id=mine.id)))
    page = desk.get("/plan/arbeit").text
    assert page.index("Eigene Maßnahme") < page.index("Fremde Maßnahme")
    assert "Ihr Amt" in page
    assert 'href="/plan/arbeit"' in page.partition("site-head")[0]


def test_nobody_else_sees_the_desk(client, client_of):
    assert client.get("/plan/arbeit").status_code == 303
    assert client_of("council").get("/plan/arbeit").status_code == 403


def test_a_draft_of_the_own_office_is_counted_at_the_desk(app):
    with app.app_context():
        office = make_office()
        make_answer("draft", submission_id=make_submission(status="published").id)
        desk = signed_in(app, make_person("planner", scope=Scope(office_id=office.id)))
    assert "Einer der Entwürfe ist von Ihrem Amt." in desk.get("/plan/arbeit").text
