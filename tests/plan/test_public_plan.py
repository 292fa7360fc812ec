"""The plan for everybody: only what the offices agreed on, narrowed down, safe to open."""

import datetime as dt
import decimal

import pytest
from sqlalchemy import select

from app.areas.models import Zone
from app.areas.queries import directory
from app.areas.services.schemes import SchemeRow, load_scheme
from app.plan.models import EffectIndicator, Measure, MeasureChange
from app.plan.queries import measure_by_number
from app.plan.services import (
    BudgetDraft,
    EffectDraft,
    add_budget_line,
    add_effect,
    add_value,
    change_measure_status,
)
from app.shared.database import db, table_of
from tests.factories import make_measure, make_office, somebody
from tests.page_checks import read_page
from tests.plan.measuring import DESK, measure_form
from tests.trust.test_s13_stored_scripts import PAYLOADS

D = decimal.Decimal
EVIL = "4711"
ALL = {"Für Rieth", "Für den Norden", "Für die Stadt", "Für Melchendorf"}


def test_suggestions_are_for_staff_alone(app, client, client_of):
    with app.app_context():
        hidden, shown = make_measure("Heimlich"), make_measure("Offen", "agreed")
        numbers = hidden.number, shown.number
    assert client.get(f"/plan/massnahmen/{numbers[0]}").status_code == 404
    assert client.get(f"/plan/massnahmen/{numbers[1]}").status_code == 200
    page = client.get("/plan/").text
    assert "Offen" in page
    assert "Heimlich" not in page
    assert client_of("planner").get(f"/plan/massnahmen/{numbers[0]}").status_code == 200
    assert "Heimlich" in client_of("planner").get(DESK).text
    assert "Heimlich" not in client.get("/plan/?stand=vorschlag").text


def test_the_page_of_a_measure_says_who_where_when_and_how_much(app, client):
    with app.app_context():
        rieth = directory().by_slug["rieth"].id
        fields = {"area_ids": (rieth,), "code_keys": ("field:mobilitaet",)}
        measure = make_measure("Bänke", "decided", reason="Viele sitzen.", **fields)
        for year, amount in ((2026, "12500"), (2027, "0.5")):
            draft = BudgetDraft(year, "49510.61610", "Landesprogramm", decimal.Decimal(amount))
            add_budget_line(somebody(), measure, draft)
        db.session.commit()
        url = f"/plan/massnahmen/{measure.number}"
    page = client.get(url).text
    for words in ("Tiefbauamt Test", "Rieth", "12.500,00", "12.500,50", "49510.61610", "1234/26"):
        assert words in page, words
    assert "Viele sitzen." in page
    assert "Mobilität" in page
    assert "data-here" in page
    assert "Im Jour fixe besprochen" in page
    assert "Test moderator" not in page


def test_a_change_shows_at_once_also_where_pages_are_kept_ready(app, client):
    with app.app_context():
        measure = make_measure(status="decided")
        url = f"/plan/massnahmen/{measure.number}"
    assert "Zurückgestellt" not in client.get(url).text
    with app.app_context():
        found = measure_by_number(url.rsplit("/", 1)[1])
        change_measure_status(somebody(), found, found.version, "deferred", "Kein Geld im Jahr")
        db.session.commit()
    page = client.get(url).text
    assert "Zurückgestellt" in page
    assert "Kein Geld im Jahr" in page


@pytest.fixture
def plan(app):
    """Measures for Rieth, for a zone with Rieth in it, for the whole city, for nowhere yet."""
    with app.app_context():
        rows = [SchemeRow("nord", "Norden", directory().by_slug["rieth"].number)]
        load_scheme("test", "Testgliederung", "Test", rows)
        db.session.commit()
        rieth = directory().by_slug["rieth"].id
        make_measure("Für Rieth", "agreed", area_ids=(rieth,))
        make_measure("Für die Stadt", "decided", whole_city=True, code_keys=("field:wohnen",))
        make_measure("Für Melchendorf", "agreed")
        zone = db.session.scalars(select(Zone).where(Zone.key == "nord")).one().id
        make_measure("Für den Norden", "agreed", zone_ids=(zone,))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("ortsteil=rieth", {"Für Rieth", "Für den Norden"}),
        ("ortsteil=stadt", {"Für die Stadt"}),
        ("gebiet=test:nord", {"Für Rieth", "Für den Norden"}),
        ("gebiet=test:nord&ortsteil=hochheim", set()),
        ("gebiet=test:nichts", ALL),
        ("feld=field:wohnen", {"Für die Stadt"}),
        ("stand=beschlossen", {"Für die Stadt"}),
        ("stand=abgestimmt&ortsteil=rieth", {"Für Rieth", "Für den Norden"}),
        ("stand=umgesetzt", set()),
        ("q=melchen", {"Für Melchendorf"}),
        ("q=%25", set()),
        ("q=M-&amt=gibt-es-nicht", ALL),
    ],
)
def test_lists_can_be_narrowed_down(client, client_of, plan, query, found):
    for reader, address in ((client, "/plan/"), (client_of("planner"), DESK)):
        page = reader.get(f"{address}?{query}").text
        assert {title for title in ALL if title in page} == found


def test_long_lists_are_paged_and_keep_their_filters(app, client, monkeypatch):
    monkeypatch.setattr("app.plan.views.measures.LIST_LENGTH", 2)
    with app.app_context():
        for number in range(5):
            make_measure(f"Maßnahme {number}", "agreed", whole_city=True)
    seen, address = [], "/plan/?ortsteil=stadt"
    while address:
        page = client.get(address)
        seen += [n for n in range(5) if f"Maßnahme {n}" in page.text]
        links = [a.attrs["href"] for a in read_page(page.text).query("nav.actions a")]
        address = next((link for link in links if "vor=" in link), None)
        assert all("ortsteil=stadt" in link for link in links)
    assert seen == [3, 4, 1, 2, 0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_planners_type_stays_text(app, client, client_of, payload):
    with app.app_context():
        texts = {"reason": payload, "other_source": payload, "paper": payload[:60]}
        measure = make_measure(payload, "agreed", text=payload, **texts)
        draft = BudgetDraft(2026, payload[:40], payload[:120], decimal.Decimal(1))
        add_budget_line(somebody(), measure, draft)
        db.session.commit()
        number = measure.number
    staff = client_of("moderator")
    pages = [client.get("/plan/"), client.get(f"/plan/massnahmen/{number}")]
    places = (DESK, f"{DESK}/{number}", f"{DESK}/{number}/bearbeiten", f"{DESK}/{number}/geld")
    pages += [staff.get(place) for place in places]
    for page in pages:
        assert page.status_code == 200
        for evil in ("<script>alert", "<img src=x", "<svg/onload", "<b>", '<a href="javascript'):
            assert evil not in page.text


def test_a_form_changes_what_it_is_for_and_no_other_column(app, client_of):
    columns = {c.key: EVIL for m in (Measure, MeasureChange) for c in table_of(m).columns}
    with app.app_context():
        office = str(make_office().id)
    sent = columns | measure_form(lead_office=office, starts_on="", ends_on="", decided_on="")
    sent |= {"reason": "", "other_source": "", "paper": "", "version": "0"}
    assert client_of("moderator").post_form(f"{DESK}/neu", sent).status_code == 303
    with app.app_context():
        (made,) = db.session.query(Measure)
        values = {c.key: getattr(made, c.key) for c in table_of(Measure).columns}
        assert made.status == "suggested"
        assert not made.is_example
        assert EVIL not in map(str, values.values())
        number = made.number
    url = f"{DESK}/{number}"
    step = columns | {"status": "agreed", "reason": "Grund", "version": "1"}
    assert client_of("moderator").post_form(f"{url}/stand", step, page=url).status_code == 303
    with app.app_context():
        made = measure_by_number(number)
        assert (made.status, made.title) == ("agreed", "Bänke im Rieth")
        lines = db.session.query(MeasureChange).all()
        assert EVIL not in [
            str(getattr(x, c.key)) for x in lines for c in table_of(type(x)).columns
        ]


def test_the_page_of_an_ortsteil_counts_and_names_its_measures(app, client, plan):
    page = client.get("/ortsteile/rieth").text
    assert "Für Rieth" in page
    assert "Für den Norden" in page
    assert "Für die Stadt" not in page
    assert "<dt>Maßnahmen</dt><dd>2</dd>" in page
    assert "<dt>Maßnahmen</dt>" not in client.get("/ortsteile/melchendorf").text
    with app.app_context():
        found = measure_by_number("M-2026-001")
        change_measure_status(somebody(), found, found.version, "dropped", "Kein Geld")
        db.session.commit()
    page = client.get("/ortsteile/rieth").text
    assert "Für Rieth" not in page
    assert "<dt>Maßnahmen</dt><dd>1</dd>" in page


def test_a_figure_of_effect_is_drawn_once_there_are_values_to_connect(app, client):
    with app.app_context():
        measure, person = make_measure(status="agreed"), somebody()
        start, target = (dt.date(2025, 12, 31), dt.date(2027, 12, 31))
        draft = EffectDraft("Bänke", "Stück", "Amt", D(4), start, D("16.5"), target)
        effect = add_effect(person, measure, draft)
        db.session.commit()
        number, effect_id = measure.number, effect.id
    url = f"/plan/massnahmen/{number}"
    assert 'class="chart"' not in client.get(url).text
    assert "16,5" in client.get(url).text
    with app.app_context():
        measure, effect = measure_by_number(number), db.session.get(EffectIndicator, effect_id)
        add_value(somebody(), measure, effect, dt.date(2026, 6, 30), D("7.25"))
        db.session.commit()
    page = client.get(url).text
    assert "Von 4 bis 7,25 Stück. Ziel bis 31.12.27: 16,5." in page
    assert 'class="chart"' in page
