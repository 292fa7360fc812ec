"""Organisations: registering, verifying, profile, members, and what everybody sees of them."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Organisation, OrganisationRegistration, Person
from app.accounts.queries import by_email, organisation_by_key, people_of_organisation
from app.accounts.queries.organisations import members_of
from app.accounts.services import Scope
from app.shared.database import db
from app.shared.jobs import run_one
from tests.factories import make_organisation, make_person, make_submission, signed_in

REGISTER = "/organisationen/anmelden"
ADMIN = "/verwaltung/organisationen"
FORM = {
    "name": "Nachbarschaftshilfe Nord e. V.",
    "kind": "association",
    "about": "Wir helfen <b>allen</b>.",
    "areas": ["rieth", "melchendorf"],
    "target_groups": ["target:senioren"],
    "contact_name": "Erika Muster",
    "email": "Erika@Nord.Example.org",
}
KEY = "nachbarschaftshilfe-nord-e-v"


def register(client, **changes):
    return client.post_form(REGISTER, FORM | changes)


def member_of(app, organisation, role="organisation_manager", **fields):
    with app.app_context():
        person = make_person(role, scope=Scope(organisation_id=organisation.id), **fields)
        return signed_in(app, person)


@pytest.fixture
def ours(app):
    """A verified organisation and the signed-in person who looks after it."""
    with app.app_context():
        organisation = make_organisation("Sozialwerk Test")
    return organisation, member_of(app, organisation, email="pflege@example.org")


def words(answer):
    return " ".join(answer.get_data(as_text=True).split())


def test_a_registration_is_not_public_until_it_is_verified(app, client, client_of):
    answer = register(client)
    assert answer.status_code == 303, words(answer)
    assert "Nachbarschaftshilfe" not in words(client.get("/organisationen/"))
    assert client.get(f"/organisationen/{KEY}").status_code == 404
    admin = client_of("admin")
    page = words(admin.get(ADMIN))
    assert "Erika Muster, Erika@Nord.Example.org" in page
    answer = admin.post(f"{ADMIN}/{KEY}/bestaetigen", data={"csrf_token": admin.token()})
    assert answer.status_code == 200
    assert "/anmelden/einladung/" in words(answer)
    page = words(client.get(f"/organisationen/{KEY}"))
    assert "Wir helfen &lt;b&gt;allen&lt;/b&gt;." in page
    assert "Rieth" in page
    assert "Erika" not in page
    assert "Nachbarschaftshilfe" in words(client.get("/organisationen/"))


def test_who_registered_is_invited_and_the_address_is_forgotten(app, client, client_of):
    register(client)
    admin = client_of("admin")
    admin.post(f"{ADMIN}/{KEY}/bestaetigen", data={"csrf_token": admin.token()})
    with app.app_context():
        organisation = organisation_by_key(KEY)
        (held,) = members_of(organisation.id)
        assert (held.role, held.person.email) == ("organisation_manager", "erika@nord.example.org")
        assert not held.person.active
        assert db.session.scalar(select(func.count(OrganisationRegistration.organisation_id))) == 0


def test_a_declined_registration_leaves_nothing_but_the_reason_by_mail(
    make_app, mail_server, mailbox
):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    register(app.test_client())
    with app.app_context():
        admin = signed_in(app, make_person("admin"))
    page = f"{ADMIN}/{KEY}/ablehnen"
    answer = admin.post_form(page, {"reason": ""})
    assert answer.status_code == 422
    assert admin.post_form(page, {"reason": "Wir kennen Sie nicht."}).status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count(Organisation.id))) == 0
        assert db.session.scalar(select(func.count(OrganisationRegistration.organisation_id))) == 0
        while run_one():
            pass
    ((recipients, mail),) = mailbox.mails
    assert recipients == ["Erika@Nord.Example.org"]
    assert "Wir kennen Sie nicht." in mail.get_content()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Bitte geben Sie den Namen an."),
        ({"kind": "resident"}, ""),
        ({"kind": "council"}, ""),
        ({"areas": ["atlantis"]}, ""),
        ({"target_groups": ["target:erfunden"]}, ""),
        ({"email": "keine"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"contact_name": ""}, "Bitte geben Sie Ihren Namen an."),
        ({"about": "x" * 2001}, "höchstens 2000 Zeichen"),
        ({"website": "http://spam.example"}, ""),
    ],
)
def test_a_registration_that_does_not_fit_comes_back(app, client, wrong, said):
    answer = register(client, **wrong)
    page = words(answer)
    assert answer.status_code == 422
    assert said in page
    assert wrong.get("contact_name", "Erika Muster") in page
    with app.app_context():
        assert db.session.scalar(select(func.count(Organisation.id))) == 0


def test_a_name_is_taken_once(app, client):
    register(client)
    answer = register(client, name=FORM["name"].upper(), contact_name="Max Muster")
    assert answer.status_code == 409
    assert "ist schon angemeldet" in words(answer)
    assert "Max Muster" in words(answer)


def test_no_organisation_gets_an_address_of_ours(app, client, client_of):
    register(client, name="Anmelden")
    with app.app_context():
        assert [one.key for one in db.session.scalars(select(Organisation))] == ["anmelden-2"]


def test_the_manager_changes_the_profile(app, client, ours):
    organisation, manager = ours
    url = f"/organisation/{organisation.key}/profil"
    changed = {k: v for k, v in FORM.items() if k not in ("contact_name", "email")}
    assert manager.post_form(url, changed).status_code == 303
    page = words(client.get(f"/organisationen/{organisation.key}"))
    assert FORM["name"] in page
    assert "Melchendorf" in page
    changed["areas"] = ["rieth"]
    assert manager.post_form(url, changed).status_code == 303
    assert "Melchendorf" not in words(client.get(f"/organisationen/{organisation.key}"))


def test_two_who_change_the_profile_do_not_lose_each_others_words(ours):
    organisation, manager = ours
    url = f"/organisation/{organisation.key}/profil"
    changed = {k: v for k, v in FORM.items() if k not in ("contact_name", "email")}
    opened = manager.get(url)
    manager.post_form(url, changed | {"about": "Die erste Fassung."})
    answer = manager.send_on(opened, changed | {"about": "Die zweite Fassung."})
    assert answer.status_code == 409
    assert "Die zweite Fassung." in words(answer)
    assert "Die erste Fassung." in words(manager.get(url))


def test_only_its_manager_and_administrators_reach_profile_and_members(app, ours, client_of):
    organisation, manager = ours
    other = member_of(app, make_other(app))
    plain = member_of(app, organisation, "organisation")
    for part in ("profil", "mitglieder"):
        url = f"/organisation/{organisation.key}/{part}"
        assert manager.get(url).status_code == 200
        assert client_of("admin").get(url).status_code == 200
        assert other.get(url).status_code == 404
        assert plain.get(url).status_code == 403
        assert other.post(url, data={"csrf_token": other.token()}).status_code == 404


def make_other(app):
    with app.app_context():
        return make_organisation("Anderes Werk")


def test_the_manager_invites_and_takes_out(app, ours):
    organisation, manager = ours
    url = f"/organisation/{organisation.key}/mitglieder"
    answer = manager.post_form(
        url, {"email": "neu@example.org", "name": "Neu", "role": "organisation"}
    )
    assert answer.status_code == 200
    assert "/anmelden/einladung/" in words(answer)
    assert "neu@example.org" in words(manager.get(url))
    with app.app_context():
        invited = by_email("neu@example.org")
        grant_id = invited.grants[0].id
    out = manager.post(f"{url}/{grant_id}/entfernen", data={"csrf_token": manager.token()})
    assert out.status_code == 303
    assert "neu@example.org" not in words(manager.get(url))


@pytest.mark.parametrize("role", ["admin", "moderator", "planner"])
def test_no_other_role_can_be_given_here(app, ours, role):
    organisation, manager = ours
    url = f"/organisation/{organisation.key}/mitglieder"
    answer = manager.post_form(url, {"email": "neu@example.org", "role": role})
    assert answer.status_code == 422
    with app.app_context():
        assert db.session.scalar(select(Person).where(Person.email == "neu@example.org")) is None


def test_members_of_others_cannot_be_taken_out(app, ours):
    organisation, manager = ours
    other = make_other(app)
    member_of(app, other, email="fremd@example.org")
    with app.app_context():
        grant_id = by_email("fremd@example.org").grants[0].id
    url = f"/organisation/{organisation.key}/mitglieder/{grant_id}/entfernen"
    assert manager.post(url, data={"csrf_token": manager.token()}).status_code == 404
    with app.app_context():
        assert len(people_of_organisation(other.id)) == 1


def test_a_member_leaves_but_the_last_manager_stays(app, ours):
    organisation, manager = ours
    plain = member_of(app, organisation, "organisation", email="mit@example.org")
    url = f"/organisation/{organisation.key}/verlassen"
    assert plain.post(url, data={"csrf_token": plain.token()}).location == "/"
    assert "/anmelden?next=" in plain.get("/organisation/").location
    manager.post(url, data={"csrf_token": manager.token()})
    assert "Jemand muss die Organisation pflegen" in words(manager.get("/organisation/"))
    with app.app_context():
        assert [p.email for p in people_of_organisation(organisation.id)] == ["pflege@example.org"]


def test_an_administrator_sets_up_an_organisation_that_may_speak_at_once(client, client_of):
    form = {k: v for k, v in FORM.items() if k not in ("contact_name", "email")}
    answer = client_of("admin").post_form(f"{ADMIN}/neu", form)
    assert answer.location == f"/organisation/{KEY}/mitglieder"
    assert client.get(f"/organisationen/{KEY}").status_code == 200


def test_the_public_profile_shows_what_is_published_in_its_name(app, client, ours):
    organisation, _ = ours
    with app.app_context():
        said = {"organisation_id": organisation.id, "organisation": organisation.name}
        shown = make_submission("Ein Treffpunkt fehlt.", "published", **said)
        make_submission("Noch nicht gelesen.", **said)
        make_submission("Von anderen.", "published")
        number = shown.public_number
    page = words(client.get(f"/organisationen/{organisation.key}"))
    assert "Ein Treffpunkt fehlt." in page
    assert "Noch nicht gelesen." not in page
    assert "Von anderen." not in page
    contribution = words(client.get(f"/beitrag/{number}"))
    assert f'<a href="/organisationen/{organisation.key}">Sozialwerk Test</a>' in contribution
