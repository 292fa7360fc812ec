"""Every Ortsteil has somebody to turn to: a council, or an office with a name."""

import pytest
from sqlalchemy import select

from app.accounts.models import Office
from app.accounts.queries import areas_without_recipient, recipients
from app.accounts.services import load_offices
from app.areas.queries import directory
from app.shared.database import db
from app.shared.errors import InvalidData

HEAD = "key;name;email;areas\n"
SOCIAL = "soziales;Amt für Soziales;soziales@example.org;"


def numbers():
    """The numbers of the Ortsteile without a council."""
    return [area.number for area in directory().entries if area.council_name is None]


def complete():
    return (HEAD + SOCIAL + " ".join(numbers()) + "\n").encode()


def load(app, tmp_path, raw):
    file = tmp_path / "aemter.csv"
    file.write_bytes(raw)
    return app.test_cli_runner().invoke(args=["councils", "recipients", "load", str(file)])


def missing(app):
    with app.app_context():
        return [area.number for area in areas_without_recipient()]


def test_nine_ortsteile_have_no_council(app):
    with app.app_context():
        assert len(numbers()) == 9


def test_a_file_names_the_office_of_each(app, client, tmp_path):
    with app.app_context():
        raw = complete()
    assert len(missing(app)) == 9
    assert load(app, tmp_path, raw).exit_code == 0
    assert missing(app) == []
    page = client.get("/ortsteile/altstadt").text
    assert "Für Altstadt gibt es keinen Ortsteilrat. Zuständig ist: Amt für Soziales." in page
    assert "Nothing changed" in load(app, tmp_path, raw).output


def test_an_office_can_be_renamed_and_an_ortsteil_moved(app, tmp_path):
    with app.app_context():
        first, *others = numbers()
        raw = complete()
    load(app, tmp_path, raw)
    rows = f"soziales;Sozialamt;;{' '.join(others)}\njugend;Jugendamt;;{first}\n"
    assert load(app, tmp_path, (HEAD + rows).encode()).exit_code == 0
    with app.app_context():
        by_number = directory().by_number
        assert recipients()[by_number[first].id].name == "Jugendamt"
        assert recipients()[by_number[others[0]].id].name == "Sozialamt"
        assert db.session.scalars(select(Office.email)).all() == [None, None]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("key;name\nx;y\n", "columns missing: email, areas"),
        (HEAD + "Ämter;Amt;;\n", "line 2: key 'Ämter'"),
        (HEAD + "a;Amt;;\na;Amt zwei;;\n", "line 3: key 'a'"),
        (HEAD + "a;;;\n", "line 2: name ''"),
        (HEAD + "a;Amt;keine;\n", "'keine' is not an e-mail address"),
        (HEAD + "a;Amt;;99\n", "number '99' is unknown"),
        (HEAD + "a;Amt;;01\nb;Amt b;;01\n", "line 3: number 01 has an office already"),
        (HEAD + "a;Amt;;\nb;Amt;;\n", "line 3: name 'Amt'"),
    ],
)
def test_a_file_with_a_fault_changes_nothing_and_names_the_line(app, tmp_path, rows, words):
    answer = load(app, tmp_path, rows.encode())
    assert answer.exit_code == 1 and words in answer.output
    with app.app_context():
        assert db.session.scalars(select(Office)).all() == []


def test_an_ortsteil_with_a_council_gets_no_office(app):
    with app.app_context():
        number = directory().by_slug["rieth"].number
        with pytest.raises(InvalidData, match="has a council"):
            load_offices(f"{HEAD}a;Amt;;{number}\n".encode())


def test_a_file_in_another_encoding_is_refused(app):
    with app.app_context(), pytest.raises(InvalidData, match="UTF-8"):
        load_offices((HEAD + SOCIAL).encode("cp1252"))


def test_the_list_says_what_is_missing(app, tmp_path):
    run = app.test_cli_runner().invoke
    answer = run(args=["councils", "recipients", "list"])
    assert answer.exit_code == 1 and "9 Ortsteile have no recipient" in answer.output
    with app.app_context():
        raw = complete()
    load(app, tmp_path, raw)
    answer = run(args=["councils", "recipients", "list"])
    assert answer.exit_code == 0 and answer.output.count("Amt für Soziales") == 9


PAGE = "/verwaltung/aemter"


def test_an_administrator_names_the_office_on_a_page(app, client, client_of):
    admin = client_of("admin")
    assert "Niemand ist zuständig für: " in admin.get(PAGE).text
    with app.app_context():
        values = {"name": "Amt für Soziales", "email": "Soziales@example.org", "areas": numbers()}
    assert admin.post_form(f"{PAGE}/neu", values).status_code == 303
    assert missing(app) == []
    listed = admin.get(PAGE).text
    assert "soziales@example.org" in listed and "Niemand ist zuständig" not in listed
    assert "Zuständig ist: Amt für Soziales." in client.get("/ortsteile/altstadt").text
    renamed = {"name": "Sozialamt", "email": "", "areas": []}
    assert admin.post_form(f"{PAGE}/amt-fuer-soziales", renamed).status_code == 303
    assert "Zuständig ist: Sozialamt." in client.get("/ortsteile/altstadt").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Bitte schreiben Sie den Namen."),
        ({"name": "???"}, "hat keine Buchstaben"),
        ({"email": "kein Postfach"}, "keine E-Mail-Adresse"),
        ({"areas": ["99"]}, "error-summary"),
    ],
)
def test_an_office_that_cannot_be_is_not_stored(app, client_of, fields, words):
    values = {"name": "Gartenamt", "email": "garten@example.org", "areas": []} | fields
    answer = client_of("admin").post_form(f"{PAGE}/neu", values)
    assert answer.status_code == 422 and words in answer.text
    assert values["name"].strip() in answer.text and values["email"] in answer.text
    with app.app_context():
        assert db.session.scalars(select(Office)).all() == []


def test_two_offices_have_two_names(client_of):
    admin = client_of("admin")
    values = {"name": "Gartenamt", "email": ""}
    assert admin.post_form(f"{PAGE}/neu", values).status_code == 303
    assert admin.post_form(f"{PAGE}/neu", values).status_code == 422


def test_the_second_of_two_administrators_sees_both(app, client_of):
    first, second = client_of("admin"), client_of("admin")
    first.post_form(f"{PAGE}/neu", {"name": "Gartenamt", "email": ""})
    opened = second.get(f"{PAGE}/gartenamt")
    first.post_form(f"{PAGE}/gartenamt", {"name": "Grünflächenamt", "email": ""})
    answer = second.send_on(opened, {"name": "Amt für Gärten", "email": ""})
    assert answer.status_code == 409
    assert "Grünflächenamt" in answer.text and "Amt für Gärten" in answer.text
    assert second.send_on(answer, {"name": "Amt für Gärten", "email": ""}).status_code == 303


def test_an_unknown_office_is_not_found(client_of):
    assert client_of("admin").get(f"{PAGE}/nirgendwo").status_code == 404
