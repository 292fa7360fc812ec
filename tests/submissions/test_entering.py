"""Staff key in what came by telephone, over the counter, or on paper."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.shared.clock import to_local, today
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.services import due_after
from tests.factories import make_consultation
from tests.inspecting_client import hidden_fields

ADDRESS = "/beitrag/erfassen"
TEXT = "Frau am Telefon: Der Weg zur Haltestelle ist im Winter glatt."


@pytest.fixture
def staff(client_of):
    return client_of("moderator")


def key_in(staff, page=ADDRESS, **fields):
    typed = {"channel": "phone", "place": "rieth", "text": TEXT, "on_behalf": "self"}
    return staff.post_form(ADDRESS, typed | {"contributor_kind": "resident"} | fields, page=page)


def stored(app):
    with app.app_context():
        return db.session.scalars(select(Submission).order_by(Submission.id.desc())).first()


def test_the_code_is_shown_once_to_be_read_out_and_opens_the_contribution(staff, client, app):
    answer = key_in(staff, kind="problem")
    assert answer.status_code == 303
    page = staff.get(answer.location).get_data(as_text=True)
    shown = page.partition('<p class="receipt-code">')[2].partition("</p>")[0]
    code = "".join(part.partition("</span>")[0] for part in shown.split("<span>")[1:])
    assert len(code) == 12
    assert "Bitte lesen Sie die Beitragsnummer vor" in page
    opened = client.post_form("/beitrag/status", {"code": code})
    assert opened.status_code == 303
    assert TEXT in client.get("/beitrag/status").get_data(as_text=True)
    submission = stored(app)
    assert (submission.channel, submission.kind, submission.status) == (
        *("phone", "problem", "received"),
    )
    assert submission.entered_by_id is not None


def test_a_code_is_spelled_letter_by_letter(staff):
    page = staff.get(key_in(staff).location).get_data(as_text=True)
    line = page.partition("Zum Vorlesen:")[2].partition("</p>")[0]
    assert len(line.split("–")) == 12


def test_a_letter_counts_from_the_day_it_came(staff, app):
    day = today() - dt.timedelta(days=9)
    assert key_in(staff, channel="paper", received_on=day.isoformat()).status_code == 303
    submission = stored(app)
    assert to_local(submission.received_at).date() == day
    assert submission.due_at == due_after(submission.received_at)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("channel", "", "Bitte wählen Sie, wie der Beitrag kam."),
        ("channel", "web", "Keine gültige Auswahl"),
        ("place", "", "Bitte wählen Sie einen Ortsteil"),
        ("text", "", "Bitte schreiben Sie etwas."),
        ("received_on", "2999-01-01", "Dieser Tag liegt in der Zukunft."),
        ("received_on", "2020-01-01", "Dieser Tag ist länger als drei Monate her."),
        ("received_on", "gestern", "Kein gültiges Datum"),
        ("consultation", "gibt-es-nicht", "Bitte wählen Sie eine Beteiligung."),
    ],
)
def test_a_slip_is_named_at_the_field_and_nothing_is_lost(staff, app, field, value, message):
    answer = key_in(staff, **{"organisation": "Café Müller", field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in page
    assert "Café Müller" in page
    assert field == "text" or TEXT in page
    assert stored(app) is None


def test_the_next_one_of_a_pile_begins_with_what_they_have_in_common(staff, app):
    day = (today() - dt.timedelta(days=2)).isoformat()
    with app.app_context():
        make_consultation("spielplaetze")
    answer = key_in(staff, channel="paper", received_on=day, consultation="spielplaetze")
    page = staff.get(answer.location).get_data(as_text=True)
    link = page.partition(f'href="{ADDRESS}?')[2].partition('"')[0].replace("&amp;", "&")
    again = staff.get(f"{ADDRESS}?{link}")
    html = again.get_data(as_text=True)
    assert '<option value="spielplaetze" selected>' in html
    assert '<option value="rieth" selected>' in html
    assert day in html
    assert TEXT not in html
    second = key_in(staff, page=f"{ADDRESS}?{link}", text="Ein zweiter Brief aus dem Stapel.")
    assert second.status_code == 303
    assert hidden_fields(again, ADDRESS)["submission_key"]


def test_sending_twice_stores_one(staff, app):
    page = staff.get(ADDRESS)
    fields = hidden_fields(page, ADDRESS) | {"channel": "phone", "place": "city", "text": TEXT}
    fields |= {"on_behalf": "self", "contributor_kind": "resident", "language": "de"}
    first, second = (staff.post(ADDRESS, data=fields) for _ in range(2))
    assert first.location == second.location
    other = staff.post(ADDRESS, data=fields | {"text": "Ein anderer Text."})
    assert other.status_code == 409
    assert "Ein anderer Text." in other.get_data(as_text=True)
    with app.app_context():
        assert len(db.session.scalars(select(Submission)).all()) == 1
