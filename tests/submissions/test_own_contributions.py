"""Contributions in an account: found again without a receipt code, by nobody else."""

import pytest

from app.accounts.queries import person_by_id
from app.privacy.services import close_account
from app.shared.database import db
from app.submissions.models import OwnSubmission
from app.submissions.queries import by_public_number
from app.submissions.queries.own import own_numbers
from app.submissions.services import receipt_code, withdraw
from app.submissions.services.own import keep_in_account
from tests.factories import make_person, make_submission, signed_in
from tests.inspecting_client import hidden_fields

PAGE = "/beitrag/meine"
TEXT = "Im Park fehlt Schatten."


@pytest.fixture
def kept(app):
    """A contribution in the account of a resident: (number, client of the resident)."""
    with app.app_context():
        person, submission = make_person("auditor"), make_submission(TEXT)
        keep_in_account(person, submission)
        db.session.commit()
        return submission.public_number, signed_in(app, person)


def press(client, action):
    """Press a button of the list."""
    return client.post(action, data=hidden_fields(client.get(PAGE), PAGE))


def test_it_is_listed_and_opens_as_with_its_code(kept):
    number, client = kept
    assert TEXT in client.get(PAGE).text
    answer = press(client, f"{PAGE}/{number}/oeffnen")
    assert answer.headers["Location"] == "/beitrag/status"
    assert TEXT in client.get("/beitrag/status").text


def test_a_receipt_code_brings_it_in(app, client_of):
    with app.app_context():
        code = receipt_code(make_submission(TEXT).submission_key)
    client = client_of("auditor")
    assert client.post_form(PAGE, {"code": code}).status_code == 303
    assert TEXT in client.get(PAGE).text


def test_a_wrong_code_is_told_at_the_field(client_of):
    answer = client_of("auditor").post_form(PAGE, {"code": "ABCD EFGH JKMN"})
    assert answer.status_code == 422
    assert "Zu dieser Nummer gibt es keinen Beitrag." in answer.text


def test_nobody_else_opens_or_takes_it(app, kept, client_of):
    number, _client = kept
    other = client_of("moderator")
    for action in ("oeffnen", "entfernen"):
        assert press(other, f"{PAGE}/{number}/{action}").status_code == 404
    with app.app_context():
        code = receipt_code(by_public_number(number).submission_key)
    assert other.post_form(PAGE, {"code": code}).status_code == 409


def test_taken_out_it_is_closed_here_as_well(kept):
    number, client = kept
    press(client, f"{PAGE}/{number}/oeffnen")
    press(client, f"{PAGE}/{number}/entfernen")
    assert TEXT not in client.get(PAGE).text
    assert TEXT not in client.get("/beitrag/status").text


def test_my_data_names_it(kept):
    number, client = kept
    assert number in client.get("/meine-daten/konto").text
    assert client.get("/meine-daten/konto.json").json["own_contributions"] == [number]


@pytest.mark.parametrize("end", ["contribution", "account"])
def test_the_link_goes_with_the_contribution_and_with_the_account(app, kept, end):
    number, _client = kept
    with app.app_context():
        submission = by_public_number(number)
        kept_row = db.session.get(OwnSubmission, submission.id)
        if end == "contribution":
            withdraw(submission)
        else:
            close_account(person_by_id(kept_row.person_id))
        db.session.commit()
        assert db.session.get(OwnSubmission, submission.id) is None


def test_pages_of_the_list_follow_each_other(app):
    with app.app_context():
        person = make_person("auditor")
        numbers = []
        for _ in range(21):
            submission = make_submission(TEXT)
            keep_in_account(person, submission)
            numbers.append(submission.public_number)
        db.session.commit()
        assert own_numbers(person.id) == numbers
        client = signed_in(app, person)
    first = client.get(PAGE)
    assert numbers[0] not in first.text
    token = first.text.split("?vor=")[1].split('"')[0]
    assert numbers[0] in client.get(f"{PAGE}?vor={token}").text
