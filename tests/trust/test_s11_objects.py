"""S11 (ASVS 8.2.2, 8.2.3): who may reach which single thing; the rows are in `object_rules.py`."""

import pytest

from tests.factories import signed_in
from tests.trust.answer_rules import ANSWER_RULES
from tests.trust.contact_rules import CONTACT_RULES
from tests.trust.indicator_rules import INDICATOR_RULES
from tests.trust.measure_rules import MEASURE_RULES
from tests.trust.object_rules import PEOPLE, RULES, make_world
from tests.trust.organisation_rules import ORGANISATION_RULES
from tests.trust.proposal_rules import PROPOSAL_RULES
from tests.trust.test_s1_forged_requests import table_hashes

DENIALS = {"audit_entry", "audit_head", "throttle_window", "throttle_key", "sign_in_session"}


def tables(app):
    return {name: value for name, value in table_hashes(app).items() if name not in DENIALS}


def send(client, rule, address):
    if rule.method == "GET":
        return client.get(address)
    return client.post(address, data=rule.data | {"csrf_token": client.token()})


def is_refused(answer):
    return answer.status_code in (403, 404) or "/anmelden?next=" in (answer.location or "")


@pytest.mark.parametrize(
    "rule",
    [
        *RULES,
        *ORGANISATION_RULES,
        *PROPOSAL_RULES,
        *CONTACT_RULES,
        *ANSWER_RULES,
        *MEASURE_RULES,
        *INDICATOR_RULES,
    ],
    ids=lambda rule: rule.name,
)
def test_who_reaches_the_thing_and_sees_which_part_of_it(app, rule):
    assert rule.allowed | rule.seen_by <= set(PEOPLE)
    with app.app_context():
        world = make_world(app)
        address = rule.make(world)
        clients = {name: signed_in(app, person) for name, person in world.people.items()}
    clients["nobody"] = app.test_client()
    before = tables(app)
    for name in sorted(PEOPLE, key=lambda name: name in rule.allowed):
        answer = send(clients[name], rule, address)
        assert is_refused(answer) is (name not in rule.allowed), (name, answer.status_code)
        if name not in rule.allowed and rule.method == "POST":
            assert tables(app) == before, f"{name} changed something"
        if name not in rule.seen_by:
            found = [secret for secret in rule.secrets if secret in answer.get_data(as_text=True)]
            assert not found, (name, found)
