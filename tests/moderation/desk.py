"""What tests of the workbench do again and again."""

from app.shared.database import db
from app.shared.idle import run_idle
from app.submissions.queries import by_public_number
from app.submissions.services import receipt_code
from tests.factories import make_submission

SECRET = "Kanarienvogel: bitte mit dem Amtsleiter reden"


def make(app, **fields):
    with app.app_context():
        return make_submission(**fields).public_number


def act(client, number, path, **data):
    url = f"/moderation/{number}/{path}".rstrip("/")
    return client.post_form(url, data, page=f"/moderation/{number}")


def open_as_submitter(client, app, number):
    with app.app_context():
        code = receipt_code(by_public_number(number).submission_key)
    assert client.post_form("/beitrag/status", {"code": code}).status_code == 303


def status_of(app, number):
    with app.app_context():
        return by_public_number(number).status


def let_the_worker_rest(app):
    with app.app_context():
        while run_idle():
            pass
        db.session.remove()
