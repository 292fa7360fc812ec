"""Drafts of the catalogue on the screen: loaded, compared, put in force, taken away as a file."""

import io

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry
from app.guidelines.queries import by_version, catalogue, draft
from app.guidelines.services import load_code_book
from app.shared.database import db
from tests.guidelines.test_successions import HEAD, NEW, OLD, line, put_in_force
from tests.moderation.test_carrying import coded, do_all_jobs

PAGE = "/moderation/kataloge"


def upload(client, content, name="katalog.yaml"):
    data = {"file": (io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)}
    return client.post_form(PAGE, data, content_type="multipart/form-data")


@pytest.fixture
def with_codings(app):
    with app.app_context():
        put_in_force(OLD)
        do_all_jobs()
        coded("a", "b")
        coded("c", "d", "e")
        coded("gone")


def test_a_file_becomes_a_draft_with_its_differences_and_effects_in_words(
    app, client_of, with_codings
):
    admin = client_of("admin")
    answer = upload(admin, NEW)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/3")
    page = admin.get(answer.location).text
    for words in (
        "Der Entwurf von Version 3 ist geladen.",
        "5 Zuordnungen werden übernommen, davon 4 zur Durchsicht",
        "1 Zuordnung entfällt; sie bleibt in Version 2",
        "GONE (1)",
        "B and more, Titel (de): Aus „B“ wurde „B and more“",
        "C1 ersetzt: C",
        "DE ersetzt: D, E",
        "Neu: NEW",
        "Entfallen: GONE",
    ):
        assert words in page
    english = admin.get(f"{answer.location}?lang=en").text
    assert "5 codings are carried over, 4 of them for another look" in english
    assert "DE takes the place of: D, E" in english
    with app.app_context():
        assert catalogue().version == 2
        lines = db.session.scalars(select(AuditEntry.subject)).all()
        assert "version 3" in lines


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (HEAD + line("a", replaces='["field:nix"]'), "k.yaml", "Zeile 3: ersetzt „field:nix“, das"),
        (OLD.replace("kind: field", "kind: feld", 1), "k.yaml", "Zeile 3: Art „feld“ ist keine"),
        ("kind;key\n", "k.csv", "Zeile 1: Spalten fehlen: title_de"),
        ("<a>", "k.qdc", "Zeile 1: kein XML"),
        (OLD, "k.pdf", "Der Name muss auf .yaml, .csv oder .qdc enden"),
        (b"\xff\xfe\x00", "k.csv", "kein Text in UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason_and_changes_nothing(
    app, client_of, content, name, problem
):
    with app.app_context():
        put_in_force(OLD)
        load_code_book(NEW, "yaml")
        db.session.commit()
    answer = upload(client_of("admin"), content, name)
    assert answer.status_code == 422
    assert problem in answer.text
    with app.app_context():
        assert "field:c1" in [code.key for code in draft().codes]


def test_without_a_file_the_field_says_so(client_of):
    answer = client_of("admin").post_form(PAGE, {})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Datei" in answer.text


def test_too_large_a_file_is_refused(client_of):
    admin = client_of("admin")
    assert upload(admin, OLD + "#" * 500_000).status_code == 413


def publish(client, version=3, **more):
    url = f"{PAGE}/{version}"
    return client.post_form(f"{url}/veroeffentlichen", more, page=url)


def test_publishing_puts_it_in_force_and_the_worker_carries_over(app, client_of, with_codings):
    admin = client_of("admin")
    upload(admin, NEW)
    answer = publish(admin)
    assert answer.status_code == 303
    assert "Zuordnungen werden gerade in Version 3 übernommen" in admin.get(answer.location).text
    assert "Zuordnungen werden gerade in Version 3 übernommen" in admin.get(PAGE).text
    with app.app_context():
        assert catalogue().version == 3
        do_all_jobs()
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert "catalogue published" in actions
    page = admin.get(PAGE).text
    assert "gerade" not in page
    assert "4 Zuordnungen durchsehen" in page


def test_a_draft_that_was_replaced_meanwhile_is_not_published(app, client_of, with_codings):
    admin = client_of("admin")
    upload(admin, NEW)
    stale = admin.get(f"{PAGE}/3")
    upload(admin, OLD + line("late"))
    answer = admin.post(
        f"{PAGE}/3/veroeffentlichen", data=hidden(stale, f"{PAGE}/3/veroeffentlichen")
    )
    assert answer.status_code == 409
    assert "Der Entwurf wurde geändert" in answer.text
    assert "Neu: LATE" in answer.text
    with app.app_context():
        assert catalogue().version == 2


def hidden(page, url):
    from tests.inspecting_client import hidden_fields

    return hidden_fields(page, url)


def test_publishing_twice_publishes_once(app, client_of, with_codings):
    admin = client_of("admin")
    upload(admin, NEW)
    stale = hidden(admin.get(f"{PAGE}/3"), f"{PAGE}/3/veroeffentlichen")
    assert admin.post(f"{PAGE}/3/veroeffentlichen", data=stale).status_code == 303
    assert admin.post(f"{PAGE}/3/veroeffentlichen", data=stale).status_code == 409


@pytest.mark.parametrize("format", ["yaml", "csv", "qdc"])
def test_a_version_is_taken_away_and_loaded_again(app, client_of, format):
    admin = client_of("admin")
    file = admin.get(f"{PAGE}/1/datei/{format}")
    assert f"katalog-1.{format}" in file.headers["Content-Disposition"]
    assert upload(admin, file.data, f"k.{format}").status_code == 303
    with app.app_context():
        assert len(draft().codes) == len(by_version(1).codes)
    assert "Beide Versionen sagen dasselbe" in admin.get(f"{PAGE}/2").text


@pytest.mark.parametrize("path", [f"{PAGE}/9", f"{PAGE}/1/datei/pdf", f"{PAGE}/99999999999999"])
def test_what_does_not_exist_is_not_found(client_of, path):
    assert client_of("admin").get(path).status_code == 404


def test_moderators_look_but_only_administrators_change(app, client_of, with_codings):
    with app.app_context():
        load_code_book(NEW, "yaml")
        db.session.commit()
    moderator = client_of("moderator")
    for path in (PAGE, f"{PAGE}/2", f"{PAGE}/3"):
        page = moderator.get(path)
        assert page.status_code == 200
        assert "in Kraft setzen" not in page.text
        assert "Entwurf der nächsten Version laden" not in page.text
    token = {"csrf_token": moderator.token()}
    assert moderator.post(PAGE, data=token).status_code == 403
    assert moderator.post(f"{PAGE}/3/veroeffentlichen", data=token).status_code == 403
    planner = client_of("planner")
    for path in (PAGE, f"{PAGE}/2", f"{PAGE}/2/datei/csv", "/moderation/durchsicht"):
        assert planner.get(path).status_code == 403
