"""Money, figures of effect, documents and links of a measure."""

import datetime as dt
import decimal
import io

import pytest

from app.plan.models import BudgetLine, EffectIndicator, EffectValue
from app.plan.queries import budget_lines, effects_of, links_of, measure_by_number, money_by_year
from app.plan.services import (
    BudgetDraft,
    LinkDraft,
    add_budget_line,
    add_link,
    change_budget_line,
)
from app.shared.database import db
from app.shared.errors import NotPossible
from tests.factories import make_measure, somebody
from tests.page_checks import read_page
from tests.plan.measuring import DESK
from tests.shared.pdfs import pdf

D = decimal.Decimal
LINE = {"year": "2027", "budget_number": "49510.61610", "source": "Landesprogramm LSZ"}
FIGURE = {"title": "Plätze", "unit": "Plätze", "source": "Jugendamt"}


@pytest.fixture
def number(app):
    with app.app_context():
        return make_measure(status="agreed").number


def node(answer, name):
    return read_page(answer.text).query(f"#{name}")[0]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.500,00", D("12500.00")),
        ("12500", D("12500")),
        ("0,01", D("0.01")),
        ("9.999.999.999,99", D("9999999999.99")),
        (" 1.234,5 € ", D("1234.50")),
        ("0,10", D("0.10")),
    ],
)
def test_german_amounts_are_stored_to_the_cent_and_come_back_as_they_were(
    app, client_of, number, typed, amount
):
    planner, url = client_of("planner"), f"{DESK}/{number}/geld"
    assert planner.post_form(url, LINE | {"planned": typed, "spent": typed}).status_code == 303
    with app.app_context():
        (line,) = budget_lines(measure_by_number(number))
        assert (line.planned, line.spent) == (amount, amount)
        assert line.planned.as_tuple().exponent == -2
        line_url = f"{url}/{line.id}"
    again = node(planner.get(line_url), "planned").attrs["value"]
    assert planner.post_form(line_url, LINE | {"planned": again}).status_code == 303
    with app.app_context():
        (line,) = budget_lines(measure_by_number(number))
        assert (line.planned, line.spent) == (amount, None)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("planned", "viel", "Bitte schreiben Sie eine Zahl"),
        ("planned", "12,500.00", "Bitte schreiben Sie eine Zahl"),
        ("planned", "1.2.3", "Bitte schreiben Sie eine Zahl"),
        ("planned", "1,234", "höchstens 2 Nachkommastellen"),
        ("planned", "-5", "nicht negativ"),
        ("planned", "999.999.999.999,00", "zu groß"),
        ("planned", "", "Bitte schreiben Sie den Betrag"),
        ("planned", "NaN", "Bitte schreiben Sie eine Zahl"),
        ("spent", "-0,01", "nicht negativ"),
        ("year", "1999", "zum Beispiel 2027"),
        ("year", "bald", "ganze Zahl"),
        ("source", " ", "woher das Geld kommt"),
        ("budget_number", "4" * 41, "höchstens 40 Zeichen"),
    ],
)
def test_an_amount_that_cannot_be_taken_is_said_at_its_field(
    app, client_of, number, field, typed, message
):
    sent = LINE | {"planned": "1,00", "spent": ""} | {field: typed}
    answer = client_of("planner").post_form(f"{DESK}/{number}/geld", sent)
    assert answer.status_code == 422
    assert message in node(answer, f"{field}-error").to_text()
    if typed.strip():
        assert node(answer, field).attrs["value"] == typed
    with app.app_context():
        assert not budget_lines(measure_by_number(number))


def test_an_english_page_reads_english_amounts(app, client_of, number):
    planner, url = client_of("planner"), f"{DESK}/{number}/geld?lang=en"
    assert planner.post_form(url, LINE | {"planned": "12,500.50"}).status_code == 303
    with app.app_context():
        assert budget_lines(measure_by_number(number))[0].planned == D("12500.50")


def test_sums_of_a_year_are_exact_and_say_if_something_is_open():
    lines = [
        BudgetLine(year=2026, planned=D("0.10"), spent=D("0.20")),
        BudgetLine(year=2026, planned=D("0.20"), spent=None),
        BudgetLine(year=2025, planned=D("1.00"), spent=None),
    ]
    rows = [(y.year, y.planned, y.spent, y.is_complete) for y in money_by_year(lines)]
    assert rows == [(2025, D("1.00"), None, False), (2026, D("0.30"), D("0.20"), False)]


def test_changing_a_line_that_somebody_changed_meanwhile_shows_both(app, client_of, number):
    with app.app_context():
        measure = measure_by_number(number)
        line = add_budget_line(somebody(), measure, BudgetDraft(2026, "1.2", "Stadt", D(1)))
        line_id, version = line.id, line.version
        draft = BudgetDraft(2026, "1.2", "Land", D(2))
        change_budget_line(somebody(), measure, line, version, draft)
        db.session.commit()
    url = f"{DESK}/{number}/geld/{line_id}"
    sent = LINE | {"planned": "77,00", "version": version}
    answer = client_of("planner").post_form(url, sent)
    assert answer.status_code == 409
    assert "77,00" in answer.text
    with app.app_context():
        assert budget_lines(measure_by_number(number))[0].planned == D("2.00")


def test_a_line_is_removed_only_after_it_was_asked_for(app, client_of, number):
    with app.app_context():
        draft = BudgetDraft(2026, "1.2", "Stadt", D(1))
        line_id = add_budget_line(somebody(), measure_by_number(number), draft).id
        db.session.commit()
    planner, url = client_of("planner"), f"{DESK}/{number}/geld"
    assert "/entfernen" not in planner.get(url).text
    answer = planner.post_form(f"{url}/{line_id}/entfernen", {}, page=f"{url}/{line_id}")
    assert answer.status_code == 303
    with app.app_context():
        assert not budget_lines(measure_by_number(number))


def test_a_figure_with_start_target_and_values_by_day(app, client_of, number):
    planner, url = client_of("planner"), f"{DESK}/{number}/wirkung"
    days = {"baseline_on": "2024-12-31", "target_on": "2028-12-31"}
    sent = FIGURE | days | {"baseline": "1.234,567", "target": "0,5"}
    assert planner.post_form(url, sent).status_code == 303
    with app.app_context():
        (effect,) = effects_of(measure_by_number(number))
        assert (effect.baseline, effect.target) == (D("1234.567"), D("0.500"))
        page = f"{url}/{effect.id}"
    for day, value in (("2026-01-01", "5"), ("2025-01-01", "4,25")):
        sent = {"value-on": day, "value-value": value}
        assert planner.post_form(f"{page}/werte", sent, page=page).status_code == 303
    twice = planner.post_form(
        f"{page}/werte", {"value-on": "2026-01-01", "value-value": "6"}, page=page
    )
    assert twice.status_code == 422
    assert "schon einen Wert" in twice.text
    with app.app_context():
        (effect,) = effects_of(measure_by_number(number))
        found = [(value.on, value.value) for value in effect.values]
        assert found == [(dt.date(2025, 1, 1), D("4.25")), (dt.date(2026, 1, 1), D(5))]
        gone = effect.values[0].id
    planner.post_form(f"{page}/werte/{gone}/entfernen", {}, page=page, follow_redirects=True)
    shown = app.test_client().get(f"/plan/massnahmen/{number}").text
    assert "1.234,567" in shown
    assert "4,25" not in shown
    assert planner.post_form(f"{page}/entfernen", {}, page=page).status_code == 303
    with app.app_context():
        assert not db.session.query(EffectIndicator).count() + db.session.query(EffectValue).count()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"baseline": "5"}, "baseline"),
        ({"target_on": "2028-01-01"}, "target"),
        ({"baseline": "x", "baseline_on": "2028-01-01"}, "baseline"),
        ({"unit": ""}, "unit"),
    ],
)
def test_a_figure_that_is_only_half_said_is_asked_about(client_of, number, wrong, field):
    answer = client_of("planner").post_form(f"{DESK}/{number}/wirkung", FIGURE | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("https://buergerinfo.example.org/vo?id=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JavaScript://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("ftp://example.org", False),
        ("//example.org", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_links_lead_to_the_web_and_nowhere_else(app, client_of, number, url, is_good):
    page = f"{DESK}/{number}/unterlagen"
    sent = {"title": "Vorlage", "url": url, "paper": ""}
    answer = client_of("planner").post_form(f"{page}/links", sent, page=page)
    assert answer.status_code == (303 if is_good else 422)
    with app.app_context():
        measure = measure_by_number(number)
        assert [link.url for link in links_of(measure)] == [url] * is_good
        if url and not is_good:
            with pytest.raises(NotPossible):
                add_link(somebody(), measure, LinkDraft("Vorlage", url=url))


def test_a_document_is_public_with_its_measure_and_goes_when_it_is_removed(app, client_of, number):
    planner, page = client_of("planner"), f"{DESK}/{number}/unterlagen"
    file = (io.BytesIO(pdf()), "Konzept.pdf")
    answer = planner.post_form(f"{page}/dokumente", {"file": file}, page=page)
    assert answer.status_code == 303
    with app.app_context():
        (stored,) = measure_by_number(number).documents
        file_id = stored.id
    address = f"/plan/massnahmen/{number}/dokument/{file_id}"
    everybody = app.test_client()
    assert address in everybody.get(f"/plan/massnahmen/{number}").text
    assert everybody.get(address).data.startswith(b"%PDF")
    planner.post_form(f"{page}/dokumente/{file_id}/entfernen", {}, page=page)
    assert everybody.get(address).status_code == 404


def test_a_file_that_is_no_pdf_is_refused_at_its_field(client_of, number):
    page = f"{DESK}/{number}/unterlagen"
    file = (io.BytesIO(b"<script>"), "Konzept.pdf")
    answer = client_of("planner").post_form(f"{page}/dokumente", {"file": file}, page=page)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
