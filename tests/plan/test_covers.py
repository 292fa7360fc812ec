"""Specialist plans say what they cover: on the page and from a table."""

import pytest

from app.plan.models import PlanCover
from app.plan.queries.covers import covers, key_of
from app.shared.database import db

HEADING = "plan;target_group;field;area;source\n"
GOOD = HEADING + "plan:isek-2030;target:senioren;field:wohnen;06;Kapitel 4\n"
FORM = {
    "plan": "plan:isek-2030",
    "target_group": "target:senioren",
    "field": "",
    "area": "",
    "source": "Kapitel 4, Seite 31",
}
PAGE = "/plan/arbeit/fachplaene"


def stored(app):
    """Return what is declared."""
    with app.app_context():
        return [(*key_of(cover), cover.source) for cover in covers()]


def load(app, tmp_path, text, *options):
    """Load a table by the command."""
    file = tmp_path / "covers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return app.test_cli_runner().invoke(args=["plan", "load-covers", str(file), *options])


def send(client, **changes):
    """Send the form."""
    return client.post(PAGE, data=FORM | changes | {"csrf_token": client.token()})


def test_a_planner_notes_what_a_plan_covers_and_sees_it(app, client_of):
    planner = client_of("planner")
    assert send(planner).status_code == 303
    page = planner.get(f"{PAGE}?fachplan=plan:isek-2030").text
    assert "Kapitel 4, Seite 31" in page
    assert "alle Handlungsfelder" in page
    others = planner.get(f"{PAGE}?fachplan=plan:seniorenbericht").text
    assert "Es ist noch nichts angegeben." in others
    expected = ("plan:isek-2030", "target:senioren", None, None, "Kapitel 4, Seite 31")
    assert stored(app) == [expected]


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"plan": ""}, "plan"),
        ({"plan": "field:wohnen"}, "plan"),
        ({"target_group": "target:unbekannt"}, "target_group"),
        ({"target_group": ""}, "area"),
        ({"area": "9999"}, "area"),
        ({"source": ""}, "source"),
        ({"source": "x" * 301}, "source"),
    ],
)
def test_bad_input_is_said_at_the_field(app, client_of, changes, at):
    answer = send(client_of("planner"), **changes)
    assert answer.status_code == 422
    assert f'id="{at}-error"' in answer.text
    assert stored(app) == []


def test_the_same_is_not_noted_twice(app, client_of):
    planner = client_of("planner")
    send(planner)
    assert send(planner, source="Anderswo").status_code == 422
    assert len(stored(app)) == 1


def test_what_was_taken_away_can_be_noted_again(app, client_of):
    planner = client_of("planner")
    send(planner)
    before = stored(app)
    with app.app_context():
        number = db.session.query(PlanCover).one().id
    answer = planner.post(f"{PAGE}/{number}/entfernen", data={"csrf_token": planner.token()})
    assert stored(app) == []
    page = planner.get(answer.location).text
    assert 'value="Kapitel 4, Seite 31"' in page
    assert '<option value="target:senioren" selected>' in page
    send(planner)
    assert stored(app) == before


def test_a_table_is_loaded_once(app, tmp_path):
    first = load(app, tmp_path, GOOD)
    assert "new: plan:isek-2030: target:senioren, field:wohnen, Rieth (Kapitel 4)" in first.output
    before = stored(app)
    assert "Nothing changed." in load(app, tmp_path, GOOD).output
    assert stored(app) == before
    assert len(before) == 1


def test_another_source_is_taken_over_and_other_lines_stay(app, tmp_path):
    load(app, tmp_path, GOOD + "plan:isek-2030;;field:bildung;;Kapitel 5\n")
    load(app, tmp_path, GOOD.replace("Kapitel 4", "Kapitel 9"))
    assert sorted(row[-1] for row in stored(app)) == ["Kapitel 5", "Kapitel 9"]


def test_a_dry_run_says_the_same_and_changes_nothing(app, tmp_path):
    assert "new: plan:isek-2030" in load(app, tmp_path, GOOD, "--dry-run").output
    assert stored(app) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("plan:unbekannt;;field:wohnen;;x", "plan: there is no specialist_plan 'plan:unbekannt'"),
        (";;field:wohnen;;x", "plan: is missing"),
        ("plan:isek-2030;field:wohnen;;;x", "target_group: there is no target_group"),
        ("plan:isek-2030;;target:senioren;;x", "field: there is no field"),
        ("plan:isek-2030;;;99;x", "area: there is no Ortsteil '99'"),
        ("plan:isek-2030;;field:wohnen;;", "source: give one"),
        ("plan:isek-2030;;;;x", "a plan cannot cover everything"),
        ("plan:isek-2030;target:senioren;field:wohnen;6;x", "this stands in the file already"),
    ],
)
def test_each_wrong_line_is_named_and_then_nothing_is_loaded(app, tmp_path, line, problem):
    result = load(app, tmp_path, GOOD + line + "\n")
    assert result.exit_code == 1
    assert f"line 3: {problem}" in result.output
    assert stored(app) == []


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"plan;area\n"], ids=["no UTF-8", "columns missing"])
def test_what_is_no_table_is_refused(app, tmp_path, raw):
    assert load(app, tmp_path, raw).exit_code == 1
