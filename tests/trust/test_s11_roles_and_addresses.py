"""S11 (ASVS 8): role by address: who may open what, made from the application's own addresses.

`PASSES` is written by hand, apart from the rules: a new guard needs a row here. Councils' and
organisations' people have a scope (`make_person`), so that only the rule can stop them. Who may
reach which single thing stands in `object_rules.py`.
"""

import pytest

from app.accounts.models import ROLES
from app.shared.access import access_of
from tests.factories import make_person
from tests.trust.test_s1_forged_requests import addresses

# For each guard, the roles that pass it. A new guard must be added here.
STAFF = set(ROLES)
PASSES = {
    "public": {"nobody", *STAFF},
    "signed in": STAFF,
    "is admin": {"admin"},
    "may see contacts": {"admin", "moderator"},
    "is moderator": {"admin", "moderator"},
    "may adopt plan": {"admin", "moderator"},
    "may code second": {"admin", "moderator", "second_coder"},
    "works on deadlines": {"admin", "moderator", "planner"},
    "works on plan": {"admin", "moderator", "planner"},
    "takes part in hearings": {"admin", "moderator", "planner", "council", "district_mayor"},
    "may export": {"admin", "moderator", "planner"},
    "may import": {"admin", "moderator", "organisation", "organisation_manager"},
    "is auditor": {"admin", "auditor"},
    "is on a council": {"council", "district_mayor"},
    "is in an organisation": {"organisation", "organisation_manager"},
    "may manage organisations": {"admin", "organisation_manager"},
    "writes reports": {"admin", "moderator", "planner"},
    "releases reports": {"admin", "moderator"},
    "may hold workshops": {"admin", "moderator", "organisation", "organisation_manager"},
}
EVERYBODY = ["nobody", *sorted(STAFF)]


def guard_of(app, url, method):
    endpoint, _ = app.url_map.bind("localhost").match(url.split("?")[0], method=method)
    return access_of(app)[endpoint]


@pytest.mark.parametrize("role", EVERYBODY)
def test_reading(app, client, client_of, role):
    reader = client if role == "nobody" else client_of(role)
    for url in addresses(app, {"GET"}):
        allowed = role in PASSES[guard_of(app, url, "GET")]
        answer = reader.get(url)
        stopped = answer.status_code == 403 or "/anmelden?next=" in (answer.location or "")
        assert stopped is not allowed, (role, url, answer.status_code)


@pytest.mark.parametrize("role", EVERYBODY)
def test_writing(app, client, client_of, role):
    with app.app_context():
        make_person("planner")  # number 1 in the addresses: nobody ends their own sessions
    writer = client if role == "nobody" else client_of(role)
    token = writer.token()
    for url in addresses(app, {"POST"}):
        if url == "/abmelden":
            continue
        allowed = role in PASSES[guard_of(app, url, "POST")]
        answer = writer.post(url, data={"csrf_token": token})
        stopped = answer.status_code == 403 or "/anmelden?next=" in (answer.location or "")
        assert stopped is not allowed, (role, url, answer.status_code)
