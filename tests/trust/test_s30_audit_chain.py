"""S30: the audit trail is a chain: what somebody changes in it afterwards is found."""

import threading

import pytest
from sqlalchemy import text

from app.accounts.models import AuditEntry
from app.accounts.queries import check_audit_trail
from app.accounts.services import record
from app.shared.database import db
from app.shared.transactions import begin_writing
from tests.conftest import settings_for


def write(number):
    for place in range(number):
        record(place, "looked", f"thing:{place}")
        db.session.commit()


def change(statement):
    begin_writing()
    db.session.execute(text(statement))
    db.session.commit()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit_entry SET action = 'slept' WHERE subject = 'thing:2'", "was changed"),
        ("UPDATE audit_entry SET person_id = 9 WHERE subject = 'thing:0'", "was changed"),
        ("UPDATE audit_entry SET link = NULL WHERE subject = 'thing:3'", "was changed"),
        ("DELETE FROM audit_entry WHERE subject = 'thing:1'", "follows a gap"),
        ("DELETE FROM audit_entry WHERE subject = 'thing:4'", "the end is missing"),
        ("DELETE FROM audit_entry", "the end is missing"),
    ],
)
def test_a_change_in_the_database_is_found(app, statement, problem):
    with app.app_context():
        write(5)
        assert check_audit_trail().problem is None
        change(statement)
        assert problem in check_audit_trail().problem


def test_an_entry_that_somebody_puts_in_is_found(app):
    with app.app_context():
        write(2)
        begin_writing()
        forged = db.session.get(AuditEntry, 1)
        db.session.add(
            AuditEntry(at=forged.at, person_id=1, action="x", subject="y", link=forged.link)
        )
        db.session.commit()
        assert "was changed, put in" in check_audit_trail().problem


def test_the_chain_outlives_a_new_secret_key(make_app, database_url, tmp_path):
    app = make_app()
    old = settings_for(database_url, tmp_path).secret_keys[0]
    with app.app_context():
        write(2)
    renewed = make_app(SECRET_KEY="another key that is long enough too", SECRET_KEY_FALLBACKS=old)
    with renewed.app_context():
        write(1)
        found = check_audit_trail()
        assert (found.problem, found.entries) == (None, 3)


def test_people_who_act_at_once_make_one_chain(app):
    def act():
        with app.app_context():
            write(10)
            db.session.remove()

    crowd = [threading.Thread(target=act) for _ in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    with app.app_context():
        found = check_audit_trail()
        assert (found.problem, found.entries) == (None, 60)


def test_the_command_says_it_and_fails_when_something_is_wrong(app):
    with app.app_context():
        write(3)
    good = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (good.exit_code, "3 entries" in good.output) == (0, True)
    with app.app_context():
        change("UPDATE audit_entry SET subject = 'thing:9' WHERE subject = 'thing:1'")
    bad = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert bad.exit_code != 0
    assert "After 1 good entries" in bad.output
