"""What takes the place of what in a new version: said in the file, checked with line and reason."""

import pytest
from sqlalchemy import func, select

from app.guidelines.models import CodeSuccession
from app.guidelines.queries import book_in_force, catalogue, draft, in_force, successions_to
from app.guidelines.services import compare, load_code_book, publish, write_code_book
from app.shared.database import db
from app.shared.errors import InvalidData

HEAD = "title: {de: Test}\ncodes:\n"


def line(key, title=None, **more):
    """Return a line of a YAML code book."""
    parts = [f'key: "field:{key}"', "kind: field", f"title: {{de: {title or key.upper()}}}"]
    parts += [f"{name}: {value}" for name, value in more.items()]
    return f"  - {{{', '.join(parts)}}}\n"


OLD = HEAD + line("a") + line("b") + line("c") + line("d") + line("gone") + line("e")
NEW = (
    HEAD
    + line("a")
    + line("b", "B and more")
    + line("c1", replaces='["field:c"]')
    + line("c2", replaces='["field:c"]')
    + line("de", replaces='["field:d", "field:e"]')
    + line("new")
)


def put_in_force(content, format="yaml"):
    """Load and publish, and return the version."""
    book = load_code_book(content, format)
    publish(book)
    db.session.commit()
    return book


def ways(book):
    """Return (old key, new key, change) without the kind in front."""
    return [
        (step.from_code.key[6:], step.to_code.key[6:], step.change) for step in successions_to(book)
    ]


def test_the_file_says_what_is_same_changed_split_and_merged(app):
    with app.app_context():
        put_in_force(OLD)
        book = load_code_book(NEW, "yaml")
        assert ways(book) == [
            ("a", "a", "same"),
            ("b", "b", "changed"),
            ("c", "c1", "split"),
            ("c", "c2", "split"),
            ("d", "de", "merged"),
            ("e", "de", "merged"),
        ]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (line("a"), line("a", definition="{de: Neu}"), "changed"),
        (line("a", includes="{de: X}"), line("a", includes="{de: Y}"), "changed"),
        (line("a", excludes="{de: X}"), line("a"), "changed"),
        (line("a"), line("a", example="{de: Nur ein Beispiel}"), "same"),
        (line("a"), line("a", office="Jugendamt"), "same"),
        (line("a"), '  - {key: "field:a", kind: field, title: {de: A, en: An A}}\n', "same"),
        (line("a"), line("z", "A", replaces='["field:a"]'), "same"),
        (line("a"), line("z", "Z", replaces='["field:a"]'), "changed"),
        (line("a") + line("b"), line("a", replaces='["field:b"]'), "merged"),
    ],
    ids=[
        "definition", "what belongs", "what does not", "example", "office", "translation added",
        "new key alone", "new key and title", "taken into one that stays",
    ],
)  # fmt: skip
def test_a_code_is_another_when_its_meaning_is(app, before, after, change):
    with app.app_context():
        put_in_force(HEAD + before)
        assert {step.change for step in successions_to(load_code_book(HEAD + after, "yaml"))} == {
            change
        }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (line("x", replaces='["field:nix"]'), "line 3: replaces 'field:nix', which the version"),
        (
            line("a") + line("x", replaces='["field:a"]'),
            "line 4: replaces 'field:a', which stays in line 3",
        ),
        (line("a", replaces='["field:a"]'), "line 3: replaces 'field:a', which stays in line 3"),
        (
            '  - {key: "target:x", kind: target_group, title: {de: X}, replaces: ["field:a"]}\n',
            "line 3: replaces 'field:a', which is of another kind",
        ),
        (line("x", replaces="{a: b}"), "line 3: replaces needs a list of keys"),
    ],
)
def test_what_cannot_be_replaced_is_named_with_line_and_reason(app, content, problem):
    with app.app_context():
        put_in_force(OLD)
        with pytest.raises(InvalidData) as error:
            load_code_book(HEAD + content, "yaml")
        assert problem in str(error.value)
        db.session.rollback()
        assert draft() is None


def test_the_first_version_of_all_replaces_nothing(app):
    with app.app_context(), pytest.raises(InvalidData):
        load_code_book(HEAD + line("x", replaces='["field:wohnung"]'), "yaml")


def test_csv_takes_either_sign_between_the_keys(app):
    with app.app_context():
        put_in_force(OLD)
        content = (
            "kind;key;title_de;replaces\nfield;field:x;X;field:a|field:b\nfield;field:y;Y;"
            '"field:c, field:d"\n'
        )
        assert [way[:2] for way in ways(load_code_book(content, "csv"))] == [
            ("a", "x"),
            ("b", "x"),
            ("c", "y"),
            ("d", "y"),
        ]


@pytest.mark.parametrize("format", ["yaml", "csv", "qdc"])
def test_what_was_written_from_a_version_in_force_can_be_loaded_as_the_next(app, format):
    """The file still says what that version replaced, although nothing of it is there any more."""
    with app.app_context():
        put_in_force(OLD)
        first = put_in_force(NEW)
        before = [code.replaces for code in first.codes]
        again = load_code_book(write_code_book(first, format).decode("utf-8-sig"), format)
        assert [code.replaces for code in again.codes] == before
        assert {step.change for step in successions_to(again)} == {"same"}


def test_a_draft_that_is_replaced_leaves_no_succession(app):
    with app.app_context():
        put_in_force(OLD)
        load_code_book(NEW, "yaml")
        db.session.commit()
        number = select(func.count()).select_from(CodeSuccession)
        steps = db.session.scalar(number)
        load_code_book(OLD, "yaml")
        db.session.commit()
        assert (steps, db.session.scalar(number)) == (6, 6)


def test_a_code_is_followed_through_several_versions(app):
    with app.app_context():
        old = {code.key: code.id for code in put_in_force(OLD).codes}
        put_in_force(NEW)
        put_in_force(HEAD + line("all", replaces='["field:c1", "field:de"]') + line("c2"))
        keys = {name: code.id for name, code in catalogue().by_key.items()}
        assert in_force([old["field:c"]]) == {keys["field:all"], keys["field:c2"]}
        assert in_force([old["field:d"]]) == {keys["field:all"]}
        assert in_force([old["field:b"], old["field:gone"]]) == set()
        assert in_force(keys.values()) == set(keys.values())


def test_the_difference_says_what_replaces_what(app):
    with app.app_context():
        before = put_in_force(OLD)
        words = [change.in_words() for change in compare(before, put_in_force(NEW))]
        assert words == [
            "changed: field:b “B and more”, title (de): “B” → “B and more”",
            "replaces: field:c1 “C1” takes the place of field:c",
            "replaces: field:c2 “C2” takes the place of field:c",
            "replaces: field:de “DE” takes the place of field:d, field:e",
            "removed: field:gone “GONE”",
            "added: field:new “NEW”",
        ]
        assert book_in_force().version == 3
