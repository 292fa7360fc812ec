"""Administration of people: lists, reasons in plain words, giving and taking roles."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry, RoleGrant
from app.accounts.queries import others_with_role
from app.accounts.services import LastAdmin, Scope, give_role, take_role
from app.areas.queries import council_by_key
from app.shared.clock import today
from app.shared.database import db
from tests.factories import make_council_member, make_organisation, make_person

EMPTY = {"council_id": "", "office_id": "", "organisation_id": "", "begins_on": "", "ends_on": ""}


@pytest.fixture
def admin(client_of):
    return client_of("admin")


def id_of(app, make, *args, **fields):
    with app.app_context():
        return make(*args, **fields).id


def page_of(person_id):
    return f"/verwaltung/personen/{person_id}"


def send_role(client, person_id, **fields):
    url = f"{page_of(person_id)}/rollen"
    return client.post_form(url, {**EMPTY, **fields}, page=page_of(person_id))


def grants_of(app, person_id):
    with app.app_context():
        held = db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == person_id))
        return {(grant.role, grant.council_id, grant.ends_on) for grant in held}


def test_the_page_says_in_plain_words_what_somebody_may_do_and_why(app, admin):
    with app.app_context():
        scope = Scope(council_id=council_by_key("rieth").id, ends_on=dt.date(2029, 5, 25))
        mayor = make_person("district_mayor", scope=scope).id
    text = " ".join(admin.get(page_of(mayor)).text.split())
    assert "Beiträge aus Rieth lesen, bevor sie öffentlich sind, ohne Kontaktdaten" in text
    assert "weil: Ortsteilbürgermeister:in: Rieth, bis 25. Mai 2029" in text
    assert "Dateien mit veröffentlichten Beiträgen erstellen" not in text


def test_two_roles_that_allow_the_same_are_both_named(app, admin):
    moderator = id_of(app, make_person, "moderator")
    send_role(admin, moderator, role="planner")
    assert "weil: Moderation; Fachplanung" in admin.get(page_of(moderator)).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("suche=AGNES", {"Agnes Rat"}),
        ("suche=rat@", {"Agnes Rat"}),
        ("suche=%25", set()),
        ("rolle=council", {"Agnes Rat"}),
        ("rolle=organisation", {"Berta Werk"}),
        ("rat={rieth}", {"Agnes Rat"}),
        ("rat={hochheim}", set()),
        ("organisation={werk}", {"Berta Werk"}),
        ("stand=ended", {"Clara Früher"}),
        ("stand=ended&rolle=council", {"Clara Früher"}),
        ("stand=ended&rolle=planner", set()),
        ("stand=disabled", {"Dora Weg"}),
    ],
)
def test_filters_of_the_list(app, admin, query, found):
    names = ("Agnes Rat", "Berta Werk", "Clara Früher", "Dora Weg")
    with app.app_context():
        rieth, hochheim = council_by_key("rieth").id, council_by_key("hochheim").id
        make_council_member("rieth", name=names[0], email="rat@example.org")
        werk = make_organisation("Werk").id
        make_person("organisation", name=names[1], scope=Scope(organisation_id=werk))
        over = Scope(council_id=rieth, ends_on=today() - dt.timedelta(days=1))
        make_person("council", name=names[2], scope=over)
        make_person("planner", name=names[3], email="weg@example.org")
    app.test_cli_runner().invoke(args=["accounts", "disable", "weg@example.org"])
    address = query.format(rieth=rieth, hochheim=hochheim, werk=werk)
    answer = admin.get(f"/verwaltung/personen?{address}")
    assert {name for name in names if name in answer.text} == found


def test_filters_that_mean_nothing_are_told_and_stay(admin):
    answer = admin.get("/verwaltung/personen?rat=99999&suche=Berta")
    assert answer.status_code == 422
    assert 'value="Berta"' in answer.text


def test_a_long_list_goes_on_where_it_stopped(app, admin, monkeypatch):
    monkeypatch.setattr("app.accounts.views.people.PAGE_LENGTH", 3)
    with app.app_context():
        for number in range(5):
            make_person("planner", name="Gleicher Name", email=f"p{number}@example.org")
    seen, address = [], "/verwaltung/personen?rolle=planner"
    while address:
        page = admin.get(address).text
        seen += [f"p{n}@example.org" for n in range(5) if f"p{n}@example.org" in page]
        last = page.rpartition("nach=")[2].partition("&")[0].partition('"')[0]
        address = f"/verwaltung/personen?rolle=planner&nach={last}" if "nach=" in page else None
    assert sorted(seen) == [f"p{n}@example.org" for n in range(5)]


def test_a_role_is_given_for_a_council_and_a_term_and_taken_away(app, admin):
    person = id_of(app, make_person, "planner")
    with app.app_context():
        rieth = council_by_key("rieth").id
    given = send_role(admin, person, role="council", council_id=str(rieth), ends_on="2029-05-25")
    assert given.status_code == 303
    term = ("council", rieth, dt.date(2029, 5, 25))
    assert term in grants_of(app, person)
    with app.app_context():
        number = db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == "council"))
    taken = f"{page_of(person)}/rollen/{number}/entziehen"
    assert admin.post_form(taken, {}, page=page_of(person)).status_code == 303
    assert term not in grants_of(app, person)
    with app.app_context():
        wanted = select(AuditEntry.action, AuditEntry.subject, AuditEntry.person_id)
        lines = db.session.execute(wanted.where(AuditEntry.action.startswith("role"))).all()
        acting = number_of_admin()
        thing = f"person:{person} council council:{rieth}"
        assert lines == [("role granted", thing, acting), ("role revoked", thing, acting)]


def number_of_admin():
    return db.session.scalar(select(RoleGrant.person_id).where(RoleGrant.role == "admin"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"role": "council"}, "Diese Rolle gilt für einen Ortsteilrat"),
        ({"role": "organisation_manager"}, "Diese Rolle gilt für eine Organisation"),
        ({"role": ""}, "Bitte wählen Sie eine Rolle"),
        ({"role": "king"}, "Keine gültige Auswahl"),
        (
            {"role": "planner", "begins_on": "2026-02-01", "ends_on": "2026-01-31"},
            "Der letzte Tag darf nicht vor dem ersten liegen",
        ),
        ({"role": "planner", "ends_on": "9999-12-31"}, "Bitte prüfen Sie das Jahr"),
        ({"role": "planner", "ends_on": "morgen"}, "Kein gültiges Datum"),
    ],
)
def test_what_does_not_fit_together_is_told_at_the_field(app, admin, fields, message):
    person = id_of(app, make_person, "planner")
    before = grants_of(app, person)
    answer = send_role(admin, person, **fields)
    assert answer.status_code == 422
    assert message in answer.text
    for typed in ("2026-01-31", "9999-12-31", "morgen"):
        assert (f'value="{typed}"' in answer.text) is (typed in fields.values())
    assert grants_of(app, person) == before


@pytest.mark.parametrize("way", ["take", "close", "ended", "later"])
def test_the_last_administrator_stays(app, admin, way):
    with app.app_context():
        only = number_of_admin()
        held = db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == "admin"))
    day = {"ended": today() - dt.timedelta(days=1), "later": today() + dt.timedelta(days=1)}
    if way == "take":
        url = f"{page_of(only)}/rollen/{held}/entziehen"
        answer = admin.post_form(url, {}, page=page_of(only))
    elif way == "close":
        url = f"{page_of(only)}/konto"
        answer = admin.post_form(url, {"action": "close"}, page=page_of(only))
    else:
        name = "ends_on" if way == "ended" else "begins_on"
        answer = send_role(admin, only, role="admin", **{name: day[way].isoformat()})
    assert answer.status_code == 409
    assert "Sonst verwaltet niemand die Plattform" in answer.text
    assert admin.get("/verwaltung/personen").status_code == 200


def test_of_two_administrators_one_may_go(app):
    with app.app_context():
        first, second = make_person("admin"), make_person("admin")
        take_role(first, second.grants[0])
        db.session.commit()
        assert not others_with_role(first.id, ("admin",))
        with pytest.raises(LastAdmin):
            give_role(first, first, "admin", Scope(ends_on=today() - dt.timedelta(days=1)))


def test_an_account_is_closed_and_opened_again(app, admin, client_of):
    moderator = client_of("moderator")
    with app.app_context():
        number = db.session.scalar(select(RoleGrant.person_id).where(RoleGrant.role == "moderator"))
    for action, status in (("close", 303), ("open", 303)):
        answer = admin.post_form(
            f"{page_of(number)}/konto", {"action": action}, page=page_of(number)
        )
        assert answer.status_code == status
        assert moderator.get("/moderation/").status_code == 303
    assert "konto geschlossen" in admin.get(f"/verwaltung/protokoll?wer={1}").text.lower()


def test_ending_sessions_signs_somebody_out(app, admin, client_of):
    moderator = client_of("moderator")
    assert moderator.get("/moderation/").status_code == 200
    with app.app_context():
        number = db.session.scalar(select(RoleGrant.person_id).where(RoleGrant.role == "moderator"))
    admin.post_form(f"{page_of(number)}/konto", {"action": "end_sessions"}, page=page_of(number))
    assert moderator.get("/moderation/").status_code == 303


@pytest.mark.parametrize("number", [0, 999, 2**63, 2**70])
def test_nobody_is_behind_other_numbers(admin, number):
    assert admin.get(page_of(number)).status_code == 404


def test_a_role_of_somebody_else_is_not_taken_through_another_page(app, admin):
    first, second = id_of(app, make_person, "planner"), id_of(app, make_person, "planner")
    with app.app_context():
        held = db.session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == second))
    url = f"{page_of(first)}/rollen/{held}/entziehen"
    assert admin.post(url, data={"csrf_token": admin.token()}).status_code == 404
    assert by_role(app, second) == {"planner"}


def by_role(app, person_id):
    return {role for role, _council, _end in grants_of(app, person_id)}
