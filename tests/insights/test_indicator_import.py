"""Figures of indicators come from tables: all of it or nothing, every problem with its line."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.areas.queries import directory
from app.insights.models import IndicatorFigure, SocialIndicator
from app.insights.queries.indicators import indicator_by_key, series_of
from app.insights.services.indicator_catalogue import load_indicator_catalogue, load_population
from app.insights.services.numbers import Ambiguous, NoNumber, NumberReader
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import InvalidData
from tests.insights.indicators import GOOD, HEADING, load, load_shipped_catalogue, table


@pytest.fixture
def file(app, tmp_path):
    """A path for a table, with the catalogue of indicators loaded."""
    with app.app_context():
        load_shipped_catalogue()
    return tmp_path / "figures.csv"


def stored(app):
    """Return the stored figures as (number, key, year, value, method)."""
    with app.app_context():
        areas = directory().by_id
        rows = db.session.scalars(select(IndicatorFigure).order_by(IndicatorFigure.id))
        return [(areas[f.area_id].number, f.indicator.key, f.year, f.value, f.method) for f in rows]


EXPECTED = [
    ("05", "unemployed", 2024, Decimal(120), ""),
    ("06", "unemployed", 2024, Decimal(300), ""),
    ("01", "unemployed", 2024, Decimal(80), ""),
    ("06", "unemployed", 2023, Decimal(280), "Stichtag 30. Juni"),
    ("06", "aged_65", 2024, Decimal("31.5"), ""),
    ("01", "aged_65", 2024, Decimal("18.25"), ""),
]
GERMAN = "Ortsteilnummer;Kennzahl;Jahr;Wert;Einheit;Quelle;Methode"
COMMAS = [line.replace(",", ".").replace(";", ",") for line in GOOD]


@pytest.mark.parametrize(
    "content",
    [
        table(*GOOD).encode(),
        table(*GOOD).encode("utf-8-sig"),
        table(*GOOD, heading=GERMAN).encode("utf-8-sig"),
        table(*COMMAS, heading=HEADING.replace(";", ",")).encode(),
        table(*(line.removeprefix("0") for line in GOOD)).encode(),
    ],
    ids=["semicolons", "with mark", "German headings", "commas and points", "zero lost"],
)
def test_a_good_table_is_stored_as_it_stands(app, file, content):
    file.write_bytes(content)
    result = load(app, file)
    assert result.exit_code == 0, result.output
    assert "new: 06 Rieth, aged_65 2024: 31.5 %" in result.output
    assert stored(app) == EXPECTED


def test_loading_twice_changes_nothing_and_a_dry_run_never_does(app, file):
    file.write_text(table(*GOOD))
    assert "Dry run: nothing was changed." in load(app, file, "--dry-run").output
    assert stored(app) == []
    load(app, file)
    again = load(app, file)
    assert "Nothing has changed." in again.output
    assert "6 figures as before." in again.output
    assert stored(app) == EXPECTED


def test_a_corrected_figure_is_told_and_replaces_the_first(app, file):
    file.write_text(table(*GOOD))
    load(app, file)
    file.write_text(table(GOOD[1].replace("300", "310"), GOOD[0].replace("agentur", "amt")))
    said = load(app, file).output
    assert "06 Rieth, unemployed 2024: 300 -> 310 Personen" in said
    assert "05 Berliner Platz, unemployed 2024: other source or method" in said
    assert stored(app)[1] == ("06", "unemployed", 2024, Decimal(310), "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("99;unemployed;2024;1;Personen;Amt;", "no Ortsteil with the number “99”"),
        ("06;happiness;2024;1;Personen;Amt;", "no indicator “happiness”"),
        ("06;unemployed;1989;1;Personen;Amt;", "“1989” is no year from 1990"),
        (f"06;unemployed;{today().year + 1};1;Personen;Amt;", "is no year from 1990"),
        ("06;unemployed;24;1;Personen;Amt;", "“24” is no year"),
        ("06;unemployed;2024;viele;Personen;Amt;", "“viele” is no number"),
        ("06;unemployed;2024;;Personen;Amt;", "“” is no number"),
        ("06;unemployed;2024;1.234;Personen;Amt;", "can be read in two ways"),
        ("06;unemployed;2024;1;Haushalte;Amt;", "“Haushalte” here, but the indicator has"),
        ("06;unemployed;2024;1;Personen;;", "source is missing"),
        ("06;unemployed;2024;-1;Personen;Amt;", "not below zero"),
        ("06;aged_65;2024;100,5;%;Amt;", "between 0 and 100"),
        ("06;aged_65;2024;1,2345678;%;Amt;", "more than six decimal places"),
        ("05;unemployed;2024;1;Personen;Amt;", "stand in line 2 already"),
        ("06;unemployed;2024;1;Personen;Amt;;7", "more cells than headings"),
        (f"06;unemployed;2024;1;Personen;{'x' * 301};", "longer than 300"),
    ],
)
def test_one_wrong_line_is_told_with_its_number_and_nothing_is_loaded(app, file, wrong, said):
    file.write_text(table(GOOD[0], wrong))
    result = load(app, file)
    assert result.exit_code == 1
    assert "line 3: " in result.output
    assert said in result.output
    assert stored(app) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"area_number;year\n06;2024\n", "Columns are missing: indicator, value, unit, source"),
        (b"", "There is nothing in this table."),
        (b"PK\x03\x04broken", "damaged or no table"),
        (b"\xd0\xcf\x11\xe0old", "encrypted or of an old Excel"),
        (b"a\0b", "This is no table"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(app, file, content, said):
    file.write_bytes(content)
    result = load(app, file)
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("typed", "others", "meant"),
    [
        ("1234", [], "1234"),
        ("12,5", [], "12.5"),
        ("12.5", [], "12.5"),
        ("1.234,5", [], "1234.5"),
        ("1,234.5", [], "1234.5"),
        ("1.234", ["0,5"], "1234"),
        ("1.234", ["0.5"], "1.234"),
        ("1,234", ["0,5"], "1.234"),
        ("1 234,5", [], "1234.5"),
        ("−3", [], "-3"),
        ("1.234", ["0,5", "0.5"], Ambiguous),
        ("1,2,3", [], NoNumber),
        ("1e3", [], NoNumber),
        ("12 %", [], NoNumber),
        ("٣", [], NoNumber),
    ],
)
def test_numbers_are_read_as_the_table_tells_and_never_guessed(typed, others, meant):
    reader = NumberReader([typed, *others])
    if isinstance(meant, str):
        assert reader.read(typed) == Decimal(meant)
    else:
        with pytest.raises(meant):
            reader.read(typed)


def test_the_population_comes_from_the_areas_with_its_day(app, file):
    with app.app_context():
        assert load_population()
        assert load_population() == []
        rieth = directory().by_slug["rieth"]
        (figure,) = series_of(indicator_by_key("population").id, [rieth.id])
        assert (figure.value, figure.year) == (rieth.population, rieth.population_date.year)
        assert "31.12.2020" in figure.source


ENTRY = """
  - key: {key}
    title: {{de: Wege, en: Paths}}
    kind: {kind}
    unit: km
    decimals: {decimals}
    method: {{de: Gezählt}}
    source: Amt
"""


def entry(key="paths", kind="number", decimals=1):
    return ENTRY.format(key=key, kind=kind, decimals=decimals)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- nothing", "needs a list named indicators"),
        ("indicators: [", "not readable as YAML"),
        ("indicators:" + entry(kind="mean"), "kind must be number or share"),
        ("indicators:" + entry(key="laden"), "key needs small letters"),
        ("indicators:" + entry(key="Ä"), "key needs small letters"),
        ("indicators:" + entry(decimals=9), "decimals must be 0 to 6"),
        ("indicators:" + entry() + entry(), "paths: occurs twice"),
        ("indicators:" + entry() + "    colour: red", "unknown: colour"),
        ("indicators:\n  - key: paths", "missing: title"),
    ],
)
def test_a_wrong_catalogue_is_refused_whole(app, content, said):
    with app.app_context():
        with pytest.raises(InvalidData, match=said):
            load_indicator_catalogue(content)
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(SocialIndicator)) == 0


def test_words_may_change_but_not_the_unit_under_stored_figures(app, file):
    file.write_text(table(*GOOD))
    load(app, file)
    with app.app_context():
        unemployed = entry("unemployed").replace("km", "Personen")
        assert "unemployed: title changed" in load_indicator_catalogue("indicators:" + unemployed)
        with pytest.raises(InvalidData, match="has figures in Personen"):
            load_indicator_catalogue("indicators:" + entry("unemployed"))


def test_the_command_loads_the_shipped_catalogue_and_the_population_once(app):
    run = app.test_cli_runner().invoke
    command = ["insights", "load-indicator-catalogue"]
    assert "Dry run" in run(args=[*command, "--dry-run"]).output
    first = run(args=command).output
    assert "new indicator: unemployed" in first
    assert "new: 06 Rieth, population 2020: 6285 Personen" in first
    assert run(args=command).output == "Nothing has changed.\n"
