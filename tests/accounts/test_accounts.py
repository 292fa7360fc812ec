"""People, roles, passwords and the commands for them."""

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry, SignInSession
from app.accounts.policy import is_admin, is_moderator, may_export
from app.accounts.queries import by_email
from app.accounts.services import create_person, disable, grant, set_password
from app.shared.database import db
from app.shared.errors import InvalidData
from tests.factories import PASSWORD, make_person


@pytest.mark.parametrize(
    ("role", "admin", "moderator", "export"),
    [
        ("admin", True, True, True),
        ("moderator", False, True, True),
        ("planner", False, False, True),
        ("council", False, False, False),
        ("organisation", False, False, False),
    ],
)
def test_roles_and_what_they_allow(app, role, admin, moderator, export):
    with app.app_context():
        person = make_person(role)
        assert (is_admin(person), is_moderator(person), may_export(person)) == (
            admin,
            moderator,
            export,
        )


@pytest.mark.parametrize(
    ("email", "password", "problem"),
    [
        ("kein-at", PASSWORD, "is not an e-mail address"),
        ("a@b", PASSWORD, "is not an e-mail address"),
        ("neu@example.org", "kurz", "at least 12"),
        ("neu@example.org", "x" * 1001, "at most 1000"),
        ("neu@example.org", "Password1234", "tried first"),
        ("neu@example.org", "Ortsstimme2026!", "tried first"),
        ("neu@example.org", "aaaaaaaaaaaaaa", "tried first"),
        ("lange.adresse@example.org", "lange.adresse@example.org", "must not be"),
    ],
)
def test_unfit_addresses_and_passwords_are_refused(app, email, password, problem):
    with app.app_context(), pytest.raises(InvalidData, match=problem):
        create_person(email, "Neu", password, ["moderator"])


@pytest.mark.parametrize(
    "password", ["korrekt pferd batterie", "ä" * 6 + "öüßxyz123", "🙂" * 5 + "abcdefgh"]
)
def test_long_sentences_and_all_letters_are_welcome(app, password):
    with app.app_context():
        assert create_person("neu@example.org", "Neu", password, ["planner"]).id


def test_the_list_of_common_passwords_is_long_enough():
    from app.accounts.services import common_passwords

    assert len(common_passwords()) >= 3000


def test_no_password_is_stored_in_clear(app):
    with app.app_context():
        assert make_person().password_hash.startswith("$argon2id$")


def test_the_command_creates_an_account(app):
    runner = app.test_cli_runner()
    args = ["accounts", "create", "Neue@Example.org", "--role", "planner", "--password-stdin"]
    result = runner.invoke(args=args, input=f"{PASSWORD}\n")
    assert result.exit_code == 0
    with app.app_context():
        assert by_email("neue@example.org").roles == {"planner"}
    again = runner.invoke(args=args, input=f"{PASSWORD}\n")
    assert again.exit_code == 1
    assert "already" in again.output


def test_the_command_refuses_an_unknown_role_and_a_short_password(app):
    runner = app.test_cli_runner()
    args = ["accounts", "create", "a@example.org", "--password-stdin", "--role"]
    assert runner.invoke(args=[*args, "king"], input=PASSWORD).exit_code == 2
    assert runner.invoke(args=[*args, "admin"], input="kurz\n").exit_code == 1


@pytest.mark.parametrize(
    "change",
    [disable, lambda p: set_password(p, "ein ganz anderes Wort"), lambda p: grant(p, "planner")],
    ids=["disabled", "new password", "new role"],
)
def test_what_changes_an_account_ends_its_sessions(app, client_of, change):
    client = client_of("moderator")
    assert client.get("/moderation/").status_code == 200
    with app.app_context():
        change(db.session.scalars(select(SignInSession)).one().person)
        db.session.commit()
    assert client.get("/moderation/").status_code == 303


def test_a_disabled_account_cannot_sign_in(app, client):
    with app.app_context():
        person = make_person()
        disable(person)
        db.session.commit()
    answer = client.post_form("/anmelden", {"email": person.email, "password": PASSWORD})
    assert answer.status_code == 422


def test_the_trail_tells_who_signed_in(app, client_of):
    client_of("moderator")
    with app.app_context():
        actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions == ["account created", "signed in"]


def test_the_list_of_accounts(app):
    with app.app_context():
        make_person("planner", email="p@example.org")
    assert (
        "p@example.org: planner" in app.test_cli_runner().invoke(args=["accounts", "list"]).output
    )
