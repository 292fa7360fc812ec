"""The resolution that is attached to a statement: who gets it, how it is sent, how large it is."""

import io

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.moderation.services import take_back
from app.shared.database import db
from app.shared.uploads import StoredFile
from app.submissions.queries import by_public_number
from tests.councils.members import member_client
from tests.councils.stating import FIELDS, make, new, release, with_file
from tests.factories import somebody
from tests.shared.pdfs import pdf


def test_the_resolution_is_for_the_council_until_the_statement_is_public(app, client):
    number = make(app)
    member = member_client(app)
    address = with_file(member, number)
    public = f"/stellungnahmen/{address.rsplit('/', 1)[1]}/beschluss"
    assert client.get(public).status_code == 404
    own = member.get(f"{address}/beschluss")
    assert (own.status_code, own.data[:5]) == (200, b"%PDF-")
    release(member, address)
    answer = client.get(public)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Beschluss 7.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert public in client.get(f"/beitrag/{number}").text
    with app.app_context():
        submission = by_public_number(number)
        take_back(somebody(), submission, submission.version)
        db.session.commit()
    assert client.get(public).status_code == 404


def test_a_resolution_can_be_replaced_and_taken_away(app):
    member, number = member_client(app), make(app)
    address = with_file(member, number)
    other = (io.BytesIO(pdf(2)), "Neu.pdf")
    member.post_form(address, FIELDS | {"file": other})
    assert "Neu.pdf" in member.get(address).text
    member.post_form(address, FIELDS | {"keeping": "remove"})
    assert member.get(f"{address}/beschluss").status_code == 404
    with app.app_context():
        assert db.session.query(StoredFile).count() == 0


def send_large(client, url, size):
    """Send a form with a file of so many bytes; made in memory, as the client leaves files open."""
    file = FileStorage(io.BytesIO(b"%PDF-" + b" " * size), "a.pdf", "file")
    fields = FIELDS | {"csrf_token": client.token(), "version": "0", "file": file}
    boundary, body = encode_multipart(fields)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(url, data=body, content_type=kind)


def test_only_the_form_with_a_file_takes_more_than_a_text_and_only_when_signed_in(app, client):
    number = make(app)
    member = member_client(app)
    assert send_large(member, new(number), 1_000_000).status_code == 422
    for who, url in ((member, "/beitrag/neu"), (member, "/ortsteilrat/gesehen"), (client, new(1))):
        assert send_large(who, url, 1_000_000).status_code == 413, url
    answer = send_large(member, new(number), 10 * 1024 * 1024)
    assert answer.status_code == 422
    assert "größer als 10 MB" in answer.text
