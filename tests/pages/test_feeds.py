"""Atom feeds that readers understand: complete, escaped, kept for a while, without cookies."""

import datetime as dt

import pytest
from defusedxml.ElementTree import fromstring
from justhtml import JustHTML

from app.moderation.services import create_concern
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import withdraw
from tests.factories import make_consultation, make_submission, somebody

ATOM = "{http://www.w3.org/2005/Atom}"
SHARP = 'Ein <b>Zeichen</b> & noch "eins" ]]> \ufffe\x0b 🙂 مرحبا'


@pytest.fixture
def app(make_app):
    return make_app(BASE_URL="http://127.0.0.1:8000")


@pytest.fixture
def city(app):
    """A consultation, a concern, and published contributions; return address by kind."""
    with app.app_context():
        consultation = make_consultation()
        pair = [
            make_submission(
                text=text, status="published", codes=("field:wohnen",), consultation_id=number
            )
            for text, number in ((SHARP, None), ("Zweiter", consultation.id))
        ]
        concern = create_concern(somebody(), pair, "Bänke & <Tische>")
        make_submission(text="wartet noch")
        make_submission(text="Altstadt", status="published", area="altstadt")
        db.session.commit()
        return {
            "/feed.atom": 3,
            "/ortsteile/rieth/feed.atom": 2,
            "/beteiligungen/spielplaetze/feed.atom": 1,
            f"/anliegen/{concern.public_number}/feed.atom": 2,
        }


def feed(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer, fromstring(answer.data)


def test_every_feed_has_what_the_standard_requires(client, city):
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, author, links; each entry as well."""
    for address, number in city.items():
        answer, root = feed(client, address)
        assert answer.mimetype == "application/atom+xml"
        assert root.tag == f"{ATOM}feed"
        assert root.findtext(f"{ATOM}id") == f"http://127.0.0.1:8000{address}"
        assert root.findtext(f"{ATOM}title")
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
        assert links["self"] == f"http://127.0.0.1:8000{address}"
        page = links["alternate"].removeprefix("http://127.0.0.1:8000")
        assert client.get(page).status_code == 200
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) == number
        for node in (root, *entries):
            assert dt.datetime.fromisoformat(node.findtext(f"{ATOM}updated")).tzinfo
        for entry in entries:
            assert entry.findtext(f"{ATOM}title")
            assert entry.findtext(f"{ATOM}id").startswith("http://127.0.0.1:8000/beitrag/EF-")
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == number


def test_text_stays_text_whatever_stands_in_it(client, city):
    _, root = feed(client, "/ortsteile/rieth/feed.atom")
    texts = [entry.findtext(f"{ATOM}content") for entry in root.findall(f"{ATOM}entry")]
    assert 'Ein <b>Zeichen</b> & noch "eins" ]]>  🙂 مرحبا' in texts
    assert root.find(f"{ATOM}entry/{ATOM}content").get("type") == "text"


def test_what_is_not_public_is_not_in_it(app, client, city):
    assert "wartet noch" not in client.get("/feed.atom").text
    _, root = feed(client, "/feed.atom")
    number = root.findtext(f"{ATOM}entry/{ATOM}id").rpartition("/")[2]
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
    assert number not in client.get("/feed.atom").text


def test_it_may_be_kept_and_asked_for_again_cheaply(client, city):
    first = client.get("/feed.atom")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert first.last_modified
    assert "Set-Cookie" not in first.headers
    again = client.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_pages_name_their_feed_in_the_head(client, city):
    for address in city:
        page = address.removesuffix("/feed.atom") or "/"
        html = JustHTML(client.get(page).text, sanitize=False)
        (link,) = html.query('link[type="application/atom+xml"]')
        assert link.attrs["href"] == address


@pytest.mark.parametrize(
    "address",
    [
        "/ortsteile/nirgends/feed.atom",
        "/beteiligungen/keine/feed.atom",
        "/anliegen/A-2026-0001/feed.atom",
    ],
)
def test_what_is_not_there_has_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_an_empty_feed_is_valid_as_well(client):
    _, root = feed(client, "/ortsteile/rieth/feed.atom")
    assert root.findtext(f"{ATOM}updated")
    assert root.findall(f"{ATOM}entry") == []
