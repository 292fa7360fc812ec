"""What is missing is a list of work, on a page and on the command line."""

import pytest
from lxml import html

from app.areas.services.schemes import SchemeRow, load_scheme
from app.moderation.services import create_concern
from app.shared.database import db
from tests.factories import make_measure, make_submission, somebody
from tests.plan.making import make_answer


@pytest.fixture
def gaps(app):
    """Two contributions of Ortsteile, one of the city, one answered; a measure that lacks all."""
    with app.app_context():
        make_submission("Im Rieth fehlt eine Bank.", status="published")
        make_submission("In Hochheim fehlt eine Bank.", status="published", area="hochheim")
        make_submission("Überall fehlen Bänke.", status="published", area=None)
        answered = make_submission("Beantwortet ist das.", status="published")
        make_answer(submission_id=answered.id)
        make_measure("Ohne alles", status="agreed")


@pytest.mark.parametrize(
    ("query", "seen", "not_seen"),
    [
        ("", ["Im Rieth", "In Hochheim", "Überall"], ["Beantwortet", "Ohne alles"]),
        ("?was=beitraege&ortsteil=hochheim", ["In Hochheim"], ["Im Rieth fehlt", "Überall fehlen"]),
        ("?was=beitraege&ortsteil=ohne", ["Überall fehlen"], ["Im Rieth fehlt"]),
        ("?was=amt", ["Ohne alles"], ["Im Rieth fehlt"]),
        ("?was=beleg", ["Ohne alles"], ["Im Rieth fehlt"]),
    ],
)
def test_the_work_list_shows_a_group(gaps, client_of, query, seen, not_seen):
    page = client_of("planner").get(f"/plan/arbeit/abdeckung{query}").text
    assert [words for words in seen if words not in page] == []
    assert [words for words in not_seen if words in page] == []


def test_the_work_list_is_cut_by_the_zones_of_a_scheme(app, gaps, client_of):
    with app.app_context():
        load_scheme("raum", "Planungsräume", "Amt", [SchemeRow("nord", "Norden", "06")])
        make_submission("Im Rieth fehlt noch eine.", status="published")
        db.session.commit()
    desk, address = client_of("planner"), "/plan/arbeit/abdeckung?was=beitraege"
    page = html.fromstring(desk.get(f"{address}&gliederung=raum").data)
    lines = [
        " ".join(one.text_content().split())
        for one in page.xpath("//aside//ul[@class='counts']/li")
    ]
    assert lines == ["Alle 4", "Norden 2", "Hochheim 1", "kein Ortsteil 1"]
    inside = desk.get(f"{address}&gebiet=raum:nord").text
    assert "Im Rieth fehlt noch eine." in inside
    assert "In Hochheim fehlt" not in inside
    assert "Überall fehlen" not in inside
    outside = desk.get(f"{address}&gebiet=raum:nord&ortsteil=hochheim").text
    assert "In Hochheim fehlt" not in outside


WRONG = ["?was=etwas", "?was=beitraege&ortsteil=atlantis", "?was=beitraege&gebiet=raum:nichts"]


@pytest.mark.parametrize("query", WRONG)
def test_a_group_that_is_not_there_is_not_found(client_of, query):
    assert client_of("planner").get(f"/plan/arbeit/abdeckung{query}").status_code == 404


def test_the_work_list_leads_to_the_concern_as_well(app, client_of):
    with app.app_context():
        members = [make_submission(f"Bänke, Brief {n}.", status="published") for n in (1, 2)]
        number = create_concern(somebody(), members, "Bänke fehlen").public_number
        db.session.commit()
    page = client_of("planner").get("/plan/arbeit/abdeckung").text
    assert f"/anliegen/{number}" in page
    assert f"/plan/arbeit/antworten/neu?zu={number}" in page
    assert f"/plan/arbeit/massnahmen/neu?aus=anliegen:{number}" in page


def test_the_work_list_is_paged_and_the_longest_waiting_comes_first(app, client_of):
    with app.app_context():
        for place in range(31):
            make_submission(f"Brief Nummer {place:02}.", status="published")
    desk = client_of("planner")
    first = desk.get("/plan/arbeit/abdeckung").text
    assert "Brief Nummer 00" in first
    assert "Brief Nummer 30" not in first
    more = first.partition("vor=")[2].partition('"')[0]
    assert "Brief Nummer 30" in desk.get(f"/plan/arbeit/abdeckung?was=beitraege&vor={more}").text


def test_the_command_lists_what_is_missing_and_fails(app, gaps):
    result = app.test_cli_runner().invoke(args=["plan", "coverage"])
    assert result.exit_code == 1
    assert "       3  published contributions without answer or measure" in result.output
    assert "M-2026-001  without office: Ohne alles" in result.output


def test_the_command_succeeds_when_nothing_is_missing(app):
    result = app.test_cli_runner().invoke(args=["plan", "coverage"])
    assert result.exit_code == 0
