"""What moderators find: every text as it was typed, in every state but deleted."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.areas.services.schemes import SchemeRow, load_scheme
from app.moderation.models import PublicTerms, StaffTerms
from app.moderation.services import publish
from app.moderation.services.searching import PORTION, take_in_new
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.services import correct, withdraw
from tests.factories import make_submission, somebody

CANARY = "Qxzjkanarienvogel"


def work():
    while run_one() or run_idle():
        pass


def hits_of(client, **query):
    page = client.get("/moderation/suche", query_string=query)
    assert page.status_code == 200
    return page.text.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize("status", ["received", "published", "declined"])
def test_texts_in_every_state_are_found_and_lead_to_their_item(app, client_of, status):
    with app.app_context():
        number = make_submission(text="Der Wanderfalke nistet.", status=status).public_number
        work()
    page = hits_of(client_of("moderator"), q="falke")
    assert "Der Wanderfalke nistet." in page
    assert f'href="/moderation/{number}"' in page
    assert number in hits_of(client_of("moderator"), q=number.lower())


def test_blackened_words_are_found_but_not_shown(app, client_of):
    with app.app_context():
        submission = make_submission(
            text="Frau Geheimnis hilft.", status="published", passages=((0, 14),)
        )
        number = submission.public_number
        work()
    page = hits_of(client_of("moderator"), q="geheimnis")
    assert number in page
    assert "█████ hilft." in page
    assert "Frau Geheimnis" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", "declined"), ("ortsteil", "melchendorf"), ("art", "idea"), ("gebiet", "raum:sued")],
)
def test_hits_are_narrowed_down(app, client_of, name, value):
    with app.app_context():
        load_scheme("raum", "Räume", "Test", [SchemeRow("sued", "Süd", "13")])
        make_submission(text="Amsel hier", status="declined", area="melchendorf", kind="idea")
        make_submission(text="Amsel dort")
        work()
    page = hits_of(client_of("moderator"), **{"q": "amsel", name: value})
    assert "Amsel hier" in page
    assert "Amsel dort" not in page
    assert "1 Beitrag passt." in page


def test_pages_have_no_gaps_and_no_doubles(app, client_of):
    with app.app_context():
        for number in range(65):
            word = "Bahn" if number % 2 else "Bahnhof"
            make_submission(text=f"{word} Nummer {number:02d}.")
        work()
    staff, seen, query = client_of("moderator"), [], {"q": "bahn"}
    for _ in range(3):
        page = hits_of(staff, **query)
        seen += [n for n in range(65) if f"Nummer {n:02d}." in page]
        query["vor"] = page.rpartition("vor=")[2].partition('"')[0]
    assert sorted(seen) == list(range(65))


@pytest.mark.parametrize("role", ["planner", None])
def test_only_moderators_search_in_all_texts(client, client_of, role):
    answer = (client_of(role) if role else client).get("/moderation/suche?q=bus")
    assert answer.status_code == (403 if role else 303)


def test_what_is_typed_stands_escaped_on_the_page(app, client_of):
    typed = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    with app.app_context():
        make_submission(text=f"Hier {typed}")
        work()
    page = client_of("moderator").get("/moderation/suche", query_string={"q": typed}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<mark>script</mark>&gt;" in page


@pytest.mark.parametrize("typed", ['"', "NOT", "%", "\x00", "a" * 50_000, "🚌 ~ #", "' OR 1=1"])
def test_whatever_is_typed_is_answered(client_of, typed):
    answer = client_of("moderator").get("/moderation/suche", query_string={"q": typed})
    assert answer.status_code == 200


def test_long_texts_are_cut_around_the_first_hit(app, client_of):
    with app.app_context():
        make_submission(text="vorne " * 100 + "Wanderfalke " + "hinten " * 100)
        work()
    page = hits_of(client_of("moderator"), q="wanderfalke")
    excerpt = page.rpartition('dir="auto">')[2].partition("</p>")[0]
    assert "vorne Wanderfalke hinten" in excerpt
    assert excerpt[:2] == "… "
    assert excerpt[-2:] == " …"
    assert len(excerpt) < 310


def test_new_texts_are_taken_in_before_they_are_compared(app, client_of):
    with app.app_context():
        make_submission(text="Wanderfalke")
        assert run_idle()
    assert "1 Beitrag passt." in hits_of(client_of("moderator"), q="wanderfalke")


def test_what_was_there_before_the_search_is_taken_in_by_the_worker(app, client):
    with app.app_context():
        for number in range(PORTION + 5):
            status = "published" if number % 40 == 0 else "received"
            make_submission(text=f"Star {number}", status=status)
        with db.engine.execution_options(rw=True).begin() as connection:
            connection.execute(PublicTerms.__table__.delete())
            connection.execute(StaffTerms.__table__.delete())
        late = make_submission(text="Star spät", status="published")
        while take_in_new():
            db.session.commit()
        assert len(db.session.scalars(select(StaffTerms)).all()) == PORTION + 6
        assert late.id in db.session.scalars(select(PublicTerms.submission_id)).all()
    assert "7 Beiträge passen." in client.get("/suche?q=star").text


def test_a_corrected_text_is_found_by_its_new_words_alone(app, client_of):
    with app.app_context():
        submission = make_submission(text="Wanderfalke")
        work()
        correct(submission, "Turmfalke")
        db.session.commit()
        work()
    staff = client_of("moderator")
    assert "Kein Beitrag passt." in hits_of(staff, q="wanderfalke")
    assert "1 Beitrag passt." in hits_of(staff, q="turmfalke")


@pytest.mark.parametrize("is_taken_in", [True, False], ids=["taken in", "deleted before"])
def test_of_a_deleted_text_nothing_is_kept(app, client_of, is_taken_in):
    with app.app_context():
        make_submission(text="Ein anderer Vogel", status="published")
        gone = make_submission(text=f"Der {CANARY} singt", status="published")
        if is_taken_in:
            work()
        withdraw(gone)
        db.session.commit()
        work()
        for table in (PublicTerms, StaffTerms):
            assert db.session.get(table, gone.id) is None
            assert db.session.scalar(select(table.terms).limit(1)) is not None
        assert not traces_of(CANARY.lower())
    assert "Kein Beitrag passt." in hits_of(client_of("moderator"), q=CANARY)


def traces_of(word):
    """Return where pieces of the word are left in the index, or the word in the file."""
    if db.engine.dialect.name != "sqlite":
        return []
    db.session.rollback()  # a reader would hold up the checkpoint for ten seconds
    runs = {word[at : at + 3] for at in range(len(word) - 2)} - {"vog", "oge", "gel"}
    with db.engine.execution_options(rw=True).connect() as connection:
        found = []
        for table in ("public_terms_fts", "staff_terms_fts"):
            words = f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{table}', 'row')"
            connection.exec_driver_sql(words)
            terms = connection.execute(text("SELECT term FROM temp.words")).scalars().all()
            assert "vog" in terms
            found += [run for run in runs if run in terms]
            connection.exec_driver_sql("DROP TABLE temp.words")
            check = f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"
            connection.exec_driver_sql(check)
        connection.rollback()
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return found + [word] * (word.encode() in Path(db.engine.url.database).read_bytes().lower())


def test_publishing_and_finding_are_one_transaction(app, client):
    with app.app_context():
        submission = make_submission(text="Wanderfalke")
        publish(somebody(), submission, submission.version, [], [], None)
        db.session.rollback()
        assert db.session.get(PublicTerms, submission.id) is None
    assert "Kein Beitrag passt." in client.get("/suche?q=wanderfalke").text


def test_the_search_can_be_made_anew(app, client):
    with app.app_context():
        make_submission(text="Wanderfalke", status="published")
        make_submission(text="Turmfalke")
    result = app.test_cli_runner().invoke(args=["moderation", "index"])
    assert result.exit_code == 0, result.output
    assert "2" in result.output
    with app.app_context():
        assert len(db.session.scalars(select(StaffTerms)).all()) == 2
    assert "1 Beitrag passt." in client.get("/suche?q=falke").text
