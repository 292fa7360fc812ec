"""S10 (ASVS 3.7.2): after signing in one lands on this site, whatever the address said."""

import pytest

from app.shared.access import local_path
from tests.factories import PASSWORD, make_person

FOREIGN = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/ /evil",
    "javascript:alert(1)",
    "evil.example",
    "/%0d%0aSet-Cookie:x=1\r\n",
    "@evil.example",
    "",
    None,
    "/\r\nX: y",
    "/a\\b",
]


@pytest.mark.parametrize("target", FOREIGN)
def test_foreign_targets_lead_home(target):
    assert local_path(target) == "/"


@pytest.mark.parametrize("target", ["/", "/moderation/", "/ortsteile/rieth?vor=abc", "/a//b"])
def test_own_targets_are_followed(target):
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target", ["//evil.example", "/%5Cevil.example", "https:%2F%2Fevil.example"]
)
def test_signing_in_with_a_foreign_target_stays_here(app, client, target):
    with app.app_context():
        email = make_person("organisation").email
    page = f"/anmelden?next={target}"
    answer = client.post_form(page, {"email": email, "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.location == "/"
