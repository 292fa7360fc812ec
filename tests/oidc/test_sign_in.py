"""Signing in through a real OpenID provider: accounts, roles, second factor, refusals."""

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry, ExternalIdentity, Person
from app.accounts.queries import by_email
from app.accounts.services import disable, grant
from app.shared.database import db
from tests.conftest import settings_for
from tests.factories import PASSWORD, make_person, signed_in
from tests.oidc.running import BACK, MFA, START, count, sign_in


def roles_of(app, email):
    with app.app_context():
        return {(g.role, g.source, g.council_id is not None) for g in by_email(email).grants}


def test_without_settings_there_is_no_such_way_in(make_app):
    client = make_app().test_client()
    assert "Stadtkonto" not in client.get("/anmelden").text
    for address in (START, f"{BACK}?code=x&state=y"):
        assert client.get(address).status_code == 404


def test_somebody_with_a_mapped_role_gets_an_account_and_comes_in(app, client, provider):
    provider.say("anna", roles=["team", "unbekannt"], **MFA)
    assert "Anmelden mit dem Konto Stadtkonto" in client.get("/anmelden").text
    assert sign_in(client, provider, "anna").location == "/moderation/"
    assert client.get("/moderation/").status_code == 200
    assert roles_of(app, "anna@example.org") == {("moderator", "mapped", False)}
    sign_in(app.test_client(), provider, "anna")
    assert (count(app, Person), count(app, ExternalIdentity)) == (1, 1)


def test_a_role_of_the_mapping_may_be_for_one_council(app, client, provider):
    provider.say("rosa", roles=["rat", "fremd", "nichts"], **MFA)
    sign_in(client, provider, "rosa")
    assert client.get("/ortsteilrat/").status_code == 200
    assert roles_of(app, "rosa@example.org") == {("council", "mapped", True)}


@pytest.mark.parametrize("methods", [None, ["pwd"]])
def test_who_gave_no_second_factor_there_is_asked_for_ours(app, client, provider, methods):
    provider.say("berta", roles=["planung"], amr=methods)
    answer = sign_in(client, provider, "berta")
    assert answer.location.startswith("/anmelden/")
    assert client.get("/export/").status_code == 303


def test_mapped_roles_go_with_the_claim_and_given_ones_stay(app, client, provider):
    provider.say("carla", roles=["team", "planung"], **MFA)
    sign_in(client, provider, "carla")
    with app.app_context():
        grant(by_email("carla@example.org"), "auditor")
        db.session.commit()
    provider.say("carla", roles=["planung"], **MFA)
    sign_in(app.test_client(), provider, "carla")
    left = {("planner", "mapped", False), ("auditor", "given", False)}
    assert roles_of(app, "carla@example.org") == left
    assert client.get("/moderation/").status_code == 303  # the older session is over


def test_a_role_given_by_hand_is_not_the_mapping_s_to_take(app, client, provider):
    provider.say("dora", roles=["planung"], **MFA)
    sign_in(client, provider, "dora")
    with app.app_context():
        grant(by_email("dora@example.org"), "planner")
        db.session.commit()
    provider.say("dora", roles=[], **MFA)
    sign_in(app.test_client(), provider, "dora")
    assert roles_of(app, "dora@example.org") == {("planner", "given", False)}


def test_who_has_lost_every_role_does_not_come_in(app, client, provider):
    provider.say("emma", roles=["team"], **MFA)
    sign_in(client, provider, "emma")
    provider.say("emma", roles=[], **MFA)
    again = app.test_client()
    assert "hier keine Rolle" in sign_in(again, provider, "emma").text
    assert again.get("/moderation/").status_code == 303
    assert roles_of(app, "emma@example.org") == set()


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"roles": []}, "hier keine Rolle"),
        ({"roles": ["nichts"]}, "hier keine Rolle"),
        ({"roles": ["team"], "email_verified": False}, "nicht bestätigt"),
        ({"roles": ["team"], "email_verified": "true"}, "nicht bestätigt"),
        ({"roles": ["team"], "email": "kein-at"}, "nicht bestätigt"),
    ],
)
def test_others_get_no_account(app, client, provider, claims, reason):
    provider.say("frieda", **{**MFA, **claims})
    assert reason in sign_in(client, provider, "frieda").text
    assert (count(app, Person), count(app, ExternalIdentity)) == (0, 0)


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_with_the_same_address_is_not_taken_over(app, client, provider, verified):
    with app.app_context():
        make_person("admin", email="gerda@example.org")
    provider.say("gerda", roles=["team"], email_verified=verified, **MFA)
    answer = sign_in(client, provider, "gerda")
    assert ("verbinden" if verified else "nicht bestätigt") in answer.text
    assert client.get("/moderation/").status_code == 303
    assert roles_of(app, "gerda@example.org") == {("admin", "given", False)}
    assert count(app, ExternalIdentity) == (1 if verified else 0)


def test_an_administrator_links_and_unlinks(app, client, provider):
    with app.app_context():
        number = make_person("planner", email="hilde@example.org").id
        admin = signed_in(app, make_person("admin"))
    provider.say("hilde", roles=["team"], **MFA)
    sign_in(client, provider, "hilde")
    page = f"/verwaltung/personen/{number}"
    assert "Möchte verbunden werden" in admin.get(page).text
    with app.app_context():
        url = f"{page}/anmeldedienst/{db.session.scalar(select(ExternalIdentity.id))}"
    assert admin.post_form(url, {"action": "link"}, page=page).status_code == 303
    assert sign_in(client, provider, "hilde").location == "/moderation/"
    assert ("moderator", "mapped", False) in roles_of(app, "hilde@example.org")
    assert "vom Anmeldedienst der Stadt" in admin.get(page).text
    admin.post_form(url, {"action": "unlink"}, page=page)
    assert roles_of(app, "hilde@example.org") == {("planner", "given", False)}
    assert client.get("/moderation/").status_code == 303
    assert count(app, ExternalIdentity) == 0


def test_another_address_there_opens_no_other_account(app, client, provider):
    provider.say("ida", roles=["team"], **MFA)
    sign_in(client, provider, "ida")
    with app.app_context():
        make_person("admin", email="chefin@example.org")
    provider.say("ida", roles=["team"], email="chefin@example.org", **MFA)
    again = app.test_client()
    sign_in(again, provider, "ida")
    assert again.get("/verwaltung/personen").status_code == 403


def test_a_closed_account_stays_closed(app, client, provider):
    provider.say("jette", roles=["team"], **MFA)
    sign_in(client, provider, "jette")
    with app.app_context():
        disable(by_email("jette@example.org"))
        db.session.commit()
    assert "geschlossen" in sign_in(app.test_client(), provider, "jette").text


def test_who_came_from_outside_has_no_password_here(app, client, provider):
    provider.say("klara", roles=["planung"], **MFA)
    sign_in(client, provider, "klara")
    for password in ("", PASSWORD):
        fields = {"email": "klara@example.org", "password": password}
        assert app.test_client().post_form("/anmelden", fields).status_code == 422


def test_after_signing_in_one_lands_only_on_this_site(app, client, provider):
    provider.say("lotte", roles=["team"], **MFA)
    start = client.get(f"{START}?next=//evil.example/")
    page = client.get(provider.visit(start.location, "lotte"))
    assert client.send_on(page, {}, to=BACK).location == "/"


def test_a_provider_that_does_not_answer_is_told_kindly(make_app):
    app = make_app(OIDC_ISSUER="http://127.0.0.1:9", OIDC_CLIENT_ID="x", OIDC_CLIENT_SECRET="y")
    answer = app.test_client().get(START)
    assert answer.status_code == 503
    assert "antwortet nicht" in answer.text


def test_the_way_in_is_kept_in_the_audit_trail(app, client, provider):
    provider.say("mia", roles=["team"], **MFA)
    sign_in(client, provider, "mia")
    with app.app_context():
        actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["account created from outside", "role granted", "signed in"]


def test_the_self_check_knows_the_provider_and_a_mapping_that_opens_nothing(
    app, provider, make_app
):
    found = app.test_cli_runner().invoke(args=["doctor"])
    assert f"Sign-in service {provider.issuer} answers" in found.output
    assert "nichts=king names no role" in found.output
    assert "fremd=council:atlantis" in found.output
    gone = make_app(**provider.environ(OIDC_ISSUER="http://127.0.0.1:9"))
    assert (
        "FAULT  Sign-in service http://127.0.0.1:9"
        in gone.test_cli_runner().invoke(args=["doctor"]).output
    )


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({"OIDC_ISSUER": "http://id.example.org"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "id.example.org"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://id.example.org?x=1"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://id.example.org"}, "OIDC_CLIENT_ID"),
        (
            {
                "OIDC_ISSUER": "https://id.example.org",
                "OIDC_CLIENT_ID": "x",
                "OIDC_CLIENT_SECRET": "y",
                "OIDC_ROLE_MAP": "team",
            },
            "OIDC_ROLE_MAP",
        ),
        (
            {
                "OIDC_ISSUER": "http://127.0.0.1:8123",
                "BASE_URL": "https://stadt.example",
                "APP_ENV": "production",
            },
            "OIDC_ISSUER",
        ),
    ],
)
def test_unsafe_settings_stop_the_start(tmp_path, environ, problem):
    from config import ConfigurationError

    with pytest.raises(ConfigurationError, match=problem):
        settings_for("sqlite://", tmp_path, **environ)
