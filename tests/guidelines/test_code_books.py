"""Code books: strict reading, versions that never change."""

import pytest

from app.guidelines.queries import by_version, catalogue, draft
from app.guidelines.services import load_code_book, publish
from app.shared.database import db
from app.shared.errors import InvalidData, NotPossible

GOOD = """title: {de: Test}
codes:
  - {key: "field:a", kind: field, title: {de: A}}
  - {key: "field:b", kind: field, title: {de: B}, parent: "field:a"}
"""


def test_the_example_catalogue_is_marked_as_an_example(app):
    with app.app_context():
        codes = catalogue()
        assert codes.is_example
        names = {code.title["de"] for code in codes.of_kind("field")}
        assert {"Soziales", "Jugend", "Arbeit", "Armut", "Bildung", "Gesundheit"} <= names
        assert {"Kultur", "Wohnen", "Stadtentwicklung", "Nachhaltigkeit", "Mobilität"} <= names
        for guideline in codes.of_kind("guideline"):
            assert "Beispiel, nicht beschlossen" in guideline.title["de"]


def test_a_new_version_is_a_draft_until_it_is_published(app):
    with app.app_context():
        book = load_code_book(GOOD, "yaml")
        db.session.commit()
        assert (book.version, catalogue().version) == (2, 1)
        publish(book)
        db.session.commit()
        assert catalogue().version == 2
        assert catalogue().by_key["field:b"].parent_id == catalogue().by_key["field:a"].id


def test_a_second_draft_replaces_the_first(app):
    with app.app_context():
        load_code_book(GOOD, "yaml")
        db.session.commit()
        load_code_book(GOOD.replace("field:b", "field:c"), "yaml")
        db.session.commit()
        assert [code.key for code in draft().codes] == ["field:a", "field:c"]


def test_a_published_version_cannot_be_published_again(app):
    with app.app_context(), pytest.raises(NotPossible):
        publish(by_version(1))


def test_csv_is_read_as_well(app):
    content = "kind;key;parent;title_de;title_en\nfield;field:x;;Etwas;Something\n"
    with app.app_context():
        book = load_code_book(content, "csv")
        assert [(c.key, c.title) for c in book.codes] == [
            ("field:x", {"de": "Etwas", "en": "Something"})
        ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("codes: [", "line 1"),
        ("title: {de: T}\n", "needs `title` and a list `codes`"),
        (GOOD.replace("kind: field", "kind: feld", 1), "line 3: kind 'feld' is none of"),
        (GOOD.replace("field:b", "field:a"), "line 4: 'field:a' stands in line 3 already"),
        (GOOD.replace("title: {de: A}", "title: {en: A}"), "the German title is missing"),
        (GOOD.replace('parent: "field:a"', 'parent: "field:z"'), "must stand before"),
        (GOOD.replace("title: {de: A}", "title: A"), "line 3: title needs texts by language"),
        (GOOD.replace("kind: field,", "kind: field, farbe: rot,", 1), "unknown entry 'farbe'"),
        ("title: {de: T}\ncodes: []\n", "there is no code in it"),
    ],
)
def test_a_malformed_file_names_line_and_reason_and_changes_nothing(app, content, problem):
    with app.app_context():
        with pytest.raises(InvalidData) as error:
            load_code_book(content, "yaml")
        assert problem in str(error.value)
        db.session.rollback()
        assert draft() is None


def test_the_command_says_what_is_wrong(app, tmp_path):
    path = tmp_path / "book.yaml"
    path.write_text("codes: [")
    result = app.test_cli_runner().invoke(args=["guidelines", "load", str(path)])
    assert result.exit_code == 1
    assert "book.yaml: line 1" in result.output
