"""S20-S22, S24, S25: sizes, hosts, mail headers, secrets, and errors that give nothing away."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.shared.database import db
from app.shared.mail import MailRefused, send
from app.shared.transactions import begin_writing
from config import ConfigurationError, read_settings
from tests.inspecting_client import hidden_fields

GOOD = {"APP_ENV": "production", "SECRET_KEY": "x7" * 24, "BASE_URL": "https://a.example"}


def test_a_huge_request_is_refused(client):
    data = {"csrf_token": client.token(), "text": "a" * 600_000}
    assert client.post("/beitrag/neu", data=data).status_code == 413


def test_too_many_fields_are_refused(client):
    data = {f"f{number}": "x" for number in range(1500)}
    answer = client.post("/beitrag/neu", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil"])
def test_a_foreign_host_is_refused_even_when_the_page_is_kept(client, host):
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": host}).status_code == 400


def test_the_receipt_names_the_configured_address_not_the_asked_one(make_app):
    from tests.submissions.test_writing import write_all

    client = make_app(BASE_URL="http://localhost:8000").test_client()
    receipt = client.get(write_all(client).location)
    assert "http://localhost:8000/beitrag/status" in receipt.text


def test_line_breaks_never_reach_a_mail_header(make_app):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    with app.app_context(), pytest.raises(MailRefused, match="unfit address"):
        send("a@example.org\r\nBcc: b@example.org", "Betreff", "Text", "1")


def test_an_address_with_a_line_break_is_an_error_at_the_field(make_app):
    from tests.submissions.test_writing import answers, open_form

    client = make_app(MAIL_URL="smtp://127.0.0.1:1").test_client()
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text="Text", email="a@example.org\nBcc: b@c.de", go="send")
    answer = client.post("/beitrag/neu", data=data)
    assert answer.status_code == 422
    assert "Bitte prüfen Sie die E-Mail-Adresse" in answer.text


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme" * 10}, "SECRET_KEY"),
        ({"BASE_URL": ""}, "BASE_URL"),
        ({"BASE_URL": "http://a.example"}, "BASE_URL"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"TRUSTED_PROXIES": "many"}, "TRUSTED_PROXIES"),
        ({"APP_ENV": "prod"}, "APP_ENV"),
    ],
)
def test_production_refuses_to_start_and_names_the_variable(tmp_path, change, named):
    with pytest.raises(ConfigurationError, match=named):
        read_settings(GOOD | {"INSTANCE_DIR": str(tmp_path)} | change)


def test_a_public_address_means_production(tmp_path):
    environ = {"INSTANCE_DIR": str(tmp_path), "BASE_URL": "https://a.example"}
    with pytest.raises(ConfigurationError, match="SECRET_KEY"):
        read_settings(environ)
    assert read_settings(GOOD | {"INSTANCE_DIR": str(tmp_path)}).secure


def test_a_key_is_never_printed(tmp_path):
    settings = read_settings(GOOD | {"INSTANCE_DIR": str(tmp_path)})
    assert GOOD["SECRET_KEY"] not in repr(settings)


def test_an_older_key_still_opens_receipts_and_sessions(make_app, client_of, app):
    from app.submissions.queries import by_receipt_code
    from app.submissions.services import receipt_code
    from tests.factories import make_submission

    with app.app_context():
        submission = make_submission()
        code, number = receipt_code(submission.submission_key), submission.public_number
    old = app.config["SETTINGS"].secret_keys[0]
    newer = make_app(
        SECRET_KEY="a newer key that is also long enough to be taken", SECRET_KEY_FALLBACKS=old
    )
    with newer.app_context():
        assert by_receipt_code(code).public_number == number


@pytest.mark.parametrize("path", ["/", "/ortsteile/rieth", "/beitrag/neu", "/readyz"])
def test_an_unexpected_fault_shows_no_trace(app, client, monkeypatch, path):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def breaks(*arguments, **options):
        raise RuntimeError("secret detail 4711")

    monkeypatch.setattr("app.pages.views.frame.frame", breaks)
    for name in ("pages.views.home.published", "pages.views.areas.published_in"):
        monkeypatch.setattr(f"app.{name}", breaks)
    monkeypatch.setattr("app.submissions.views.writing.new_key", breaks)
    monkeypatch.setattr("app.pages.views.health.pending_migrations", breaks)
    answer = client.get(path)
    assert answer.status_code == 500
    assert "4711" not in answer.text
    assert "Traceback" not in answer.text


@contextmanager
def another_program_writes(app):
    """Hold the writers' lock outside the application; nobody waits longer than a moment for it."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("postgresql"):
        waits, locks = "SET lock_timeout = 50", "LOCK TABLE number_series IN ACCESS EXCLUSIVE MODE"
    else:
        waits, locks = "PRAGMA busy_timeout=50", "BEGIN IMMEDIATE"

    def wait_shortly(dbapi, *rest):
        dbapi.execute(waits)
        dbapi.commit()

    with app.app_context():
        pool = db.engine.pool
        event.listen(pool, "checkout", wait_shortly)
        held = db.engine.raw_connection()
    try:
        held.cursor().execute(locks)
        yield
    finally:
        held.rollback()
        held.close()
        event.remove(pool, "checkout", wait_shortly)
        pool.dispose()  # other tests use it too, and wait as long as they must


def test_a_database_that_does_not_answer_keeps_the_text(app, client, monkeypatch):
    page = client.get("/beitrag/neu?ansicht=kurz")
    monkeypatch.setattr("app.submissions.views.form_keys.FormKey.too_quick", False)
    data = hidden_fields(page, "/beitrag/neu")
    data |= {"place": "city", "text": "Meine Mühe", "on_behalf": "self", "go": "send"}
    with another_program_writes(app):
        answer = client.post("/beitrag/neu", data=data)
    assert answer.status_code == 503
    assert "Meine Mühe" in answer.text
    assert answer.headers["Retry-After"] == "30"
    assert client.post("/beitrag/neu", data=data).status_code == 303


def test_a_fault_in_a_check_never_lets_anybody_in(app, client, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("app.accounts.views.session.running_session", lambda *a: 1 / 0)
    with client.session_transaction() as session:
        session["sign_in"] = {"token": "x", "seen": 4_102_444_800}
    assert client.get("/moderation/").status_code == 500


def test_writing_needs_a_service(app):
    from app.shared.database import WriteOutsideService
    from tests.factories import make_submission

    with app.app_context():
        submission = make_submission()
        submission.language = "en"
        with pytest.raises(WriteOutsideService):
            db.session.flush()
        db.session.rollback()
        begin_writing()
        submission.language = "en"
        db.session.flush()
