"""S13 (ASVS 1.2): whatever residents type stays text; the browser part is a journey."""

import pytest

from app.shared.database import db
from app.submissions.services import answer, ask, forward, hold
from tests.factories import make_submission, somebody

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "\u202egnp.exe <b>",
    "[x](javascript:alert(1)) **fett** <https://x>",
    "%3Cscript%3E &lt;b&gt; &#x3c;",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_text_on_all_pages(app, client, client_of, payload):
    with app.app_context():
        kwargs = {"text": f"Text {payload} Ende", "organisation": payload[:200]}
        number = make_submission(status="published", **kwargs).public_number
        waiting = make_submission(**kwargs).public_number
    staff = client_of("moderator")
    pages = [client.get(path) for path in ("/", "/ortsteile/rieth", f"/beitrag/{number}")]
    pages += [client.get(f"/ortsteile/?suche={payload}")]
    pages += [staff.get(path) for path in ("/moderation/", f"/moderation/{waiting}")]
    pages += [staff.post_form(f"/moderation/{waiting}", {"action": "preview", "words": payload})]
    for page in pages:
        for evil in ("<script>alert", "<img src=x", "<svg/onload", "<b>", '<a href="javascript'):
            assert evil not in page.text
    assert "49" not in pages[2].text.replace(number, "") or payload != PAYLOADS[3]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_questions_answers_and_staff_texts_stay_text(app, client, client_of, payload):
    with app.app_context():
        submission, person = make_submission(), somebody()
        number = submission.public_number
        hold(submission, person, f"Notiz {payload}", None)
        ask(submission, person, f"Frage {payload}")
        answer(submission, f"Antwort {payload}")
        forward(submission, person, payload[:200], f"Notiz {payload}")
        db.session.commit()
    with client.session_transaction() as session:
        session["opened"] = number
    staff = client_of("admin")
    texts = {"purpose": "ask", "language": "de", "title": payload, "body": payload}
    texts |= {"title_de": payload, "sentence_de": payload, "needs_words": "no"}
    for url in ("/moderation/vorlagen/0", "/moderation/hausregeln/neu"):
        assert staff.post_form(url, texts | {"is_active": "yes"}).status_code == 303
    places = ("", number, "abgelegt?art=weitergeleitet", "vorlagen", "hausregeln", "vorlagen/14")
    pages = [staff.get(f"/moderation/{place}") for place in places]
    pages += [client.get("/beitrag/status"), client.get("/hausregeln")]
    for page in pages:
        assert page.status_code == 200
        for evil in ("<script>alert", "<img src=x", "<svg/onload", "<b>", '<a href="javascript'):
            assert evil not in page.text


@pytest.mark.parametrize(
    ("markdown", "kept", "gone"),
    [
        ("**fett** und [Link](https://x.de)", '<strong>fett</strong> und <a href="https', "**"),
        ("<script>alert(1)</script>", "&lt;script&gt;", "<script"),
        ("[x](javascript:alert(1))", "[x](javascript", "<a"),
        ("<img src=x onerror=y>", "&lt;img", "<img"),
        ("- eins\n- zwei", "<li>eins</li>", "- eins"),
    ],
)
def test_staff_markdown_is_cleaned(markdown, kept, gone):
    from app.shared.text import from_markdown

    html = from_markdown(markdown)
    assert kept in html
    assert gone not in html
