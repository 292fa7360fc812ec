"""S1 (ASVS 3.5.1, 3.5.3): nothing is written for a forged request, and nothing by a GET."""

import hashlib

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry
from app.shared.database import Base, db
from tests.factories import make_consultation, make_submission

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
EXAMPLES = {"number": "EF-2026-000001", "slug": "rieth", "public_id": "x", "code": "de"}
EXAMPLES |= {"coding_id": 1, "statement_id": 1}
EXAMPLES |= {"coding_id": 1}
EXAMPLES |= {"line_id": 1, "effect_id": 1, "value_id": 1, "link_id": 1}
EXAMPLES |= {"person_id": 1, "grant_id": 1, "identity_id": 1}
EXAMPLES |= {"proposal_id": 1, "file_id": 1}
EXAMPLES |= {"request_id": 1, "notice_version": "x"}
EXAMPLES |= {"person_id": 1, "grant_id": 1}
EXAMPLES |= {"factor_id": 1, "mark": "x"}
EXAMPLES |= {"job_id": 1, "token": "x"}
EXAMPLES |= {"key": "insult", "template_id": 1}
EXAMPLES |= {"workshop_id": 1}
EXAMPLES |= {"scheme": "settlement_type", "zone": "x"}
EXAMPLES |= {"cover_id": 1}
EXAMPLES |= {"answer_id": 1}
EXAMPLES |= {"scheme": "x", "zone": "x"}
EXAMPLES |= {"version": 1, "format": "csv", "carried_id": 1, "view_id": 1}
EXAMPLES |= {"year": 2026, "edition": 1}
EXAMPLES |= {"first": "plan:isek-2030", "second": "plan:seniorenbericht"}


def addresses(app, methods):
    """Every address that takes one of these methods, with example values in it."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        return sorted(
            adapter.build(rule.endpoint, {name: EXAMPLES[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if rule.methods & methods
        )


def table_hashes(app):
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: hashlib.sha256(
                repr(sorted(map(repr, connection.execute(select(table))))).encode()
            ).hexdigest()
            for table in Base.metadata.sorted_tables
        }


def test_every_writing_address_refuses_a_request_without_token(app, client_of):
    client = client_of("admin")
    found = addresses(app, WRITING)
    assert len(found) > 10
    refused = {url: client.post(url, data={"text": "x"}).status_code for url in found}
    assert set(refused.values()) == {400}, refused


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_every_writing_address_refuses_a_foreign_origin_even_with_token(app, client_of, headers):
    client = client_of("admin")
    data = {"csrf_token": client.token()}
    for url in addresses(app, WRITING):
        assert client.post(url, data=data, headers=headers).status_code == 403, url


def test_signing_in_needs_a_token_as_well(client):
    answer = client.post("/anmelden", data={"email": "a@example.org", "password": "x"})
    assert answer.status_code == 400


def without_refusals(app):
    """The tables, with the audit trail as it would be without lines about refusals."""
    with app.app_context():
        lines = db.session.scalars(select(AuditEntry).where(AuditEntry.action != "refused"))
        kept = [(line.id, line.action, line.subject) for line in lines]
    left = {"audit_entry", "audit_head"}
    tables = {name: value for name, value in table_hashes(app).items() if name not in left}
    return tables, kept


def test_no_get_changes_a_table(app, client_of):
    with app.app_context():
        number = make_submission(status="published").public_number
        make_consultation(slug="rieth")
    client = client_of("admin")
    before = without_refusals(app)
    for url in addresses(app, {"GET"}):
        client.get(url.replace("EF-2026-000001", number))
    assert without_refusals(app) == before


def test_a_text_typed_into_an_expired_form_comes_back(client):
    answer = client.post("/beitrag/neu", data={"text": "Meine Mühe <b>", "go": "send"})
    assert answer.status_code == 400
    assert "Meine Mühe &lt;b&gt;" in answer.text
    assert 'name="csrf_token"' in answer.text
