"""What a measure rests on: both ways, undone, told to whoever wrote, and safe from moderation."""

import pytest

from app.moderation.models import Concern
from app.moderation.queries import member_ids
from app.moderation.services import StillNeeded, dissolve, take_out
from app.plan.models import Evidence
from app.plan.queries import measure_by_number
from app.plan.services import (
    Ground,
    add_evidence,
    change_measure_status,
    ground_from,
    origins_from,
    remove_evidence,
    suggested,
)
from app.shared.database import db
from app.shared.errors import NotPossible
from app.submissions.queries import by_public_number, events_of
from tests.councils.proposing import a_proposal
from tests.factories import make_measure, make_submission, somebody
from tests.moderation.desk import open_as_submitter
from tests.plan.answering import TITLE, answered, make_concern


def kinds_of(submission_id):
    return [event.kind for event in events_of(submission_id)]


def piece_of(measure, ground):
    return db.session.query(Evidence).filter_by(measure_id=measure.id, **vars(ground)).one()


def move(measure, status):
    change_measure_status(somebody(), measure, measure.version, status, "Besprochen")
    db.session.commit()


def test_whoever_wrote_reads_of_the_measure_once_it_is_public(app, client):
    with app.app_context():
        one = make_submission(status="published")
        measure = make_measure(grounds=(Ground(submission_id=one.id),))
        assert kinds_of(one.id) == []
        move(measure, "agreed")
        assert kinds_of(one.id) == ["measure_joined"]
        move(measure, "deferred")
        assert kinds_of(one.id) == ["measure_joined"]
        number, of_measure = one.public_number, measure.number
    open_as_submitter(client, app, number)
    page = client.get("/beitrag/status").text
    assert "Teil der Maßnahme „Bänke an Haltestellen“." in page
    assert f"/plan/massnahmen/{of_measure}" in page
    with app.app_context():
        move(measure_by_number(of_measure), "suggested")
    page = client.get("/beitrag/status").text
    assert "Nicht mehr Teil der Maßnahme" in page
    assert "/plan/massnahmen/" not in page


def test_everybody_in_a_concern_reads_of_the_measure_once(app):
    with app.app_context():
        concern, members = make_concern()
        ground = Ground(concern_id=concern.id)
        measure = make_measure(status="agreed", grounds=(ground,))
        assert add_evidence(somebody(), measure, ground) is not None
        add_evidence(somebody(), measure, Ground(submission_id=members[0].id))
        db.session.commit()
        for one in members:
            assert kinds_of(one.id)[1:] == ["measure_joined"]
        remove_evidence(somebody(), measure, piece_of(measure, ground))
        db.session.commit()
        assert kinds_of(members[0].id)[1:] == ["measure_joined"]
        assert kinds_of(members[1].id)[1:] == ["measure_joined", "measure_left"]


def test_what_was_taken_away_can_be_put_back(app):
    with app.app_context():
        ground = Ground(submission_id=make_submission(status="published").id)
        measure = make_measure(grounds=(ground,))
        remove_evidence(somebody(), measure, piece_of(measure, ground))
        assert db.session.query(Evidence).count() == 0
        add_evidence(somebody(), measure, ground)
        assert db.session.query(Evidence).count() == 1


def test_a_decided_measure_keeps_its_last_source(app):
    with app.app_context():
        ground = Ground(submission_id=make_submission(status="published").id)
        measure = make_measure(status="decided", grounds=(ground,))
        with pytest.raises(NotPossible):
            remove_evidence(somebody(), measure, piece_of(measure, ground))


@pytest.mark.parametrize("by", ["answer", "measure"])
def test_a_concern_that_something_rests_on_is_not_dissolved(app, client_of, by):
    with app.app_context():
        concern, members = make_concern()
        if by == "answer":
            answered(concern.public_number)
        else:
            make_measure(grounds=(Ground(concern_id=concern.id),))
        with pytest.raises(StillNeeded):
            dissolve(somebody(), concern, concern.version)
        db.session.rollback()
        number, version = concern.public_number, concern.version
        of_member = members[0].public_number
    desk = client_of("moderator")
    page = f"/moderation/anliegen/{number}"
    desk.post_form(f"{page}/aufloesen", {"version": version}, page=page)
    assert "darum bleibt es" in desk.get(page).text
    with app.app_context():
        concern = db.session.query(Concern).one()
        assert len(member_ids(concern.id)) == 2
        assert take_out(somebody(), concern, concern.version, by_public_number(of_member))
        db.session.commit()
        assert len(member_ids(concern.id)) == 1


def test_a_reference_suggests_what_it_is_about(app):
    with app.app_context():
        codes = ("field:soziales", "target:kinder")
        concern, members = make_concern(codes=codes)
        one = ground_from(f"anliegen:{concern.public_number}")
        assert one.ground == Ground(concern_id=concern.id)
        assert (one.title, one.code_keys) == (TITLE, codes)
        assert one.area_ids == (members[0].area_id,)
        proposal = a_proposal()
        both = origins_from([one.reference, f"vorschlag:{proposal.public_number}", one.reference])
        assert [origin.ground.proposal_id for origin in both] == [None, proposal.id]
        assert suggested(both)[0] == ""


@pytest.mark.parametrize(
    "reference",
    ["", "beitrag:EF-2026-999999", "anliegen:", "stellungnahme:x", "stellungnahme:99", "x:1"],
)
def test_a_reference_to_nothing_names_nothing(app, reference):
    with app.app_context():
        assert ground_from(reference) is None


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_what_is_not_public_is_no_origin(app, status):
    with app.app_context():
        number = make_submission(status=status).public_number
        assert ground_from(f"beitrag:{number}") is None
