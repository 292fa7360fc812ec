"""What tests of second coding do again and again."""

import csv
import io

from sqlalchemy import select

from app.exports.models import Selection
from app.exports.services import write_export
from app.moderation.models import Coding
from app.moderation.queries import second_coding_of
from app.shared.database import db
from app.shared.files import instance_folder
from app.submissions.queries import by_public_number
from tests.factories import code_id, make_submission

DESK, DIFFERENCES = "/moderation/zweitzuordnung", "/moderation/abgleich"


def published(app, client, *keys, note="", **fields):
    """Let the client publish a new contribution with these fields of action; return its number."""
    with app.app_context():
        number = make_submission(**fields).public_number
        ids = [str(code_id(key)) for key in keys]
    data = {"action": "publish", "fields": ids, "note": note}
    assert client.post_form(f"/moderation/{number}", data).status_code == 303
    return number


def code_second(app, client, number, *keys, **data):
    with app.app_context():
        ids = [str(code_id(key)) for key in keys]
    return client.post_form(f"{DESK}/{number}", {"fields": ids, **data}, page=DESK)


def settle(app, client, number, *keys, **data):
    with app.app_context():
        ids = [str(code_id(key)) for key in keys]
    return client.post_form(f"{DIFFERENCES}/{number}", {"fields": ids, **data})


def stored(number):
    return second_coding_of(by_public_number(number).id)


def keys_of(number):
    submission = by_public_number(number)
    rows = db.session.scalars(select(Coding).where(Coding.submission_id == submission.id))
    return sorted((row.code.key, row.sealed) for row in rows)


def exported(app, number):
    with app.app_context():
        path = instance_folder("test") / "out.csv"
        write_export(path, "csv", Selection(), lambda done, total: None)
        text = path.read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return next(row for row in rows if row["Beitragsnummer"] == number)
