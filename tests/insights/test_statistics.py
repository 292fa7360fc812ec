"""Statistics for everyone: what is counted, what is shown, what stays protected, and when."""

import csv
import datetime as dt
import io

import pytest
import time_machine

from app.areas.services.schemes import SchemeRow, load_scheme
from app.insights.models import StatisticSnapshot
from app.insights.queries.published import count_published
from app.insights.queries.statistics import newest_statistics
from app.insights.services import publish_statistics, publish_when_due
from app.insights.services.statistics import contents_of
from app.shared import i18n
from app.shared.clock import today
from app.shared.database import db
from app.submissions.services import withdraw
from config import ConfigurationError
from tests.factories import make_submission

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def app(make_app):
    """Three is the smallest number, twelve contributions are enough for a breakdown."""
    return make_app(SMALL_CELL_K="3")


def publish(day=DAY):
    publish_statistics(day)
    db.session.commit()


def many(number, area="rieth", **fields):
    return [make_submission(status="published", area=area, **fields) for _ in range(number)]


def of(scope):
    return newest_statistics().by_scope[scope]


def test_what_is_published_is_counted_by_everything_that_is_known_about_it(app):
    with app.app_context():
        many(2, kind="need", channel="web", language="de", codes=("field:wohnen", "field:kultur"))
        many(1, None, kind="idea", contributor_kind="association", on_behalf="others")
        make_submission(status="received")
        make_submission(status="declined")
        found = count_published(today())
        (area,) = (key for key in found.contributions if key)
        assert dict(found.contributions) == {area: 2, 0: 1} == dict(found.voices)
        assert dict(+found.relayed) == {0: 1}
        assert dict(found.cells["field"]) == {(area, "field:wohnen"): 2, (area, "field:kultur"): 2}
        assert dict(found.cells["kind"]) == {(area, "need"): 2, (0, "idea"): 1}
        assert dict(found.cells["contributor"]) == {(area, "resident"): 2, (0, "association"): 1}
        assert sum(found.cells["quarter"].values()) == 3
        assert set(found.cells["language"]) == {(area, "de"), (0, "de")}


def test_an_ortsteil_shows_its_figures_and_says_what_is_protected(app, client):
    with app.app_context():
        many(6, kind="need", channel="web", codes=("field:wohnen",))
        many(7, kind="idea", channel="web", codes=("field:kultur",))
        many(1, kind="praise", channel="phone", codes=("field:armut",))
        publish()
        own = of("rieth")
        assert (own.contributions, own.voices) == (14, 14)
        assert own.shown["field"]["field:wohnen"] == (6, 6)
        assert "field:armut" not in own.shown["field"], "one alone is protected"
        assert "phone" not in own.shown["channel"]
        assert "web" not in own.shown["channel"], "14 - 13 would tell"
    page = client.get("/plan/statistik/rieth").get_data(as_text=True)
    assert "Wohnen" in page and "Geschützt: " in page and "Einwohner" in page
    assert "Wessen Stimme fehlt?" in page and "Jobcenter" in page


def test_few_contributions_are_too_few_for_a_statement(app, client):
    with app.app_context():
        many(11, kind="need")
        publish()
        assert not of("rieth").shown["kind"] and not of("stadt").shown["kind"]
    page = client.get("/plan/statistik/rieth").get_data(as_text=True)
    assert "Zu wenige Beiträge für eine Aussage" in page and "Bedarf" not in page


def test_small_areas_are_pooled_by_the_zones_of_a_scheme(app, client):
    with app.app_context():
        rows = [SchemeRow("nord", "Nord", number) for number in ("05", "06")]
        load_scheme("raum", "Räume", "Beispiel", rows)
        many(7, "rieth", kind="need")
        many(8, "berliner-platz", kind="need")
        publish()
        assert of("raum:raum:nord").contributions == 15
        assert of("raum:raum:nord").shown["kind"]["need"] == (15, 15)
        assert not of("rieth").shown["kind"]
    small = client.get("/plan/statistik/rieth").get_data(as_text=True)
    assert 'href="/plan/statistik/raum/raum/nord">Nord</a>' in small
    assert client.get("/plan/statistik/raum/raum/nord").status_code == 200
    assert "Räume" in client.get("/plan/statistik").get_data(as_text=True)


def test_a_figure_moves_by_nothing_or_by_enough(app):
    with app.app_context():
        many(12, kind="need")
        publish()
        many(2, kind="need")
        publish(DAY + dt.timedelta(days=1))
        assert of("rieth").contributions == 14
        assert of("rieth").shown["kind"].get("need") in (None, (12, 12)), "two more are not told"
        assert of("rieth").last["kind"]["need"] == (12, 12)
        many(1, kind="need")
        publish(DAY + dt.timedelta(days=2))
        assert of("rieth").shown["kind"]["need"] == (15, 15)


def test_what_is_withdrawn_is_counted_no_more(app):
    with app.app_context():
        made = many(15, kind="need")
        publish()
        for one in made[:3]:
            withdraw(one)
        publish(DAY + dt.timedelta(days=1))
        assert of("rieth").shown["kind"]["need"] == (12, 12)


def test_nothing_that_is_hidden_stands_in_the_database(app):
    with app.app_context():
        many(12, kind="need")
        many(2, kind="praise")
        publish()
        for row in db.session.query(StatisticSnapshot):
            assert "praise" not in row.content["shown"]["kind"]
            assert "praise" not in row.content["last"]["kind"]


def test_the_worker_makes_them_once_a_day_after_midnight(app):
    with app.app_context():
        with time_machine.travel("2026-11-24T22:59:00Z", tick=False):
            assert publish_when_due() and not publish_when_due()
        with time_machine.travel("2026-11-24T23:01:00Z", tick=False):
            assert publish_when_due() and not publish_when_due()
        days = {row.day for row in db.session.query(StatisticSnapshot)}
        assert days == {dt.date(2026, 11, 24), dt.date(2026, 11, 25)}
        with time_machine.travel("2026-12-20T12:00:00Z", tick=False):
            assert publish_when_due()
        assert {row.day for row in db.session.query(StatisticSnapshot)} == {dt.date(2026, 12, 20)}


def test_before_the_first_night_the_page_says_so(client):
    assert "noch keine Statistik" in client.get("/plan/statistik").get_data(as_text=True)
    assert client.get("/plan/statistik/nirgends").status_code == 404
    assert client.get("/plan/statistik/raum/x/y").status_code == 404


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_file_holds_the_same_figures_as_the_pages(app, client, language):
    with app.app_context():
        many(9, kind="need", codes=("field:wohnen",))
        many(2, kind="praise", codes=("field:wohnen",))
        many(3, kind="idea", codes=("field:wohnen",))
        publish()
        own = of("rieth")
    text = client.get(f"/plan/statistik/daten.csv?gebiet=rieth&lang={language}").get_data(True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["scope"] for row in rows} == {"rieth"} and rows[0]["contributions"] == "14"
    name = {"de": "Art der Beiträge", "en": "Kinds of contributions"}[language]
    kinds = {row["key"]: row["contributions"] for row in rows if row["breakdown"] == name}
    shown = {key: str(pair[0]) for key, pair in own.shown["kind"].items()}
    assert {key: number for key, number in kinds.items() if number} == shown
    assert kinds["praise"] == ""
    everything = client.get("/plan/statistik/daten.csv").get_data(as_text=True)
    assert '"stadt"' in everything and '"altstadt"' in everything


@pytest.mark.parametrize("number", ["2", "0", "-5"])
def test_the_application_refuses_to_start_with_a_smaller_number_than_three(make_app, number):
    with pytest.raises(ConfigurationError, match="SMALL_CELL_K"):
        make_app(SMALL_CELL_K=number)


def test_where_reading_begins_at_the_right_the_charts_are_mirrored(app, client, monkeypatch):
    monkeypatch.setattr(i18n, "LANGUAGES", (*i18n.LANGUAGES, i18n.Language("ar", "العربية", "rtl")))
    monkeypatch.setattr(i18n, "_CODES", ("de", "en", "ar"))
    with app.app_context():
        many(12, kind="need")
        publish()
    page = client.get("/plan/statistik/rieth?lang=ar").get_data(as_text=True)
    assert '<html lang="ar" dir="rtl">' in page and "site-rtl" in page
    chart = page.partition('<svg class="chart"')[2].partition("</svg>")[0]
    assert 'direction="rtl"' in chart and 'x="100%"' in chart
    ltr = client.get("/plan/statistik/rieth").get_data(as_text=True)
    assert 'x="100%"' not in ltr.partition('<svg class="chart"')[2].partition("</svg>")[0]


def test_nobody_waits_while_the_figures_are_computed(app):
    with app.app_context():
        many(1)
        contents_of(DAY)
        assert not db.session().info.get("writing")
