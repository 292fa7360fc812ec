"""Code books in and out, and what changed between two versions."""

import pytest
from pyrefiqda import RefiCodebook

from app.guidelines.queries import by_version
from app.guidelines.services import compare, load_code_book, write_code_book
from app.guidelines.services.qdc import GROUPS
from app.shared.database import db
from app.shared.errors import InvalidData

FORMATS = ("yaml", "csv", "qdc")
TWO_LINES = """title: {de: Test}
codes:
  - key: "field:a"
    kind: field
    office: Amt für Soziales
    title: {de: A, en: "An A"}
    definition: {de: "Erste Zeile\\n[zweite] Zeile; mit \\"Zeichen\\"", uk: "Визначення"}
  - {key: "field:b", kind: field, title: {de: B}, parent: "field:a"}
  - {key: "field:c", kind: field, title: {de: C}, parent: "field:b"}
  - {key: "target_group:d", kind: target_group, title: {de: D}}
"""
FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" origin="Other program"><q:Codes>
<q:Code guid="11111111-1111-1111-1111-111111111111" name="Grünes" isCodable="true">
<q:Description>Bäume und mehr</q:Description>
<q:Code guid="11111111-1111-1111-1111-111111111112" name="Hecken" isCodable="true"/></q:Code>
</q:Codes></q:CodeBook>"""


def contents(book):
    keys = {code.id: code.key for code in book.codes}
    return [
        (c.key, c.kind, keys.get(c.parent_id), c.office, c.title, c.definition, c.includes)
        for c in book.codes
    ]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("content", [TWO_LINES, None], ids=["hierarchy", "shipped"])
def test_what_is_written_is_read_back_the_same(app, format, content):
    with app.app_context():
        book = load_code_book(content, "yaml") if content else by_version(1)
        before, first = contents(book), write_code_book(book, format)
        db.session.commit()
        again = load_code_book(first.decode("utf-8-sig"), format)
        assert contents(again) == before
        assert write_code_book(again, format) == first or format == "yaml"


def test_an_independent_reader_reads_the_exchange_file(app, tmp_path):
    with app.app_context():
        book = load_code_book(TWO_LINES, "yaml")
        file = tmp_path / "katalog.qdc"
        file.write_bytes(write_code_book(book, "qdc"))
    read = RefiCodebook.load(file)
    groups = {group.name: group for group in read.codes.code}
    assert not groups[GROUPS["field"]].is_codable
    code = groups[GROUPS["field"]].code[0]
    assert (code.name, code.is_codable) == ("A", True)
    assert "Erste Zeile" in code.description
    assert code.code[0].code[0].name == "C"
    assert len({c.guid for g in read.codes.code for c in [g, *g.code]}) == 4


def test_a_file_of_another_program_becomes_fields_of_action(app):
    with app.app_context():
        book = load_code_book(FOREIGN, "qdc")
        assert [(c.key, c.kind, c.title["de"]) for c in book.codes] == [
            ("field:gruenes", "field", "Grünes"),
            ("field:hecken", "field", "Hecken"),
        ]
        assert book.codes[0].definition == {"de": "Bäume und mehr"}
        assert book.codes[1].parent_id == book.codes[0].id


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><CodeBook>&b;</CodeBook>'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<CodeBook>\n<Codes>\n</CodeBook>", "line 3"),
        ("<Project/>", "not a REFI-QDA code book"),
        (BOMB, "refused"),
        ("<CodeBook><Codes/></CodeBook>", "there is no code in it"),
        (FOREIGN.replace('name="Hecken"', 'name="Grünes"'), "line 5: 'field:gruenes' stands in"),
    ],
)
def test_a_malformed_exchange_file_names_line_and_reason(app, content, problem):
    with app.app_context(), pytest.raises(InvalidData) as error:
        load_code_book(content, "qdc")
    assert problem in str(error.value)


def test_the_difference_of_two_versions_is_told_in_words(app, tmp_path):
    runner = app.test_cli_runner()
    new = TWO_LINES.replace("{de: D}", "{de: Dd}").replace('key: "field:c"', 'key: "field:x"')
    for content in (TWO_LINES, new):
        file = tmp_path / "k.yaml"
        file.write_text(content, encoding="utf-8")
        assert runner.invoke(args=["guidelines", "load", str(file)]).exit_code == 0
        assert runner.invoke(args=["guidelines", "publish"]).exit_code == 0
    output = runner.invoke(args=["guidelines", "diff", "2", "3"]).output
    assert output.splitlines() == [
        "removed: field:c “C”",
        "added: field:x “C”",
        "changed: target_group:d “Dd”, title (de): “D” → “Dd”",
    ]
    with app.app_context():
        assert compare(by_version(2), by_version(2)) == []


@pytest.mark.parametrize("name", ["k.yaml", "k.csv", "k.qdc"])
def test_the_command_exports_by_the_name_of_the_file(app, tmp_path, name):
    runner = app.test_cli_runner()
    file = tmp_path / name
    result = runner.invoke(args=["guidelines", "export", str(file), "--version", "1"])
    assert result.exit_code == 0
    assert runner.invoke(args=["guidelines", "load", str(file)]).exit_code == 0
    assert "no version 9" in runner.invoke(args=["guidelines", "diff", "1", "9"]).output
