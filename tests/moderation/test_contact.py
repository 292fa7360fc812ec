"""P2: the address that a submitter left is seen with a reason alone, and each look is recorded."""

import pytest

from app.accounts.models import Person, RoleGrant
from app.accounts.queries import audit_entries
from app.moderation.policy import may_see_contacts
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import restrict
from tests.factories import make_submission

ADDRESS = "kanarienvogel@example.org"


def make(app, **fields):
    with app.app_context():
        return make_submission(**{"email": ADDRESS, **fields}).public_number


@pytest.mark.parametrize(
    ("role", "may"),
    [
        *((role, True) for role in ("admin", "moderator")),
        *((role, False) for role in ("planner", "second_coder", "auditor", "council")),
        *((role, False) for role in ("district_mayor", "organisation", "organisation_manager")),
    ],
)
def test_who_may_see_addresses(role, may):
    person = Person(email="a@example.org", grants=[RoleGrant(role=role)])
    assert may_see_contacts(person) is may


def test_nobody_sees_it_in_passing(client_of, app):
    number, moderator = make(app), client_of("moderator")
    for path in (f"/moderation/{number}", "/moderation/", f"/moderation/{number}/kontakt"):
        assert ADDRESS not in moderator.get(path).text
    assert f"/moderation/{number}/kontakt" in moderator.get(f"/moderation/{number}").text


def test_a_look_with_a_reason_shows_it_and_is_recorded(client_of, app):
    number, moderator = make(app), client_of("moderator")
    answer = moderator.post_form(f"/moderation/{number}/kontakt", {"reason": "danger"})
    assert ADDRESS in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        line = audit_entries(1)[0]
        assert (line.action, line.subject) == ("contact seen: danger", number)
        assert ADDRESS not in repr(vars(line))


@pytest.mark.parametrize("reason", ["", "Neugier"])
def test_without_a_reason_it_is_not_shown(client_of, app, reason):
    number = make(app)
    answer = client_of("moderator").post_form(f"/moderation/{number}/kontakt", {"reason": reason})
    assert answer.status_code == 422
    assert ADDRESS not in answer.text
    with app.app_context():
        assert not [line for line in audit_entries(9) if line.action.startswith("contact")]


@pytest.mark.parametrize("fields", [{"email": None}, {"status": "withdrawn"}])
def test_where_there_is_no_address_there_is_no_page(client_of, app, fields):
    number, moderator = make(app, **fields), client_of("moderator")
    assert moderator.get(f"/moderation/{number}/kontakt").status_code == 404
    assert "kontakt" not in moderator.get(f"/moderation/{number}").text


def test_the_address_of_a_restricted_contribution_stays_closed(client_of, app):
    number, moderator = make(app), client_of("moderator")
    with app.app_context():
        restrict(by_public_number(number))
        db.session.commit()
    assert moderator.get(f"/moderation/{number}/kontakt").status_code == 404
