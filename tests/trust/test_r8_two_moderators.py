"""R8: two people on one item: one is first, the other sees both versions, nothing is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry
from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts
from app.moderation.models import Coding
from app.shared.database import db
from app.submissions.models import StatusChange
from app.submissions.queries import by_public_number
from tests.conftest import close
from tests.factories import code_id, make_submission
from tests.servers import FORM, fresh_city, running

PARALLEL = 200


def audit(number, action):
    wanted = select(func.count()).select_from(AuditEntry)
    return db.session.scalar(
        wanted.where(AuditEntry.subject == number, AuditEntry.action == action)
    )


def test_the_second_sees_both_texts_and_the_trail_has_both_tries(app, client_of):
    text = "Frau Beispielmann aus der ersten Etage braucht eine Bank."
    with app.app_context():
        number = make_submission(text=text).public_number
        school = str(code_id("field:bildung"))
    first, second, here = client_of("moderator"), client_of("admin"), f"/moderation/{number}"
    opened = second.get(here)
    first.post_form(here, {"action": "publish", "words": "Frau Beispielmann"})
    late = {"action": "publish", "words": "Etage", "fields": [school], "note": "Notiz"}
    version = re.search(r'name="version" value="(\d+)"', opened.text).group(1)
    answer = second.post(here, data={**late, "version": version, "csrf_token": second.token()})
    assert answer.status_code == 409
    assert "█████ aus der ersten Etage" in answer.text
    assert "█████ aus der ersten █████ braucht" in answer.text
    assert "Bildung" in answer.text
    with app.app_context():
        assert audit(number, "published") == 1
        assert audit(number, "came second") == 1
        stored = by_public_number(number).public_text
        assert stored == "█████ aus der ersten Etage braucht eine Bank."


@pytest.mark.slow
def test_two_hundred_saves_at_once_are_one_save_and_the_rest_are_told(tmp_path):
    app = fresh_city(tmp_path)
    with app.app_context():
        ensure_accounts(EXAMPLE_PASSWORD)
        submission = make_submission()
        number, version = submission.public_number, submission.version
        codes = [str(code_id(key)) for key in ("field:bildung", "field:wohnen")]
    with running(tmp_path) as server:
        team = [email for email, _name, role in ACCOUNTS if role in ("moderator", "admin")]
        cookies = [server.sign_in(email, EXAMPLE_PASSWORD) for email in team]
        page = f"/moderation/{number}"
        senders = []
        for cookie in cookies:
            _, headers, body = server.request("GET", page, headers={"Cookie": cookie})
            cookie = headers["Set-Cookie"].split(";")[0]
            token = re.search(rb'name="csrf_token" value="([^"]+)"', body).group(1).decode()
            senders.append((cookie, token))

        def save(place):
            cookie, token = senders[place % len(senders)]
            fields = {"csrf_token": token, "version": version, "action": "publish"}
            form = urlencode(fields | {"fields": codes[place % 2]}).encode()
            return server.request("POST", page, form, FORM | {"Cookie": cookie})[0]

        with ThreadPoolExecutor(16) as crowd:
            answers = list(crowd.map(save, range(PARALLEL)))
    with app.app_context():
        stored = by_public_number(number)
        assert (answers.count(303), answers.count(409)) == (1, PARALLEL - 1)
        assert (stored.status, stored.version) == ("published", version + 1)
        lines = select(func.count()).select_from(StatusChange)
        assert db.session.scalar(lines.where(StatusChange.submission_id == stored.id)) == 2
        coded = select(func.count()).select_from(Coding)
        assert db.session.scalar(coded.where(Coding.submission_id == stored.id)) == 1
        assert audit(number, "published") == 1
        assert audit(number, "came second") == PARALLEL - 1
    close(app)
