"""P1: each column says what for, on what basis, what kind it is, and how long it is kept."""

import pytest

from app.privacy.queries.data_map import FILE, data_map
from app.privacy.queries.retention import due_on
from app.shared.clock import today
from app.shared.database import Base
from app.shared.schema import has_a_model

TABLES = {t.name: t for t in Base.metadata.sorted_tables if has_a_model(t.name, "table", {})}


def entry_for(table, names):
    """What to write into the file, ready to be filled in."""
    return (
        f"\n  {table}:\n    for: WHAT FOR, in German\n"
        f"    activity: {'|'.join(data_map().activities)}\n"
        f"    retention: {'|'.join(data_map().retention)}\n    columns:\n"
        f"      {'|'.join(data_map().categories)}: {' '.join(names)}"
    )


def test_every_column_of_every_table_has_an_entry():
    mapped = {(column.table, column.name) for column in data_map().columns}
    missing = {}
    for name, table in TABLES.items():
        left = [column.name for column in table.columns if (name, column.name) not in mapped]
        if left:
            missing[name] = left
    wanted = "".join(entry_for(table, names) for table, names in missing.items())
    assert not missing, f"Add to {FILE}: {wanted}"


def test_no_entry_is_about_something_that_is_gone_or_stands_twice():
    mapped = [(column.table, column.name) for column in data_map().columns]
    known = {(name, column.name) for name, table in TABLES.items() for column in table.columns}
    assert not set(mapped) - known
    assert len(mapped) == len(set(mapped))


def test_every_class_that_the_clock_deletes_is_a_class_of_the_map(app):
    with app.app_context():
        by_clock = set(due_on(today())) - {"archive", "declined", "published"}
    assert by_clock | {"contribution"} <= set(data_map().retention)


@pytest.mark.parametrize("name", ["text", "public_text", "answer", "email", "email_encrypted"])
def test_what_people_write_is_never_called_technical(name):
    wrong = {"technical", "figure"}
    assert not [c for c in data_map().columns if c.name == name and c.category in wrong]


def test_the_record_names_every_table_and_no_template_is_left_open(app, client_of):
    output = app.test_cli_runner().invoke(args=["privacy", "record"]).output
    page = client_of("admin").get("/verwaltung/datenschutz/verzeichnis").text
    assert not [name for name in TABLES if f"| {name} |" not in output or f">{name}<" not in page]
    for words in ("Art. 6 Abs. 1", "Drittländer", "Erfurt"):
        assert words in output
    file = client_of("admin").get("/verwaltung/datenschutz/verzeichnis.md")
    assert file.mimetype == "text/markdown"
    assert file.text == output.rstrip("\n") + "\n"
