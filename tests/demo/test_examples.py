"""Example content: loaded through the real services, marked, and taken away without a trace."""

import pytest
import yaml
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.queries import by_email
from app.areas.queries import directory
from app.demo.services import CONTRIBUTIONS, ensure_accounts, load_examples
from app.demo.services.bulk import generate
from app.insights.models import IndicatorFigure, StatisticSnapshot
from app.insights.queries.demand import stale_areas
from app.insights.services import publish_statistics
from app.insights.services.counting_demand import count_area
from app.moderation.models import Coding, Concern, ConcernMember
from app.moderation.queries import counts_of
from app.moderation.services import add_to_concern
from app.shared.clock import today
from app.shared.database import Base, db
from app.shared.idle import run_idle
from app.submissions.models import Question, Submission, SubmissionCount, SubmissionEvent, Voice
from app.submissions.queries import by_receipt_code, published_by_area
from app.submissions.services import ask, receipt_code, recount
from tests.factories import make_submission, somebody
from tests.trust.test_s1_forged_requests import table_hashes

PASSWORD = "Ein Beispiel-Zugang 1"
# What a removal leaves behind on purpose: the trail, the last number, the revision, emptied counts,
# jobs, which name contributions by number alone, and when demand was counted last.
KEEPS_TRACES = {
    "demand_area",
    "retention_run",
    "job",
    "audit_entry",
    "audit_head",
    "number_series",
    "public_revision",
    "statistic_snapshot",
    "submission_count",
}


def load(app):
    with app.app_context():
        ensure_accounts(PASSWORD)
        return load_examples()


def test_the_examples_are_many_and_varied():
    items = yaml.safe_load(CONTRIBUTIONS.read_text(encoding="utf-8"))
    assert len(items) >= 80
    assert len({item["area"] for item in items if "area" in item}) >= 30
    assert len({item["contributor_kind"] for item in items}) >= 8
    assert {item["language"] for item in items} == {"de", "en", "uk", "ar", "tr"}
    assert {i["status"] for i in items} == {"received", "published", "declined", "withdrawn"}


@pytest.mark.examples
def test_every_example_is_marked_and_loading_again_adds_nothing(app):
    assert load(app) == 0
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Submission)) >= 80
        unmarked = select(func.count()).where(~Submission.is_example)
        assert db.session.scalar(unmarked) == 0


def test_a_new_city_has_its_population_among_the_indicators_and_loads_it_once(app, client):
    for _ in range(2):
        assert app.test_cli_runner().invoke(args=["demo", "prepare"]).exit_code == 0
    page = client.get("/plan/kennzahlen").text
    assert "noch keine Werte" not in page
    with app.app_context():
        rieth = directory().by_slug["rieth"]
        stored = db.session.scalars(select(IndicatorFigure).filter_by(area_id=rieth.id)).all()
        assert [int(figure.value) for figure in stored] == [rieth.population]


@pytest.mark.examples
def test_there_are_example_concerns_and_voices_marked_as_such(app):
    with app.app_context():
        concerns = db.session.scalars(select(Concern)).all()
        assert len(concerns) >= 2
        assert all(concern.is_example for concern in concerns)
        counts = counts_of([concern.id for concern in concerns]).values()
        assert all(one.published == one.contributions > 1 for one in counts)
        assert any(one.voices > one.contributions for one in counts)
        voices = db.session.scalar(select(func.count()).select_from(Voice))
    load(app)
    with app.app_context():
        assert len(db.session.scalars(select(Concern)).all()) == len(concerns)
        assert db.session.scalar(select(func.count()).select_from(Voice)) == voices > 0


@pytest.mark.examples
def test_an_example_concern_goes_even_if_something_real_is_in_it(app):
    with app.app_context():
        concern = db.session.scalars(select(Concern)).first()
        real = make_submission(text="Echt")
        add_to_concern(somebody(), concern, concern.version, [real])
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        assert db.session.scalars(select(Submission.text)).all() == ["Echt"]
        for table in (Concern, ConcernMember, SubmissionEvent, Voice):
            assert db.session.scalars(select(table)).all() == []


@pytest.mark.examples
def test_personal_data_of_examples_is_blackened(client):
    page = client.get("/ortsteile/rieth").text
    assert "█████" in page
    assert "0361 555 01 23" not in page


def count_demand():
    """Count demand as the worker does when it is idle."""
    for area_key in stale_areas():
        count_area(area_key)
    db.session.commit()


def test_removing_leaves_everything_real_as_it_was(app):
    with app.app_context():
        make_submission(text="Echt", status="published", codes=("field:wohnen",))
        assert run_idle()  # the worker takes texts in for the search, then compares them
        assert run_idle()
        count_demand()
    before = table_hashes(app)
    assert load(app) >= 80
    with app.app_context():
        generate(50, 7, lambda number: None)
        while run_idle():
            pass
        publish_statistics(today())
        db.session.commit()
        assert db.session.scalars(select(StatisticSnapshot)).all()
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        count_demand()
    after = table_hashes(app)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= KEEPS_TRACES
    with app.app_context():
        assert db.session.scalars(select(Submission.text)).all() == ["Echt"]
        assert sum(published_by_area().values()) == 1
        assert db.session.scalars(select(StatisticSnapshot)).all() == []  # made anew without them


@pytest.mark.examples
def test_examples_that_were_asked_about_go_as_well(app):
    with app.app_context():
        example = db.session.scalars(select(Submission).where(Submission.status == "received"))
        ask(example.first(), by_email("moderation@example.org"), "Wo genau?")
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        assert db.session.scalars(select(Question)).all() == []
        assert db.session.scalars(select(Submission)).all() == []


@pytest.mark.examples
def test_an_account_that_decided_something_real_stays_but_is_closed(app):
    with app.app_context():
        from app.moderation.services import publish

        submission = make_submission(text="Echt")
        person = by_email("moderation@example.org")
        publish(person, submission, submission.version, [], [], None)
        db.session.commit()
    app.test_cli_runner().invoke(args=["demo", "remove"])
    with app.app_context():
        assert not by_email("moderation@example.org").active
        assert by_email("planung@example.org") is None


def test_generated_contributions_are_like_real_ones(app):
    with app.app_context():
        ensure_accounts(PASSWORD)
        generate(400, 3, lambda number: None)
        shares = dict(
            db.session.execute(
                select(Submission.status, func.count()).group_by(Submission.status)
            ).all()
        )
        assert 0.7 < shares["published"] / 400 < 0.9
        assert set(shares) == {"published", "received", "declined", "withdrawn"}
        published = select(Submission.id).where(Submission.status == "published")
        coded = select(func.count(func.distinct(Coding.submission_id)))
        assert db.session.scalar(coded) == len(db.session.scalars(published).all())
        some = db.session.scalars(select(Submission).limit(1)).one()
        assert by_receipt_code(receipt_code(some.submission_key)).id == some.id
        make_submission(text="danach geht es weiter")


def test_the_same_seed_gives_the_same_city(make_app, app, templates):
    def texts(url):
        other = make_app(DATABASE_URL=url)
        with other.app_context():
            ensure_accounts(PASSWORD)
            generate(60, 5, lambda number: None)
            columns = (Submission.text, Submission.area_id, Submission.kind, Submission.status)
            rows = db.session.execute(select(*columns).order_by(Submission.id)).all()
            db.session.remove()
            db.engine.dispose()
            return rows

    with templates.fresh() as first, templates.fresh() as second:
        assert texts(first) == texts(second)


@pytest.mark.examples
def test_maintained_counts_equal_a_fresh_count(app):
    with app.app_context():
        make_submission(status="withdrawn")
        columns = (SubmissionCount.area_key, SubmissionCount.status, SubmissionCount.number)
        wanted = select(*columns).where(SubmissionCount.number > 0)
        kept = sorted(map(tuple, db.session.execute(wanted)))
        recount()
        db.session.commit()
        assert sorted(map(tuple, db.session.execute(wanted))) == kept


@pytest.mark.parametrize("environ", [{"APP_ENV": "production", "BASE_URL": "https://a.example"}])
def test_in_production_no_known_password_is_used(make_app, environ):
    result = make_app(**environ).test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "--password-stdin" in result.output
    assert Base.metadata.tables
    with make_app().app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == 0
