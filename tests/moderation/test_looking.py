"""Codings whose code changed are looked at again: kept or removed, and the other way round."""

import re

import pytest
from sqlalchemy import select

from app.guidelines.models import CodeBook
from app.moderation.models import Coding
from app.moderation.queries import codes_of, number_to_look_at, to_look_at
from app.moderation.services import assign_codes
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.services import withdraw
from tests.factories import code_id, somebody
from tests.guidelines.test_successions import HEAD, NEW, OLD, line, put_in_force
from tests.inspecting_client import hidden_fields
from tests.moderation.test_carrying import coded, do_all_jobs, keys_of

PAGE = "/moderation/durchsicht"
ADDRESS = re.compile(rf'action="({PAGE}/\d+)')


@pytest.fixture
def two(app):
    """Two contributions whose code B means something else now."""
    with app.app_context():
        put_in_force(OLD)
        do_all_jobs()
        ids = [coded("a", "b", text=f"Text {number}").id for number in (1, 2)]
        put_in_force(NEW)
        do_all_jobs()
        return ids


def first(client):
    """Return the address of the first row's form and its hidden fields."""
    page = client.get(PAGE)
    url = ADDRESS.findall(page.text)[-2]
    return url, hidden_fields(page, url)


def test_the_list_says_what_changed_and_leads_to_the_contribution(client_of, two):
    page = client_of("moderator").get(PAGE).text
    assert page.count("Aus „B“ wurde „B and more“") == 2
    assert "Das Schlagwort wurde neu beschrieben. Zugeordnet war: B." in page
    assert "Text 1" in page
    assert "/moderation/EF-" in page


def test_removing_takes_the_code_away_and_keeping_brings_it_back(app, client, client_of, two):
    moderator = client_of("moderator")
    url, fields = first(moderator)
    answer = moderator.post(url, data=fields | {"action": "remove"})
    assert (answer.status_code, answer.location) == (303, PAGE)
    with app.app_context():
        assert keys_of(3)[two[0]] == ["a"]
        assert keys_of(2)[two[0]] == ["a", "b"]
        assert number_to_look_at() == 1
    page = moderator.get(PAGE)
    assert "Entfernt: B and more" in page.text
    assert "Doch behalten" in page.text
    moderator.post(url, data=hidden_fields(page, url) | {"action": "keep"})
    with app.app_context():
        assert keys_of(3)[two[0]] == ["a", "b"]
        assert number_to_look_at() == 1
    assert "Doch entfernen" in moderator.get(PAGE).text


def test_keeping_leaves_the_coding_of_who_coded(app, client_of, two):
    with app.app_context():
        wanted = select(Coding.coder_id).where(Coding.submission_id == two[0])
        before = db.session.scalars(wanted).all()
    moderator = client_of("moderator")
    url, fields = first(moderator)
    moderator.post(url, data=fields | {"action": "keep"})
    with app.app_context():
        assert db.session.scalars(wanted).all() == before
        assert [row.submission_id for row in to_look_at(0, 9).rows] == [two[1]]


def test_the_second_of_two_people_is_told_and_changes_nothing(app, client_of, two):
    one, other = client_of("moderator"), client_of("moderator")
    url, fields = first(one)
    _, stale = first(other)
    one.post(url, data=fields | {"action": "keep"})
    answer = other.post(url, data=stale | {"action": "remove"})
    assert answer.status_code == 409
    assert "hat inzwischen jemand anderes entschieden" in answer.text
    with app.app_context():
        assert keys_of(3)[two[0]] == ["a", "b"]


def test_who_had_the_item_open_sees_that_its_codes_changed(app, client_of, two):
    moderator = client_of("moderator")
    with app.app_context():
        number = db.session.get(Submission, two[0]).public_number
        version = db.session.get(Submission, two[0]).version
    url, fields = first(moderator)
    moderator.post(url, data=fields | {"action": "remove"})
    data = {"action": "codes", "version": version, "csrf_token": moderator.token()}
    assert moderator.post(f"/moderation/{number}", data=data).status_code == 409


def test_who_saves_codes_has_looked(app, two):
    with app.app_context():
        submission = db.session.get(Submission, two[0])
        assign_codes(somebody(), submission, submission.version, [code_id("field:a")], None)
        db.session.commit()
        assert [row.submission_id for row in to_look_at(0, 9).rows] == [two[1]]


def test_deleted_contributions_are_not_looked_at(app, client_of, two):
    with app.app_context():
        withdraw(db.session.get(Submission, two[0]))
        db.session.commit()
        assert number_to_look_at() == 1
    assert "Text 1" not in client_of("moderator").get(PAGE).text


def test_only_the_version_in_force_is_looked_through(app, two):
    with app.app_context():
        put_in_force(HEAD + line("a"))
        do_all_jobs()
        assert db.session.scalar(select(CodeBook.version).order_by(CodeBook.version.desc())) == 4
        assert number_to_look_at() == 0
        assert {len(ids) for ids in codes_of(two).values()} == {1}


def test_a_long_list_is_paged_by_key(app, client_of, two, monkeypatch):
    monkeypatch.setattr("app.moderation.views.looking.PAGE_LENGTH", 1)
    moderator = client_of("moderator")
    page = moderator.get(PAGE).text
    assert ("Text 1" in page, "Text 2" in page) == (True, False)
    following = re.search(rf'href="({PAGE}\?nach=\d+)"', page).group(1)
    page = moderator.get(following).text
    assert ("Text 1" in page, "Text 2" in page) == (False, True)
    assert "Weitere" not in page


@pytest.mark.parametrize(
    ("path", "action", "status"),
    [(f"{PAGE}/999999", "keep", 404), (f"{PAGE}/99999999999999999999", "keep", 404)],
)
def test_what_does_not_exist_is_not_found(client_of, two, path, action, status):
    moderator = client_of("moderator")
    data = {"csrf_token": moderator.token(), "action": action}
    assert moderator.post(path, data=data).status_code == status


def test_an_unknown_action_is_refused(client_of, two):
    moderator = client_of("moderator")
    url, fields = first(moderator)
    assert moderator.post(url, data=fields | {"action": "burn"}).status_code == 400
