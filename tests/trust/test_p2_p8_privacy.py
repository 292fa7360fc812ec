"""P2, P7, P8: addresses are encrypted, nothing is fetched from elsewhere, no IP is kept."""

import re

import pytest
from sqlalchemy import func, select

from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import Contact
from tests.submissions.test_writing import TEXT, answers, open_form

ADDRESS = "kanarienvogel@example.org"
NETWORK = "127.0.0.77"


def send(client, **environ):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, email=ADDRESS, on_behalf="self", go="send")
    return client.post("/beitrag/neu", data=data, **environ)


def everything_on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_mail_address_is_stored_encrypted_and_apart(make_app, tmp_path):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    assert send(app.test_client()).status_code == 303
    with app.app_context():
        contact = db.session.scalars(select(Contact)).one()
        assert ADDRESS.encode() not in contact.email_encrypted
        run_one()
        tables = db.metadata.sorted_tables
        found = [
            t.name for t in tables for row in db.session.execute(select(t)) if ADDRESS in repr(row)
        ]
        assert not found
        db_file = db.engine.url.database
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        from pathlib import Path

        files = list(Path(db_file).parent.glob(Path(db_file).name + "*"))
        assert files
        assert not [p for p in files if ADDRESS.encode() in p.read_bytes()]
    assert ADDRESS.encode() not in everything_on_disk(tmp_path)


def test_deleting_deletes_the_address(make_app):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    client = app.test_client()
    send(client)
    with app.app_context():
        from app.submissions.models import Submission
        from app.submissions.services import withdraw

        withdraw(db.session.scalars(select(Submission)).one())
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(Contact)) == 0


def test_no_address_of_a_network_is_kept_anywhere(make_app, tmp_path, capfd):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    client = app.test_client()
    environ = {"environ_base": {"REMOTE_ADDR": NETWORK}}
    assert send(client, **environ).status_code == 303
    client.post_form("/beitrag/status", {"code": "ABCD"}, **environ)
    client.post_form("/anmelden", {"email": "a@example.org", "password": "falsch"}, **environ)
    client.get("/gibt-es-nicht", **environ)
    with app.app_context():
        tables = db.metadata.sorted_tables
        rows = [repr(row) for t in tables for row in db.session.execute(select(t))]
    assert rows
    needle = re.compile(r"127\.0\.0")
    assert not [row for row in rows if needle.search(row)]
    assert not needle.search(everything_on_disk(tmp_path).decode("latin-1"))
    printed = capfd.readouterr()
    assert not needle.search(printed.out + printed.err)


def test_the_mark_of_a_network_changes_with_the_day(app):
    import datetime as dt

    import time_machine

    from app.shared.clock import now
    from app.shared.throttle import network_mark

    marks = []
    for days in (0, 1):
        with time_machine.travel(now() + dt.timedelta(days=days)), app.test_request_context("/"):
            marks.append(network_mark())
    assert marks[0] != marks[1]


@pytest.mark.parametrize(
    "path", ["/", "/ortsteile/rieth", "/beitrag/neu", "/anmelden", "/datenschutz"]
)
def test_pages_fetch_nothing_from_elsewhere(client, path):
    text = client.get(path).text
    sources = re.findall(r'(?:src|srcset|action|<link[^>]*href)="?([^"\s>]+)', text)
    assert sources
    assert not [url for url in sources if re.match(r"(?:https?:)?//", url)]
