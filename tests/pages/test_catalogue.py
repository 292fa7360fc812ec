"""The public page of the catalogue: what codes mean, and how many contributions have them."""

import datetime as dt
import re

import time_machine

from app.shared.clock import now
from tests.factories import code_id, make_submission


def figure(client, title):
    page = client.get("/katalog").text
    found = re.search(rf"<summary>{title} <span[^>]*>([^<]*)</span>", page)
    assert found, page
    return found.group(1)


def test_codes_stand_with_definition_version_and_the_mark_of_the_example(client):
    page = client.get("/katalog").text
    assert "Version 1" in page
    assert "von der Stadt nicht beschlossen" in page
    assert "Ärztliche Versorgung (Gesundheit)" in page


def test_published_contributions_are_counted_anew_after_ten_minutes(app, client, client_of):
    assert figure(client, "Wohnen") == "0 Beiträge"
    moderator = client_of("moderator")
    with app.app_context():
        number, housing = make_submission().public_number, str(code_id("field:wohnen"))
    data = {"action": "publish", "fields": [housing]}
    assert moderator.post_form(f"/moderation/{number}", data).status_code == 303
    with time_machine.travel(now() + dt.timedelta(minutes=11)):
        assert figure(client, "Wohnen") == "1 Beitrag"
