"""People, roles, passwords and the commands for them."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import AuditEntry, SignInSession
from app.accounts.policy import councils_of, is_admin, is_moderator, may_export
from app.accounts.queries import by_email, people_of_council
from app.accounts.services import (
    Scope,
    create_person,
    disable,
    grant,
    revoke,
    set_password,
    sign_in,
)
from app.areas.queries import council_by_key
from app.shared.database import db
from app.shared.errors import InvalidData
from tests.factories import PASSWORD, make_council_member, make_person


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


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "holds"),
    [
        (None, None, True),
        (dt.date(2026, 5, 10), None, True),
        (dt.date(2026, 5, 11), None, False),
        (None, dt.date(2026, 5, 10), True),
        (None, dt.date(2026, 5, 9), False),
    ],
)
def test_a_role_holds_on_its_first_and_last_day_and_not_outside(app, begins_on, ends_on, holds):
    # 22:30 UTC of the ninth is half past midnight of the tenth in Erfurt.
    with app.app_context(), time_machine.travel("2026-05-09T22:30:00Z", tick=False):
        council = council_by_key("rieth")
        scope = Scope(council_id=council.id, begins_on=begins_on, ends_on=ends_on)
        person = make_person("council", scope=scope)
        assert (councils_of(person) == {council.id}) is holds
        assert (person in people_of_council(council.id)) is holds
        assert ("council" in person.roles) is holds


def test_one_person_may_hold_a_role_for_two_councils_but_only_once_each(app):
    with app.app_context():
        person = make_council_member("rieth")
        other = council_by_key("melchendorf")
        for _ in range(2):
            grant(person, "council", Scope(council_id=other.id))
            db.session.commit()
        assert councils_of(person) == {council_by_key("rieth").id, other.id}
        assert len(person.grants) == 2


def test_a_role_taken_away_ends_the_sessions_and_opens_nothing(app):
    with app.app_context():
        person = make_council_member("rieth")
        sign_in(person)
        revoke(person, person.grants[0])
        db.session.commit()
        assert councils_of(person) == frozenset()
        assert db.session.scalar(select(SignInSession)) is None


def test_the_command_gives_a_role_for_a_council_and_a_term(app):
    runner = app.test_cli_runner()
    arguments = ["accounts", "create", "rat@example.org", "--role", "council", "--password-stdin"]
    scope = ["--council", "rieth", "--until", "2029-05-25"]
    result = runner.invoke(args=[*arguments, *scope], input=PASSWORD + "\n")
    assert result.exit_code == 0, result.output
    with app.app_context():
        (held,) = by_email("rat@example.org").grants
        assert (held.council.key, held.ends_on) == ("rieth", dt.date(2029, 5, 25))
    unknown = runner.invoke(args=[*arguments, "--council", "atlantis"], input=PASSWORD + "\n")
    assert unknown.exit_code != 0
    assert "'atlantis'" in unknown.output
