"""Concerns: merged, split again, never losing a contribution, a voice or a receipt."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry
from app.moderation.models import Concern, ConcernMember
from app.moderation.policy import can_edit_concerns, can_merge
from app.moderation.queries import concerns_of, counts_of, figures_of, members_of
from app.moderation.services import (
    ChangedMeanwhile,
    add_to_concern,
    create_concern,
    dissolve,
    merge,
    merge_state,
    rename,
    take_out,
)
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.submissions.queries import events_of
from app.submissions.services import add_voice, withdraw
from tests.factories import make_submission, somebody

TITLE = "Busse am Abend"
STATUSES = ("received", "published", "declined", "withdrawn")


def make_concern(number=2, title=TITLE, status="published", **fields):
    members = [make_submission(status=status, **fields) for _ in range(number)]
    concern = create_concern(somebody(), members, title)
    db.session.commit()
    return concern, members


def ids_in(concern):
    return [member.submission.id for member in members_of(concern.id, None, 50).rows]


def events(submission):
    return [(event.kind, event.reference, event.title) for event in events_of(submission.id)]


@pytest.mark.parametrize("role", ["moderator", "admin", "planner"])
@pytest.mark.parametrize("status", STATUSES)
def test_moderators_merge_what_waits_or_is_published(app, role, status):
    with app.app_context():
        submission = make_submission(status=status)
        allowed = role != "planner" and status in ("received", "published")
        assert can_merge(somebody(role), submission) is allowed
        assert can_edit_concerns(somebody(role)) is (role != "planner")


def test_a_concern_has_a_number_and_tells_each_submitter(app):
    with app.app_context():
        concern, members = make_concern()
        assert concern.public_number == f"A-{now().year}-0001"
        for member in members:
            assert events(member) == [("concern_joined", concern.public_number, TITLE)]
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert actions.count(f"merged into {concern.public_number}") == 2


def test_splitting_again_leaves_the_rest_together(app):
    with app.app_context():
        concern, (first, second, third) = make_concern(3)
        assert take_out(somebody(), concern, concern.version, second)
        db.session.commit()
        assert sorted(ids_in(concern)) == sorted([first.id, third.id])
        assert [kind for kind, *_ in events(second)] == ["concern_joined", "concern_left"]
        add_to_concern(somebody(), concern, concern.version, [second])
        assert second.id in ids_in(concern)


def test_the_last_but_one_takes_the_concern_with_it(app):
    with app.app_context():
        concern, (first, second) = make_concern()
        assert not take_out(somebody(), concern, concern.version, first)
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(Concern)) == 0
        assert db.session.scalar(select(func.count()).select_from(ConcernMember)) == 0
        assert events(second)[-1][0] == "concern_left"
        again, _ = make_concern()
        assert again.public_number.endswith("0002")


def test_dissolving_frees_every_contribution(app):
    with app.app_context():
        concern, members = make_concern(3)
        dissolve(somebody(), concern, concern.version)
        db.session.commit()
        assert concerns_of([member.id for member in members]) == {}
        assert create_concern(somebody(), members, "Neu").title == "Neu"


def test_a_contribution_belongs_to_one_concern_at_most(app):
    with app.app_context():
        concern, (first, _second) = make_concern()
        other, _ = make_concern()
        number, version = other.public_number, other.version
        with pytest.raises(ChangedMeanwhile):
            add_to_concern(somebody(), other, version, [make_submission(), first])
        db.session.rollback()
        assert concerns_of([first.id])[first.id].id == concern.id
        stored = db.session.scalars(select(Concern).where(Concern.public_number == number)).one()
        assert (stored.version, len(ids_in(stored))) == (version, 2)


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_what_is_not_public_and_never_will_be_is_not_merged(app, status):
    with app.app_context(), pytest.raises(NotPossible):
        create_concern(somebody(), [make_submission(), make_submission(status=status)], TITLE)


def test_one_contribution_twice_is_no_concern(app):
    with app.app_context():
        submission = make_submission()
        with pytest.raises(NotPossible):
            create_concern(somebody(), [submission, submission], TITLE)


@pytest.mark.parametrize(
    "act",
    [
        lambda person, concern, members: rename(person, concern, 99, "Anders"),
        lambda person, concern, members: dissolve(person, concern, 99),
        lambda person, concern, members: take_out(person, concern, 99, members[0]),
        lambda person, concern, members: add_to_concern(person, concern, 99, members),
    ],
    ids=["rename", "dissolve", "take out", "add"],
)
def test_nothing_changes_a_concern_that_somebody_else_changed(app, act):
    with app.app_context():
        concern, members = make_concern()
        concern_id = concern.id
        with pytest.raises(ChangedMeanwhile):
            act(somebody(), concern, members)
        db.session.rollback()
        stored = db.session.get(Concern, concern_id)
        assert (stored.title, stored.version, len(ids_in(stored))) == (TITLE, concern.version, 2)


def test_merging_joins_the_concern_that_one_of_them_has(app):
    with app.app_context():
        concern, (first, _) = make_concern()
        new = make_submission()
        found = merge(somebody(), new, first, merge_state(new, first), None)
        assert found.id == concern.id
        assert len(ids_in(concern)) == 3


def test_merging_rests_on_what_was_on_the_screen(app):
    with app.app_context():
        one, other, third = (make_submission() for _ in range(3))
        seen = merge_state(one, other)
        merge(somebody(), other, third, merge_state(other, third), "Schneller")
        db.session.commit()
        with pytest.raises(ChangedMeanwhile):
            merge(somebody(), one, other, seen, "Langsamer")


def test_two_concerns_are_not_mixed_by_merging_two_contributions(app):
    with app.app_context():
        one, other = make_concern()[1][0], make_concern()[1][0]
        with pytest.raises(NotPossible):
            merge(somebody(), one, other, merge_state(one, other), None)


def test_who_deletes_stays_counted_but_leaves_nothing_to_read(app):
    with app.app_context():
        concern, (first, second) = make_concern(text="Kanarienvogel 4711")
        add_voice(second, "a voice")
        withdraw(first)
        db.session.commit()
        counts = counts_of([concern.id])[concern.id]
        assert (counts.contributions, counts.voices) == (2, 3)
        assert (counts.published, counts.published_voices) == (1, 2)
        assert figures_of(concern.id).contributions == 1


def test_figures_keep_voices_and_contributions_apart(app):
    with app.app_context():
        web = make_submission(status="published", kind="need")
        paper = make_submission(status="published", channel="paper", kind="need")
        far = make_submission(status="published", area="altstadt", kind="idea")
        waiting = make_submission()
        concern = create_concern(somebody(), [web, paper, far, waiting], TITLE)
        for number in range(3):
            add_voice(web, f"voice {number}")
        figures = figures_of(concern.id)
        assert (figures.contributions, figures.voices, figures.me_too) == (3, 6, 3)
        assert list(figures.by_area) == [(web.area_id, 2, 5), (far.area_id, 1, 1)]
        assert list(figures.by_kind) == [("need", 2, 5), ("idea", 1, 1)]
        assert list(figures.by_channel) == [("web", 2, 2), ("paper", 1, 1)]


def test_the_members_of_a_large_concern_are_paged_without_gaps(app):
    with app.app_context():
        concern, members = make_concern(5, status="received")
        from app.shared.paging import read_position

        seen, token = [], None
        for _ in range(3):
            page = members_of(concern.id, read_position(token), 2)
            seen += [member.submission.id for member in page.rows]
            token = page.next_token
        assert sorted(seen) == sorted(member.id for member in members)
        assert token is None
