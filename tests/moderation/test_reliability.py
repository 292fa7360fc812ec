"""Agreement per code and per catalogue: worked out by hand, kept by the worker, told in words."""

import json
import random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.models import Selection
from app.exports.services import write_export
from app.moderation.queries import agreement_report, second_coding_of
from app.moderation.services import code_second, draw, keep_figures, settle
from app.moderation.services.agreement import (
    Counts,
    alpha_of,
    cohens_kappa,
    kappa_and_alpha,
    kappa_of,
    krippendorffs_alpha,
    resamples,
    with_interval,
)
from app.moderation.services.reliability import SHORTEST_PAUSE, agreement_figures
from app.shared.clock import now
from app.shared.database import db
from app.shared.files import instance_folder
from app.shared.idle import run_idle
from app.submissions.queries import by_id
from app.submissions.services import withdraw
from tests.factories import code_id, make_submission, somebody

PAGE = "/moderation/uebereinstimmung"


def double_coded(pairs):
    """Let two people code contributions: pairs of what each chose, as lists of keys."""
    first, second = somebody("moderator"), somebody("second_coder")
    made = []
    for own, other in pairs:
        submission = make_submission(status="published", codes=own)
        drawn = draw(first, submission)
        code_second(second, drawn, drawn.version, [code_id(key) for key in other])
        db.session.commit()
        made.append(submission.id)
    return made


def line_of(lines, key, kind="field"):
    return next(line for line in lines if line["key"] == key and line["kind"] == kind)


HOUSING, POVERTY = ["field:wohnen"], ["field:armut"]
# 20 both, 5 the first alone, 10 the second alone, 15 neither: Cohen's own kind of table.
BY_HAND = [(HOUSING, HOUSING)] * 20 + [(HOUSING, [])] * 5 + [([], HOUSING)] * 10 + [([], [])] * 15


def test_figures_of_a_code_are_those_worked_out_by_hand(app):
    with app.app_context():
        double_coded(BY_HAND)
        lines = agreement_figures()
    line = line_of(lines, "field:wohnen")
    assert [line[name] for name in ("contributions", *Counts._fields)] == [50, 20, 5, 10, 15]
    # Observed 35/50; by chance 25/50 · 30/50 + 25/50 · 20/50 = 0.5; (0.7 - 0.5) / 0.5.
    assert line["kappa"]["value"] == pytest.approx(0.4)
    # 55 yes, 45 no among 100 values: 1 - 99 · 15 / (55 · 45).
    assert line["alpha"]["value"] == pytest.approx(0.4)
    assert line["kappa"]["low"] < 0.4 < line["kappa"]["high"]
    poverty = line_of(lines, "field:armut")
    assert (poverty["neither"], poverty["kappa"], poverty["alpha"]) == (50, None, None)
    together = line_of(lines, None)
    fields = len([line for line in lines if line["kind"] == "field" and line["key"]])
    assert (together["both"], together["neither"]) == (20, 50 * fields - 35)
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10
    pairs += [(False, False)] * (50 * fields - 35)
    assert together["kappa"]["value"] == pytest.approx(cohens_kappa(pairs))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_counted_decisions_give_what_single_ones_give(pairs):
    units = [Counts(a and b, a and not b, b and not a, not (a or b)) for a, b in pairs]
    assert kappa_of(units) == pytest.approx(cohens_kappa(pairs), abs=1e-9)
    assert alpha_of(units) == pytest.approx(krippendorffs_alpha(pairs), abs=1e-9)


def test_sampling_once_for_all_codes_gives_the_same_intervals():
    dice = random.Random(3)
    units = [Counts(*dice.choices(range(4), k=4)) for _ in range(60)]
    expected = with_interval(units, kappa_of), with_interval(units, alpha_of)
    assert kappa_and_alpha(units, resamples(60)) == expected
    assert kappa_and_alpha(units[:29], resamples(29))[0].value is None


def test_of_nothing_nothing_is_said():
    assert (kappa_of([]), alpha_of([])) == (None, None)


def test_too_few_contributions_are_said_to_be_too_few(client_of, app):
    with app.app_context():
        double_coded(BY_HAND[15:30])
        assert keep_figures()
        db.session.commit()
    page = client_of("moderator").get(PAGE).text
    assert "zu wenige für eine Aussage" in page
    assert "0,40" not in page


def test_the_worker_computes_the_figures_when_it_has_nothing_else_to_do(app):
    with app.app_context():
        double_coded([(HOUSING, HOUSING)])
        while run_idle():
            pass
        assert agreement_report().rows


def test_the_figures_are_kept_and_the_page_shows_them(client_of, app, time_machine_at):
    moderator = client_of("moderator")
    assert "Noch ist nichts zweimal zugeordnet" in moderator.get(PAGE).text
    with app.app_context():
        double_coded(BY_HAND)
    assert "Die Zahlen werden gerade berechnet" in moderator.get(PAGE).text
    with app.app_context():
        assert keep_figures()
        db.session.commit()
        first = agreement_report()
        assert not keep_figures()
    page = moderator.get(PAGE).text
    assert "0,40 [0,1" in page
    assert "zu wenige für eine Aussage" in page  # codes that nobody chose
    assert "Neuere werden" not in page
    with app.app_context():
        double_coded([(HOUSING, POVERTY)])
        assert not keep_figures()  # not after each single one
    assert "Neuere werden gerade berechnet" in moderator.get(PAGE).text
    with time_machine_at(now() + SHORTEST_PAUSE), app.app_context():
        assert keep_figures()
        db.session.commit()
        assert agreement_report().computed_at > first.computed_at


@pytest.fixture
def time_machine_at():
    import time_machine

    return lambda moment: time_machine.travel(moment, tick=False)


def test_a_code_that_hardly_anybody_chose_gets_no_perfect_figure(app):
    with app.app_context():
        double_coded([(HOUSING, HOUSING)] * 4 + [(POVERTY, POVERTY)] * 5 + [([], [])] * 25)
        lines = agreement_figures()
    assert line_of(lines, "field:wohnen")["kappa"] is None
    assert line_of(lines, "field:wohnen")["chosen"] == 4
    assert line_of(lines, "field:armut")["kappa"]["value"] == 1


def test_what_everybody_always_chose_is_said_in_words(client_of, app):
    with app.app_context():
        double_coded([(HOUSING, HOUSING)] * 30)
        keep_figures()
        db.session.commit()
    assert "alle gleich entschieden" in client_of("moderator").get(PAGE).text


def test_settling_and_withdrawing_change_no_figure(app):
    with app.app_context():
        made = double_coded([*BY_HAND, (HOUSING, POVERTY)])
        before = agreement_figures()
        second = second_coding_of(made[-1])
        settle(somebody("admin"), second, second.version, [], "Keines passt.", None)
        withdraw(by_id(made[0]))
        db.session.commit()
        assert agreement_figures() == before


def test_the_command_tells_the_figures(app):
    with app.app_context():
        double_coded(BY_HAND)
    result = app.test_cli_runner().invoke(args=["moderation", "quality", "--json"])
    assert result.exit_code == 0, result.output
    line = line_of(json.loads(result.output)["agreement"], "field:wohnen")
    assert (line["version"], line["contributions"]) == (1, 50)
    assert line["kappa"]["value"] == pytest.approx(0.4)


def method_sheet(app):
    with app.app_context():
        path = instance_folder("test") / "out.xlsx"
        write_export(path, "xlsx", Selection(), lambda done, total: None)
    rows = openpyxl.load_workbook(path)["Methode"].iter_rows(values_only=True)
    return dict(list(rows)[1:])


def test_the_method_sheet_says_how_it_was_done(make_app):
    app = make_app(SECOND_CODING_PERCENT="20")
    with app.app_context():
        double_coded(BY_HAND)
        first = somebody("moderator")
        draw(first, make_submission(status="published", codes=HOUSING))
        db.session.commit()
        keep_figures()
        db.session.commit()
    sheet = method_sheet(app)
    assert sheet["Katalog"].startswith("Version 1 vom ")
    assert "Beispiel, nicht beschlossen" in sheet["Katalog"]
    assert sheet["Zweitzuordnung"].startswith("20 % der Beiträge")
    assert sheet["Davon zweifach zugeordnet"] == "50"
    assert sheet["Noch in Zweitzuordnung"].startswith("16:")  # 15 differ, 1 is open
    fields = sheet["Übereinstimmung Handlungsfelder, Katalog Version 1"]
    assert fields.startswith("Kappa 0,")
    assert fields.endswith("n = 50 Beiträge")
    guidelines = sheet["Übereinstimmung Leitlinien, Katalog Version 1"]
    assert guidelines == "zu wenige für eine Aussage (n = 50 Beiträge)"
    assert "20240515" in sheet["Intervall"]
    assert "1960" in sheet["Cohens Kappa"]


def test_the_method_sheet_says_where_there_is_too_little(app):
    sheet = method_sheet(app)
    assert sheet["Zweitzuordnung"].startswith("Derzeit ausgeschaltet.")
    assert sheet["Übereinstimmung"].startswith("zu wenige für eine Aussage")
    assert sheet["Gezogen seit"] == "noch nichts gezogen"
    with app.app_context():
        double_coded(BY_HAND[:10])
        db.session.commit()
    assert method_sheet(app)["Übereinstimmung"] == "noch nicht ausgerechnet"
    with app.app_context():
        keep_figures()
        db.session.commit()
    line = method_sheet(app)["Übereinstimmung Handlungsfelder, Katalog Version 1"]
    assert line == "zu wenige für eine Aussage (n = 10 Beiträge)"


@pytest.mark.parametrize("role", ["planner", "second_coder", "council"])
def test_others_do_not_see_the_figures(client_of, role):
    assert client_of(role).get(PAGE).status_code == 403
