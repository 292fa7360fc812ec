"""What a report says: as of its day, against the year before, the same on every database."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.councils.models import Proposal
from app.moderation.services import create_concern
from app.plan.models import Answer
from app.plan.services import Ground
from app.reports.services import collect, release_report
from app.reports.services.moving import change_of
from app.reports.services.year import Year
from app.shared.canonical import content_hash
from app.shared.clock import from_local, now
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.services import add_voice, withdraw
from tests.factories import make_measure, make_office, make_submission, somebody
from tests.reports.making import (
    a_year_of_measures,
    content,
    grounded,
    on,
    plan_for,
    report,
    store,
    with_money_and_effect,
)


@pytest.mark.parametrize(
    ("before", "after", "is_later", "is_overdue", "change"),
    [
        (None, "agreed", False, False, "new"),
        ("suggested", "decided", False, False, "new"),
        ("dropped", "agreed", False, False, "new"),
        (None, "done", False, False, "done"),
        ("running", "done", True, False, "done"),
        ("done", "done", False, False, "unchanged"),
        ("running", "dropped", False, True, "dropped"),
        ("agreed", "suggested", False, False, "dropped"),
        ("decided", "running", False, False, "moved"),
        ("deferred", "running", False, False, "moved"),
        ("done", "running", False, False, "moved"),
        ("decided", "running", True, False, "slipped"),
        ("running", "running", True, False, "slipped"),
        ("running", "running", False, True, "slipped"),
        ("decided", "deferred", False, False, "slipped"),
        ("deferred", "deferred", False, False, "unchanged"),
        ("decided", "decided", False, False, "unchanged"),
    ],
)
def test_what_counts_as_new_moved_slipped_done_or_dropped(
    before, after, is_later, is_overdue, change
):
    assert change_of(before, after, is_later=is_later, is_overdue=is_overdue) == change


@pytest.mark.parametrize(
    ("day", "before", "months"),
    [
        (dt.date(2026, 12, 31), dt.date(2025, 12, 31), 12),
        (dt.date(2026, 10, 15), dt.date(2025, 10, 15), 13),
        (dt.date(2028, 2, 29), dt.date(2027, 2, 28), 12),
    ],
)
def test_a_year_ends_with_its_reporting_date(day, before, months):
    year = Year(day)
    assert year.before == before
    assert len(year.months) == months
    assert year.months[0] == before + dt.timedelta(days=1)
    assert year.until == from_local(day + dt.timedelta(days=1))


def test_every_measure_stands_as_it_was_on_the_day_against_a_year_before(app):
    with app.app_context():
        a_year_of_measures()
        said = content()
    moves = {
        move["title"]: (move["change"], move["before"], move["after"]) for move in said["moved"]
    }
    assert moves == {
        "Kommt dazu": ("new", None, "agreed"),
        "Geht voran": ("moved", "decided", "running"),
        "Ruht": ("slipped", "decided", "deferred"),
        "Überfällig": ("slipped", "decided", "decided"),
        "Wird fertig": ("done", "decided", "done"),
        "Wird verworfen": ("dropped", "decided", "dropped"),
        "Bleibt": ("unchanged", "decided", "decided"),
    }
    dropped = next(move for move in said["moved"] if move["change"] == "dropped")
    assert dropped["steps"] == [
        {"on": "2026-03-01", "to": "dropped", "why": "Das Land zahlt nicht."}
    ]
    assert [move["change"] for move in said["moved"]] == sorted(
        (move["change"] for move in said["moved"]),
        key=("new", "moved", "slipped", "done", "dropped", "unchanged").index,
    )


def test_a_later_last_day_than_in_the_report_before_has_slipped(app):
    with app.app_context():
        with on(2025, 3, 1):
            measure = make_measure(status="decided", ends_on=dt.date(2026, 12, 1))
        with on(2025, 11, 2):
            release_report(somebody(), report(dt.date(2025, 10, 31)), 1)
            db.session.commit()
        with on(2026, 5, 1):
            plan_for(measure, dt.date(2027, 6, 1))
        [move] = content()["moved"]
    assert move["change"] == "slipped"
    assert (move["ended_before"], move["ends_now"]) == ("2026-12-01", "2027-06-01")


def test_money_is_summed_by_year_and_by_source_and_values_end_with_the_day(app):
    with app.app_context():
        with on(2026, 3, 1):
            with_money_and_effect(make_measure(status="agreed"))
        said = content()
    assert said["money"]["by_year"] == [
        {"year": 2026, "planned": "3000.50", "spent": "900.25"},
        {"year": 2027, "planned": "500.00", "spent": None},
    ]
    assert said["cover"]["financial_effects"] == said["money"]["by_year"]
    assert [(row["source"], row["year"], row["planned"]) for row in said["money"]["by_source"]] == [
        ("Haushalt", 2026, "2000.00"),
        ("Haushalt", 2027, "500.00"),
        ("Landesprogramm LSZ", 2026, "1000.50"),
    ]
    [figure] = said["measures"][0]["indicators"]
    assert figure["values"] == [{"on": "2026-06-01", "value": "12.5"}]


def test_evidence_counts_each_published_contribution_once_also_through_its_concern(app):
    with app.app_context():
        with on(2026, 3, 1):
            one, two, three = (make_submission(status="published") for _ in range(3))
            concern = create_concern(somebody(), [one, two], "Bänke")
            add_voice(one, "voice")
            own = Ground(submission_id=one.id)
            grounded(own, Ground(concern_id=concern.id), Ground(submission_id=three.id))
            withdraw(three)
            db.session.commit()
        [measure] = content()["measures"]
    found = measure["evidence"]
    assert (found["concerns"], found["contributions"], found["voices"]) == (1, 2, 3)


def test_participation_counts_what_was_published_by_the_day(app):
    with app.app_context():
        with on(2025, 5, 1):
            make_submission(status="published", area="altstadt")
        with on(2026, 5, 1):
            make_submission(status="published", codes=("field:wohnen",), on_behalf="others")
            make_submission(status="declined")
        with on(2026, 11, 5):
            make_submission(status="published")
        said = content()["participation"]
    assert said["total"] == {"contributions": 2, "voices": 2, "relayed": 1}
    assert said["year"] == {"contributions": 1, "voices": 1, "relayed": 1}
    assert said["received_in_year"] == 2
    places = {row["title"]: row["contributions"] for row in said["by_area"]}
    assert (places["Altstadt"], places["Rieth"], len(places)) == (1, 1, 53)
    for breakdown in ("by_field", "by_kind", "by_channel", "by_contributor", "by_month"):
        assert {row["contributions"] for row in said[breakdown]} == {None}, breakdown


def test_answers_count_for_all_contributions_of_a_concern_while_they_are_in_force(app):
    with app.app_context():
        with on(2026, 3, 1):
            members = [make_submission(status="published") for _ in range(3)]
            concern = create_concern(somebody(), members[:2], "Bänke")
            office_id, concern_id, other_id = make_office().id, concern.id, members[2].id
            store(
                an_answer(office_id, concern_id=concern_id),
                an_answer(office_id, submission_id=other_id),
            )
        with on(2026, 4, 1):
            begin_writing()
            last = db.session.scalar(select(Answer).where(Answer.submission_id == other_id))
            last.status, last.withdrawn_at, last.withdrawal_reason = "withdrawn", now(), "Falsch"
            db.session.commit()
        said = content()["answered"]
    assert said == {"published": 3, "answered": 2, "answers_in_year": 1}


def an_answer(office_id, **subject):
    return Answer(
        office_id=office_id,
        text="Die Bank kommt.",
        answered_on=now().date(),
        status="released",
        changed_at=now(),
        released_at=now(),
        **subject,
    )


def test_deadlines_are_told_in_time_late_and_open(app):
    with app.app_context():
        office_id = make_office().id
        days = [
            (dt.date(2026, 6, 1), dt.date(2026, 6, 1)),
            (dt.date(2026, 6, 1), dt.date(2026, 6, 2)),
            (dt.date(2026, 6, 1), None),
            (dt.date(2026, 12, 1), None),
            (dt.date(2026, 10, 1), dt.date(2026, 11, 5)),
        ]
        store(*(a_proposal(number, office_id, *pair) for number, pair in enumerate(days)))
        said = content()["deadlines"]
    lines = [(line["number"], line["decided_on"], line["outcome"]) for line in said["proposals"]]
    assert lines == [
        ("V-2026-000", "2026-06-01", "accepted"),
        ("V-2026-001", "2026-06-02", "accepted"),
        ("V-2026-002", None, None),
        ("V-2026-004", None, None),
        ("V-2026-003", None, None),
    ]
    del said["proposals"]
    assert said == {
        "submitted_in_year": 5,
        "kept": 1,
        "late": 1,
        "returned": 0,
        "overdue": 2,
        "running": 1,
    }


def a_proposal(number, office_id, due, decided):
    answer = {"outcome": "accepted", "reason": "Ja", "decided_on": decided} if decided else {}
    return Proposal(
        public_number=f"V-2026-{number:03d}",
        council_id=1,
        office_id=office_id,
        title="Bank",
        text="Eine Bank.",
        status="decided" if decided else "submitted",
        received_at=from_local(due - dt.timedelta(days=90)),
        created_at=from_local(due - dt.timedelta(days=91)),
        due_on=due,
        zone="Europe/Berlin",
        **answer,
    )


def test_breakdowns_name_large_numbers_and_leave_small_ones_open(app):
    with app.app_context():
        with on(2026, 5, 1):
            for _ in range(8):
                make_submission(status="published", codes=("field:wohnen",))
            for _ in range(13):
                make_submission(status="published", contributor_kind="business")
        with on(2026, 6, 1):
            make_submission(
                status="published", contributor_kind="politics", codes=("field:armut",), voices=2
            )
        said = content()["participation"]
    writers = {row["key"]: row["contributions"] for row in said["by_contributor"]}
    assert (writers["politics"], writers["resident"], writers["business"]) == (None, None, 13)
    fields = {row["key"]: (row["contributions"], row["voices"]) for row in said["by_field"]}
    assert (fields["field:wohnen"], fields["field:armut"]) == ((8, 8), (None, None))
    months = {row["title"]: row["contributions"] for row in said["by_month"]}
    assert months["Juni 2026"] is None
    assert months["Mai 2026"] is None, "else the sum would give June away"


# The tests run on both databases: one hash in this file holds them to the same bytes. It changes
# only when the content of a report does; the method page is words that other rooms write.
SAME = "5ab7f44ef2e5b427183a362b328c479238e86de7b4991fe32f0edecbc60bb7c3"


def test_the_same_data_give_the_same_content_on_every_database(app):
    with app.app_context():
        a_year_of_measures()
        with on(2026, 3, 2):
            with_money_and_effect(make_measure("Mit Geld", status="agreed"))
            make_submission(status="published", codes=("field:wohnen", "target:senioren"))
        found = report()
        first, second = (collect(found, 1) for _ in range(2))
    assert content_hash(first) == content_hash(second)
    assert content_hash({**first, "method": []}) == SAME
