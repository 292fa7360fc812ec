"""What everybody can find: published texts alone, by words, parts of words and phrases."""

import random

import pytest

from app.areas.services.schemes import SchemeRow, load_scheme
from app.moderation.services import take_back
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.services import withdraw
from tests.factories import make_consultation, make_submission, somebody

TEXTS = (
    "Der Fahrradweg an der Gera ist kaputt.",
    "Auf dem Spielplatz liegt Sperrmüll.",
    "In der Straße fehlt eine Bank.",
    "Abends fährt kein Bus, morgens nur einer.",
    "Ein WC im Park, bitte.",
    "Автобус їздить рідко.",
    "الحافلة تأتي متأخرة",
    "Çocuk parkı yok.",
    "The playground needs shade.",
)


def found_on(client, **query):
    """Return the contributions on the page, without the marks."""
    page = client.get("/suche", query_string=query)
    assert page.status_code == 200
    text = page.text.replace("<mark>", "").replace("</mark>", "")
    return page.text, [t for t in TEXTS if t in text]


@pytest.fixture
def published(app):
    with app.app_context():
        for text in TEXTS:
            make_submission(text=text, status="published")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("radweg", [0]),
        ("Radwege", [0]),
        ("FAHRRADWEGEN", [0]),
        ("müll", [1]),
        ("muell", [1]),
        ("mull", [1]),
        ("spielplätze", [1]),
        ("Spielplaetze", [1]),
        ("strasse", [2]),
        ("Straßen", [2]),
        ("bänke", [2]),
        ("bus", [3]),
        ("wc", [4]),
        ("in", [2]),
        ("kein bus", [3]),
        ("bus kein", [3]),
        ('"kein Bus"', [3]),
        ("„kein Bus“", [3]),
        ('"bus kein"', []),
        ('morgens "kein bus" abends', [3]),
        ('"ein bus', [3]),
        ("автобус", [5]),
        ("їздить", [5]),
        ("الحافلة", [6]),
        ("متأخرة", [6]),
        ("cocuk", [7]),
        ("çocuk", [7]),
        ("parki", [7]),
        ("playgrounds", [8]),
        ("ground", [8]),
        ("bus spielplatz", []),
        ("xyzxyz", []),
        ("problem", []),
    ],
)
def test_words_parts_spellings_and_phrases(client, published, typed, expected):
    assert found_on(client, q=typed)[1] == [TEXTS[n] for n in expected]


def test_hits_are_marked_and_counted_in_words(client, published):
    page, _ = found_on(client, q="radweg")
    assert "Der <mark>Fahrradweg</mark> an der Gera" in page
    assert "1 Beitrag passt." in page
    assert "<mark>kein Bus</mark>" in found_on(client, q='"kein bus"')[0]


def test_whole_words_come_before_parts_of_words_and_then_the_newest(client, app):
    with app.app_context():
        for text in ("Bus eins", "Gebüsch", "Busch", "Bus zwei"):
            make_submission(text=text, status="published")
    page = client.get("/suche?q=bus").text.replace("<mark>", "").replace("</mark>", "")
    places = [page.index(f">{text}</p>") for text in ("Bus zwei", "Bus eins", "Busch", "Gebüsch")]
    assert places == sorted(places)


def test_pages_have_no_gaps_and_no_doubles(client, app):
    with app.app_context():
        for number in range(45):
            word = "Bahn" if number % 2 else "Bahnhof"
            make_submission(text=f"{word} Nummer {number:02d}.", status="published")
    seen, page = [], client.get("/suche?q=bahn").text
    assert "45 Beiträge passen." in page
    for _ in range(3):
        plain = page.replace("<mark>", "").replace("</mark>", "")
        seen += sorted(
            (n for n in range(45) if f"Nummer {n:02d}." in plain),
            key=lambda n: plain.index(f"Nummer {n:02d}."),
        )
        follow = page.rpartition("vor=")[2].partition('"')[0]
        page = client.get(f"/suche?q=bahn&vor={follow}").text
    assert sorted(seen) == list(range(45))


@pytest.mark.parametrize("token", ["w", "x1", "wzz", "t-1", "t0", "w" + "f" * 40, "%00", "ww1"])
def test_a_place_that_we_did_not_make_shows_the_beginning(client, published, token):
    assert found_on(client, q="radweg", vor=token)[1] == [TEXTS[0]]


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_what_is_not_public_is_not_found_and_not_counted(client, app, status):
    with app.app_context():
        number = make_submission(text="Geheimnis", status=status).public_number
        while run_one() or run_idle():
            pass
    for typed in ("Geheimnis", "heimni", number):
        page, _ = found_on(client, q=typed)
        assert "Kein Beitrag passt." in page
        assert f"/beitrag/{number}" not in page


def test_blackened_words_are_found_by_nobody_in_public(client, app):
    with app.app_context():
        make_submission(text="Frau Geheimnis hilft uns.", status="published", passages=((0, 14),))
        while run_one() or run_idle():
            pass
    assert "Kein Beitrag passt." in found_on(client, q="geheimnis")[0]
    assert "1 Beitrag passt." in found_on(client, q="hilft")[0]


@pytest.mark.parametrize("change", [withdraw, "take back"])
def test_what_is_public_no_more_is_gone_at_once(client, app, change):
    with app.app_context():
        submission = make_submission(text="Wanderfalke", status="published")
        assert "1 Beitrag passt." in found_on(client, q="wanderfalke")[0]
        if change is withdraw:
            withdraw(submission)
        else:
            take_back(somebody(), submission, submission.version)
        db.session.commit()
    assert "Kein Beitrag passt." in found_on(client, q="wanderfalke")[0]


def test_a_text_that_is_published_anew_is_found_as_it_is_now(client, app):
    from app.moderation.services import publish

    with app.app_context():
        submission = make_submission(text="Herr Adler und ein Specht", status="published")
        take_back(somebody(), submission, submission.version)
        publish(somebody(), submission, submission.version, [(5, 10)], [], None)
        db.session.commit()
    assert "Kein Beitrag passt." in found_on(client, q="adler")[0]
    assert "1 Beitrag passt." in found_on(client, q="specht")[0]


def test_the_number_of_a_contribution_finds_it(client, app):
    with app.app_context():
        number = make_submission(text="Genau dieser", status="published").public_number
        make_submission(text="Ein anderer", status="published")
    for typed in (number, number.lower(), f" {number} "):
        page = client.get("/suche", query_string={"q": typed}).text
        assert "Genau dieser" in page
        assert "Ein anderer" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [("ortsteil", "melchendorf"), ("schlagwort", "field:wohnen"), ("art", "idea")]
    + [("beteiligung", "spielplaetze"), ("gebiet", "raum:sued")],
)
def test_hits_are_narrowed_down(client, app, name, value):
    with app.app_context():
        load_scheme("raum", "Räume", "Test", [SchemeRow("sued", "Süd", "13")])
        round_id = make_consultation().id
        fields = {"area": "melchendorf", "codes": ("field:wohnen",), "kind": "idea"}
        fields |= {"consultation_id": round_id}
        make_submission(text="Amsel hier", status="published", **fields)
        make_submission(text="Amsel dort", status="published")
    page = client.get("/suche", query_string={"q": "amsel", name: value}).text
    assert "</mark> hier" in page
    assert "</mark> dort" not in page
    assert "1 Beitrag passt." in page
    assert "2 Beiträge passen." in client.get(f"/suche?q=amsel&{name}=gibtesnicht").text


def test_more_hits_than_are_counted_are_said_to_be_more(client, app, monkeypatch):
    monkeypatch.setattr("app.moderation.queries.search.COUNTED", 30)
    monkeypatch.setattr("app.pages.views.search.COUNTED", 30)
    with app.app_context():
        for _ in range(32):
            make_submission(text="Viele Stare", status="published")
    assert "Mehr als 30 Beiträge passen." in client.get("/suche?q=stare").text


def test_nothing_found_says_what_can_help(client, published):
    page = client.get("/suche?q=xyzxyz&art=idea").text
    assert 'href="/suche?q=xyzxyz"' in page
    assert 'href="/beitrag/neu"' in page


def test_the_search_is_offered_on_every_page_and_where_nothing_is(client):
    assert 'href="/suche"' in client.get("/").text
    assert 'action="/suche"' in client.get("/gibt-es-nicht").text


def test_foreign_texts_keep_their_language_and_direction(client, app):
    with app.app_context():
        make_submission(text="مرحبا بكم", language="ar", status="published")
    page = client.get("/suche?q=مرحبا").text
    assert 'lang="ar" dir="rtl"><mark>مرحبا</mark> بكم</p>' in page


HARD = ['"', '""', "'", "*", "(", ")", "-", "NOT", "AND OR", "NEAR(a b)", "terms:bus", "^bus", "a*"]
HARD += ["%", "_", "%_%", "\\", "\x00", "bus\x00bus", ";--", "' OR 1=1", "🚌", "ß", "İıŞ", "ÄÖÜ"]
HARD += ["{a}", "bus:*", "a&b|!c", "<->", "\u202e", "\ud800", "#a1#", "~bus~", "+bus -weg", "…"]
HARD += [
    "مَرْحَبًا",
    "a" * 5000,
    "ä " * 3000,
    "!" * 50_000,
    '"' * 999,
    "½ ² ﬁ ﷺ",
    "公園",
    "\ue061\ue031",
]


@pytest.mark.parametrize("typed", HARD)
def test_whatever_is_typed_is_answered(client, published, typed):
    raw = typed.encode("utf-8", "surrogatepass")
    from urllib.parse import quote

    for path in ("/suche", "/suche?ortsteil=%FF&vor=%00&art=%ED%A0%80"):
        sign = "&" if "?" in path else "?"
        assert client.get(f"{path}{sign}q={quote(raw)}").status_code == 200


def test_two_thousand_random_strings_are_answered(app, published):
    """The query itself, without the page around it: any failure would be a 500 there."""
    from app.moderation.queries.search import found_by_all, found_by_staff
    from app.moderation.queries.search_wish import read_wish

    dice = random.Random(20261124)
    pieces = [*HARD[:40], *"aäbß1 \"'%*()-_:^~#.\n", "bus", "radweg", '"', " "]
    with app.test_request_context("/"):
        for _ in range(2000):
            typed = "".join(dice.choices(pieces, k=dice.randint(1, 12)))
            wish = read_wish({"q": typed, "vor": dice.choice(["", "w3", "t2", "xx"])})
            for search in (found_by_all, found_by_staff):
                assert search(wish, 5).number >= 0


def test_what_is_typed_stands_escaped_on_the_page(client, published):
    typed = '"><script>alert(1)</script><img src=x onerror=alert(2)> radweg'
    page = client.get("/suche", query_string={"q": typed, "schlagwort": typed}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
