"""Suggested codes: from the first day, better with codings, shown and never applied."""

import json
import re

import pytest
from sqlalchemy import func, select, update

from app.guidelines.queries import catalogue
from app.moderation.models import CodeSuggestion, Coding, SuggestionModel, SuggestionsMade
from app.moderation.queries import suggestion_model, suggestions_for
from app.moderation.services import similarity, suggesting
from app.moderation.services.code_texts import code_texts
from app.moderation.services.precision import precision
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from app.submissions.services import correct, withdraw
from tests.factories import code_id, make_submission
from tests.guidelines.test_successions import NEW, put_in_force

BUS = "Der Bus fährt abends zu selten, und der Radweg ist voller Löcher."
FLAT = "Die Miete für unsere Wohnung steigt jedes Jahr."


def work():
    while run_one() or run_idle():
        pass


def keys(submission):
    return [code.key for code in suggestions_for(submission.id)]


@pytest.fixture(params=[True, False], ids=["with vectors", "without"])
def vectors(request, monkeypatch):
    if not request.param:
        monkeypatch.setattr(similarity, "VECTOR_PACKAGE", "none")
    code_texts.cache_clear()
    yield request.param
    code_texts.cache_clear()


def test_definitions_alone_are_enough_on_the_first_day(app, vectors):
    with app.app_context():
        bus, flat = make_submission(text=BUS), make_submission(text=FLAT)
        work()
        assert "field:mobilitaet" in keys(bus)[:3]
        assert "field:wohnen" in keys(flat)[:3]
        assert len(keys(bus)) == 5
        assert suggestion_model().figures["precision_at_3"] is None


def test_earlier_codings_teach(app, vectors):
    """The definition of this target group says nothing about buses; people do."""
    with app.app_context():
        bus = make_submission(text=BUS)
        work()
        assert "target:migration" not in keys(bus)
        for number in range(10):
            text = f"Abends kommt kein Bus mehr, wir warten vergeblich ({number})."
            make_submission(text=text, status="published", codes=("target:migration",))
            make_submission(text=f"{FLAT} {number}", status="published", codes=("field:wohnen",))
        work()
        assert "target:migration" in keys(bus)[:3]
        model = suggestion_model()
        assert (model.contributions, model.codings) == (20, 20)


def test_the_same_codings_give_the_same_suggestions(app):
    with app.app_context():
        make_submission(text=FLAT, status="published", codes=("field:wohnen",))
        bus = make_submission(text=BUS)
        work()
        columns = select(CodeSuggestion.code_id, CodeSuggestion.score, CodeSuggestion.position)
        wanted = columns.where(CodeSuggestion.submission_id == bus.id).order_by("position")
        before = db.session.execute(wanted).all()
        first = suggestion_model().id
        begin_writing()
        db.session.execute(update(SuggestionModel).values(is_outdated=True))
        db.session.commit()
        work()
        assert suggestion_model().id > first
        assert db.session.execute(wanted).all() == before


def test_what_waits_and_what_was_published_without_codes_gets_suggestions(app):
    with app.app_context():
        waiting = make_submission(text=BUS)
        bare = make_submission(text=BUS, status="published")
        others = [
            make_submission(text=BUS, status="published", codes=("field:wohnen",)),
            make_submission(text=BUS, status="declined"),
            make_submission(text=BUS, status="withdrawn"),
        ]
        work()
        assert keys(waiting) == keys(bare)
        assert [keys(one) for one in others] == [[], [], []]


def test_new_codings_and_a_new_catalogue_teach_anew(app, monkeypatch):
    monkeypatch.setattr(suggesting, "NEW_CODINGS", 2)
    with app.app_context():
        waiting = make_submission(text=BUS)
        work()
        first = suggestion_model().id
        make_submission(text=FLAT, status="published", codes=("field:wohnen",))
        work()
        assert suggestion_model().id == first
        make_submission(text=FLAT, status="published", codes=("field:wohnen",))
        work()
        assert suggestion_model().id > first
        put_in_force(NEW.replace('"field:c"', "").replace('"field:d", "field:e"', ""))
        assert keys(waiting) == []
        work()
        assert set(keys(waiting)) <= catalogue().by_key.keys()
        assert len(keys(waiting)) == 5


def test_of_a_deleted_text_no_suggestion_and_nothing_learned_is_left(app):
    with app.app_context():
        gone = make_submission(text=BUS)
        taught = make_submission(text=FLAT, status="published", codes=("field:wohnen",))
        make_submission(text="Mehr Bäume", status="published", codes=("field:kultur",))
        work()
        assert suggestion_model().contributions == 2
        assert "wohnen" in suggestion_model().learned["concept_weights"]
        withdraw(gone)
        withdraw(taught)
        db.session.commit()
        work()
        for table in (CodeSuggestion, SuggestionsMade):
            left = select(func.count()).where(table.submission_id.in_([gone.id, taught.id]))
            assert db.session.scalar(left) == 0
        assert suggestion_model().contributions == 1
        assert "wohnen" not in suggestion_model().learned["concept_weights"]


def test_a_corrected_text_is_looked_at_anew(app):
    with app.app_context():
        submission = make_submission(text=FLAT)
        work()
        correct(submission, BUS)
        db.session.commit()
        work()
        assert "field:mobilitaet" in keys(submission)[:3]


def test_a_worker_that_fails_while_learning_leaves_what_was_learned_before(app, monkeypatch):
    """R4: the new model takes the place of the old one in one transaction."""
    with app.app_context():
        waiting = make_submission(text=BUS)
        work()
        first, before = suggestion_model().id, keys(waiting)
        begin_writing()
        db.session.execute(update(SuggestionModel).values(is_outdated=True))
        db.session.commit()
        real = suggesting._store_model

        def failing(*arguments):
            real(*arguments)
            raise OSError("planted")

        with monkeypatch.context() as planted:
            planted.setattr(suggesting, "_store_model", failing)
            assert not run_idle()
        assert (suggestion_model().id, keys(waiting)) == (first, before)
        work()
        assert suggestion_model().id > first
        assert not suggestion_model().is_outdated


def test_no_word_of_a_resident_is_kept_in_what_was_learned(app):
    with app.app_context():
        for number in range(3):
            text = f"Frau Zipfelmeier wartet auf den Bus {number}"
            make_submission(text=text, status="published", codes=("field:mobilitaet",))
        work()
        assert "zipfelmeier" not in json.dumps(suggestion_model().learned).lower()


def test_the_workbench_shows_them_and_applies_none(app, client_of):
    moderator = client_of("moderator")
    with app.app_context():
        submission = make_submission(text=BUS)
        work()
        number, wanted = submission.public_number, code_id("field:mobilitaet")
    page = moderator.get(f"/moderation/{number}").text
    suggested = page.partition("Vorschläge")[2].partition("</fieldset>")[0]
    assert f'name="fields" value="{wanted}"' in suggested
    assert "checked" not in suggested
    assert len(re.findall(rf'name="fields" value="{wanted}"', page)) == 1
    answer = moderator.post_form(f"/moderation/{number}", {"action": "publish"})
    assert answer.status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Coding)) == 0


def test_a_ticked_suggestion_is_a_code_like_any_other_and_stays_ticked(app, client_of):
    moderator = client_of("moderator")
    with app.app_context():
        submission = make_submission(text=BUS)
        work()
        number, wanted = submission.public_number, code_id("field:mobilitaet")
    data = {"action": "codes", "fields": [str(wanted)]}
    assert moderator.post_form(f"/moderation/{number}", data).status_code == 303
    page = moderator.get(f"/moderation/{number}").text
    assert re.search(rf'value="{wanted}" checked', page.partition("Vorschläge")[2])
    wrong = moderator.post_form(
        f"/moderation/{number}", data | {"action": "publish", "words": "fehlt hier"}
    )
    assert wrong.status_code == 422
    assert re.search(rf'value="{wanted}" checked', wrong.text)


@pytest.mark.examples
def test_the_examples_show_that_codings_help(app):
    with app.app_context():
        known = catalogue()
        figures = precision(suggesting.coded_texts(known), code_texts(known))
        assert figures["contributions"] >= 60
        assert figures["codings"] >= 130
        assert figures["precision_at_3"] >= 0.32
        assert figures["definitions_alone"] >= 0.26
        assert figures["precision_at_3"] > figures["definitions_alone"] + 0.03
        assert figures["possible"] < 0.75


def test_with_many_codings_newer_ones_are_tried_on_what_older_ones_taught(app, monkeypatch):
    monkeypatch.setattr("app.moderation.services.precision.ENOUGH_BY_TIME", 20)
    with app.app_context():
        for number in range(20):
            key = "field:wohnen" if number % 2 else "field:mobilitaet"
            text = FLAT if number % 2 else BUS
            make_submission(text=text, status="published", codes=(key,))
        known = catalogue()
        figures = precision(suggesting.coded_texts(known), code_texts(known))
    assert figures["by_time"]
    assert (figures["contributions"], figures["codings"]) == (4, 4)
    assert figures["precision_at_3"] == figures["possible"] == round(1 / 3, 4)


def test_the_quality_page_says_what_was_measured_and_on_how_much(app, client_of, monkeypatch):
    moderator = client_of("moderator")
    page = moderator.get("/moderation/qualitaet").text
    assert "Noch wurde nichts vorgeschlagen" in page
    assert "Noch nicht gemessen" in page
    monkeypatch.setattr("app.moderation.services.samples.partners_among_nearest", lambda pairs: [])
    with app.app_context():
        for number in range(12):
            make_submission(text=f"{BUS} {number}", status="published", codes=("field:mobilitaet",))
    assert moderator.post_form("/moderation/qualitaet", {}).status_code == 303
    with app.app_context():
        work()
        figures = suggestion_model().figures
    page = moderator.get("/moderation/qualitaet").text
    assert f"<dd>{round(100 * figures['precision_at_3'])} %</dd>" in page
    assert "Geprüft an 12 Beiträgen mit 12 Zuordnungen" in page
    assert "gefundene Stellen" in page
    assert "301 Paare" in page


def test_the_command_measures_suggestions_too(app, monkeypatch):
    monkeypatch.setattr("app.moderation.services.samples.partners_among_nearest", lambda pairs: [])
    with app.app_context():
        for number in range(12):
            make_submission(text=f"{BUS} {number}", status="published", codes=("field:mobilitaet",))
    result = app.test_cli_runner().invoke(args=["moderation", "quality", "--json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["suggestions"]["contributions"] == 12
    assert figures["suggestions"]["precision_at_3"] == round(1 / 3, 4)
    assert figures["personal_data"]["texts"] >= 300
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 12
