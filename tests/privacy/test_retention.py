"""P6: what is kept how long; one day around each limit, legal holds, the offer to the archive."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.services import disable
from app.privacy.models import ArchiveOffer, PrivacyRequest, RetentionRun
from app.privacy.policy import months_after
from app.privacy.queries.retention import all_due, rules
from app.privacy.services import answer, hold, object_to, offer_to_archive, release
from app.privacy.services.retention import keep_to_the_rules
from app.shared.clock import from_local
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.jobs import Job, run_one
from app.submissions.models import Contact, Submission
from app.submissions.queries import by_id, history_of
from app.submissions.services import restrict
from tests.factories import make_person, make_submission, somebody

PAGE = "/verwaltung/datenschutz/fristen"
START = dt.date(2027, 3, 31)  # some limits fall on a month that is shorter


def at(day, hour=4):
    """That night at four o'clock in Europe/Berlin, when the work is done."""
    return time_machine.travel(from_local(day, dt.time(hour)), tick=True)


def night(app, day):
    """What the worker does in one night."""
    with at(day), app.app_context():
        while run_one() or keep_to_the_rules():
            db.session.commit()
        db.session.commit()
        db.session.remove()


def decided(app, status="published", **fields):
    with at(START, 12), app.app_context():
        return make_submission(status=status, **fields).id


def number_of(model, *conditions):
    wanted = select(func.count()).select_from(model)
    return db.session.scalar(wanted.where(*conditions))


@pytest.mark.parametrize(
    ("status", "last_day"),
    [("published", dt.date(2037, 3, 31)), ("declined", dt.date(2029, 3, 31))],
)
def test_a_decided_contribution_goes_to_the_archive_the_day_after_its_time(app, status, last_day):
    own = decided(app, status)
    for day, listed in ((last_day, 0), (last_day + dt.timedelta(days=1), 1)):
        night(app, day)
        with app.app_context():
            assert number_of(ArchiveOffer) == listed, day
            assert by_id(own).status == status


def test_nothing_is_deleted_before_it_was_offered(app):
    own = decided(app, "declined")
    for year in (2030, 2040):
        night(app, dt.date(year, 1, 1))
    with app.app_context():
        assert by_id(own).text


def test_what_was_offered_is_deleted_the_day_after_the_time_for_an_answer(app):
    own, offered = decided(app, "declined"), dt.date(2029, 8, 31)
    night(app, dt.date(2029, 4, 1))
    with at(offered, 12), app.app_context():
        assert offer_to_archive(somebody("admin")) == 1
        db.session.commit()
    last_day = dt.date(2030, 2, 28)
    for day, status in ((last_day, "declined"), (last_day + dt.timedelta(days=1), "withdrawn")):
        night(app, day)
        with app.app_context():
            assert by_id(own).status == status, day
    with app.app_context():
        assert by_id(own).text is None
        assert history_of(own)[-1].cause == "retention"
        assert number_of(ArchiveOffer) == 0


def test_a_legal_hold_keeps_everything_until_it_is_released(app):
    own = decided(app, "declined", email="gast@example.org")
    with app.app_context():
        hold(somebody("admin"), by_id(own), "Klage")
        db.session.commit()
    night(app, dt.date(2035, 1, 1))
    with app.app_context():
        assert (number_of(ArchiveOffer), number_of(Contact)) == (0, 1)
        release(somebody("admin"), by_id(own))
        db.session.commit()
    night(app, dt.date(2035, 1, 2))
    with app.app_context():
        assert (number_of(ArchiveOffer), number_of(Contact)) == (1, 0)


def test_a_hold_that_comes_after_the_offer_stops_the_deletion(app):
    own = decided(app, "declined")
    night(app, dt.date(2029, 4, 1))
    with at(dt.date(2029, 4, 1), 12), app.app_context():
        offer_to_archive(somebody("admin"))
        hold(somebody("admin"), by_id(own), "Klage")
        db.session.commit()
    night(app, dt.date(2031, 1, 1))
    with app.app_context():
        assert by_id(own).text


def test_an_address_is_deleted_the_day_after_its_time_and_the_text_stays(app):
    own = decided(app, email="gast@example.org")
    last_day = START + dt.timedelta(days=365)
    for day, left in ((last_day, 1), (last_day + dt.timedelta(days=1), 0)):
        night(app, day)
        with app.app_context():
            assert number_of(Contact) == left, day
            assert by_id(own).status == "published"


@pytest.mark.parametrize("status", ["received", "restricted"])
def test_what_nobody_decided_about_and_what_is_restricted_is_left_alone(app, status):
    own = decided(app, "received", email="gast@example.org")
    if status == "restricted":
        with app.app_context():
            restrict(by_id(own))
            db.session.commit()
    night(app, dt.date(2060, 1, 1))
    with app.app_context():
        assert by_id(own).status == status
        assert (number_of(ArchiveOffer), number_of(Contact)) == (0, 1)


def test_an_answered_request_is_deleted_the_day_after_its_time(app):
    own = decided(app)
    with at(START, 12), app.app_context():
        answer(somebody("admin"), object_to(by_id(own), "Grund"), "refused", "Nein.")
        db.session.commit()
    last_day = months_after(START, 36)
    for day, left in ((last_day, 1), (last_day + dt.timedelta(days=1), 0)):
        night(app, day)
        with app.app_context():
            assert number_of(PrivacyRequest) == left, day


def test_records_of_jobs_go_and_failed_ones_stay(app):
    with at(START, 12), app.app_context():
        at_noon = from_local(START, dt.time(12))
        fixed = {"kind": "submission_mail", "payload": {}, "result": {}, "attempts": 1}
        fixed |= {"progress": 0, "total": 0, "created_at": at_noon, "due_at": at_noon}
        rows = [fixed | {"state": state, "finished_at": at_noon} for state in ("done", "failed")]
        with db.engine.begin() as connection:
            connection.execute(Job.__table__.insert(), rows)
    last_day = START + dt.timedelta(days=30)
    for day, left in ((last_day, 2), (last_day + dt.timedelta(days=1), 1)):
        night(app, day)
        with app.app_context():
            assert number_of(Job) == left, day


def test_a_closed_account_loses_its_name_the_day_after_its_time(app):
    with at(START, 12), app.app_context():
        person = make_person("planner", name="Erika Muster")
        kept = make_person("planner", name="Bleibt Da")
        disable(person)
        db.session.commit()
        ids = (person.id, kept.id)
    last_day = months_after(START, 36)
    for day, name in (
        (last_day, "Erika Muster"),
        (last_day + dt.timedelta(days=1), "Geschlossenes Konto"),
    ):
        night(app, day)
        with app.app_context():
            found = [db.session.get_one(type(person), one) for one in ids]
            assert [one.name for one in found] == [name, "Bleibt Da"], day
    assert found[0].email == f"closed-{ids[0]}@invalid"


def test_it_is_done_once_a_night_and_not_before_half_past_three(app):
    decided(app, "declined")
    day = dt.date(2030, 1, 1)
    with at(day, 3), app.app_context():
        assert not keep_to_the_rules()
    night(app, day)
    with at(day, 5), app.app_context():
        assert not keep_to_the_rules()
        run = db.session.scalars(select(RetentionRun)).one()
        assert run.figures == {"declined": 1, "complete": 1}


def test_more_than_one_portion_is_done_in_one_night(app, monkeypatch):
    monkeypatch.setattr("app.privacy.services.retention.PORTION", 2)
    for _ in range(5):
        decided(app, "declined")
    night(app, dt.date(2030, 1, 1))
    with app.app_context():
        assert number_of(ArchiveOffer) == 5
        assert db.session.scalars(select(RetentionRun)).one().figures["declined"] == 5


@pytest.mark.parametrize("rule", ["declined_years: 1", "published_years: 1"])
def test_the_city_can_change_the_rules(app, tmp_path, rule):
    (tmp_path / "retention.yaml").write_text(rule)
    decided(app, rule.split("_")[0])
    night(app, dt.date(2028, 4, 1))
    with app.app_context():
        assert number_of(ArchiveOffer) == 1


@pytest.mark.parametrize(
    "rule", ["declined_years: 0", "declined_years: true", "sofort: 1", "contact_days: bald"]
)
def test_a_file_of_rules_that_cannot_be_used_is_refused(app, tmp_path, rule):
    (tmp_path / "retention.yaml").write_text(rule)
    with app.app_context(), pytest.raises(InvalidData, match=r"retention\.yaml"):
        rules()


def test_a_dry_run_says_what_is_due_and_deletes_nothing(app):
    own = decided(app, "declined", email="gast@example.org")
    with at(dt.date(2030, 1, 1)):
        output = app.test_cli_runner().invoke(args=["privacy", "retention", "--dry-run"]).output
        with app.app_context():
            due = {one.key: one.number for one in all_due(dt.date(2030, 1, 1))}
    assert due["declined"] == due["contact"] == 1
    assert "declined: 1" in output
    with app.app_context():
        assert by_id(own).public_number in output
        assert (number_of(ArchiveOffer), number_of(Contact)) == (0, 1)


def test_the_command_does_the_same_as_the_night(app):
    decided(app, "declined")
    with at(dt.date(2030, 1, 1)):
        answer_ = app.test_cli_runner().invoke(args=["privacy", "retention"])
    assert "declined: 1" in answer_.output
    with app.app_context():
        assert number_of(ArchiveOffer) == 1


def test_the_page_shows_what_is_due_offers_and_holds(client_of, app):
    own = decided(app, "declined")
    night(app, dt.date(2029, 4, 1))
    admin = client_of("admin")
    with app.app_context():
        number = by_id(own).public_number
    assert number in admin.get(PAGE).text
    data = {"number": number.lower(), "reason": "Klage vor Gericht <b>"}
    assert admin.post_form(PAGE, data).status_code == 303
    assert "Klage vor Gericht &lt;b&gt;" in admin.get(PAGE).text
    url = f"{PAGE}/{number}/freigeben"
    assert admin.post_form(url, {}, page=PAGE).status_code == 303
    assert "Klage" not in admin.get(PAGE).text
    assert admin.post_form(f"{PAGE}/angeboten", {}, page=PAGE).status_code == 303
    page = admin.get(PAGE).text
    assert "angeboten am" in page
    assert "Nichts wartet" in page


@pytest.mark.parametrize(
    "data", [{}, {"number": "EF-1-1", "reason": "Klage"}, {"number": "EF-2027-000001"}]
)
def test_a_hold_that_names_nothing_comes_back(client_of, app, data):
    decided(app)
    answer_ = client_of("admin").post_form(PAGE, data)
    assert answer_.status_code == 422
    assert all(value in answer_.text for value in data.values())


def test_only_contributions_that_are_there_can_be_kept(client_of, app):
    own = decided(app, "withdrawn")
    with app.app_context():
        number = by_id(own).public_number
    answer_ = client_of("admin").post_form(PAGE, {"number": number, "reason": "Klage"})
    assert answer_.status_code == 422
    assert "schon gelöscht" in answer_.text
    with app.app_context():
        assert db.session.scalars(select(Submission.status)).all() == ["withdrawn"]
