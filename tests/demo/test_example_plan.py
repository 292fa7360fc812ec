"""The example plan: marked everywhere, varied, with one gap that nobody covers, and gone again."""

import pytest
from sqlalchemy import func, select

from app.demo.services import ensure_accounts, ensure_recipients, load_examples
from app.demo.services.bulk import generate
from app.demo.services.bulk_plan import generate_plan
from app.demo.services.plan import GAP
from app.guidelines.models import Code
from app.moderation.models import Coding
from app.plan.models import Answer, BudgetLine, EffectValue, Evidence, Measure, PlanCover
from app.plan.queries.coverage import coverage
from app.shared.database import db
from app.submissions.models import Submission
from tests.factories import make_measure

PASSWORD = "Ein Beispiel-Zugang 1"


@pytest.fixture
def context(app):
    with app.app_context():
        yield


@pytest.mark.examples
def test_the_example_plan_is_marked_everywhere_and_varied(context):
    load_examples()  # again: nothing comes twice
    measures = db.session.scalars(select(Measure)).all()
    answers = db.session.scalars(select(Answer)).all()
    covers = db.session.scalars(select(PlanCover)).all()
    assert (len(measures), len(answers), len(covers)) == (12, 8, 8)
    assert all(one.is_example for one in (*measures, *answers, *covers))
    texts = [text for one in measures for text in (one.title, one.text, one.reason or "Beispiel")]
    said = [*texts, *(one.text for one in answers), *(one.source for one in covers)]
    assert [text for text in said if not text.startswith("Beispiel")] == []
    papers = [one.paper for one in measures if one.paper]
    assert papers and all(paper.startswith("Beispiel ") for paper in papers)
    states = set(db.session.scalars(select(Measure.status)))
    assert states == {"suggested", "agreed", "decided", "running", "done", "deferred", "dropped"}
    assert db.session.scalar(select(func.count(func.distinct(Measure.lead_office_id)))) >= 4
    assert db.session.scalar(select(func.count(func.distinct(BudgetLine.year)))) >= 3
    for table in (Evidence, EffectValue):
        assert db.session.scalar(select(func.count()).select_from(table)) > 5


@pytest.mark.examples
def test_people_speak_about_the_planted_gap_and_nobody_covers_it(context):
    group, field = GAP
    coded = [
        select(Coding.submission_id).join(Code).where(Code.key == key) for key in (group, field)
    ]
    about = select(func.count()).where(*(Submission.id.in_(one) for one in coded))
    assert db.session.scalar(about.where(Submission.status == "published")) >= 4
    _nobody_covers_the_gap()


def _nobody_covers_the_gap():
    group, field = GAP
    for measure in db.session.scalars(select(Measure)):
        keys = {code.code_key for code in measure.codes}
        assert any(key.startswith("target:") for key in keys)
        assert any(key.startswith("field:") for key in keys)
        assert not {group, field} <= keys
    for cover in db.session.scalars(select(PlanCover)):
        assert cover.target_group_key not in (None, group) or cover.field_key not in (None, field)


@pytest.mark.examples
def test_the_public_sees_the_examples_as_examples_until_they_go(app, client, context):
    page = client.get("/plan/").text
    assert "Beispiel: Haltestellen ohne Stufe" in page
    assert "Beispiel: Wohnungen für große Familien" not in page  # a mere suggestion
    assert "Beispiel: Die Kante an Ihrer Haltestelle" in client.get("/").text
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    for table in (Measure, Answer, PlanCover, Evidence, BudgetLine, EffectValue):
        assert db.session.scalars(select(table)).all() == []


def test_a_generated_plan_is_like_a_real_one_and_leaves_the_gap(app):
    with app.app_context():
        ensure_accounts(PASSWORD)
        generate(600, 3, lambda number: None)
        generate_plan(60, 3, ensure_recipients().id)
        _nobody_covers_the_gap()
        states = dict(
            db.session.execute(select(Measure.status, func.count()).group_by(Measure.status)).all()
        )
        assert len(states) >= 5
        assert sum(states.values()) == 60
        found = coverage()
        assert found.without_office == 0
        assert 0 < found.contributions < 480
        assert make_measure().number not in {None, ""}
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        assert db.session.scalars(select(Measure.title)).all() == ["Bänke an Haltestellen"]
