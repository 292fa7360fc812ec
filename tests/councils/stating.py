"""Writing statements at the desk of a council, as its members do it."""

import io

from tests.factories import make_submission
from tests.shared.pdfs import pdf

TEXT = "Der Ortsteilrat hält die Bank für nötig."
FIELDS = {"text": TEXT, "label": "Ortsteilrat Rieth", "decided_on": "2026-01-15"}


def make(app, **fields):
    with app.app_context():
        return make_submission(**{"status": "published", **fields}).public_number


def new(number):
    return f"/ortsteilrat/stellungnahme/neu?rat=rieth&zu={number}"


def write(client, number, **fields):
    """Write a draft and return its address."""
    answer = client.post_form(new(number), FIELDS | fields)
    assert answer.status_code == 303, answer.text
    return answer.location


def release(client, address):
    return client.post_form(f"{address}/freigeben", {}, page=address)


def with_file(client, number, name="Beschluss 7.pdf", data=None):
    file = (io.BytesIO(data or pdf()), name)
    return write(client, number, file=file)
