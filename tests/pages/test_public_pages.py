"""Public pages: what stands there, paging, languages, and copies that never lag behind."""

import pytest

from app.areas.queries import directory
from tests.factories import make_consultation, make_submission


def test_home_leads_to_writing_and_shows_what_runs(client, app):
    with app.app_context():
        make_consultation()
        make_submission(text="Ganz neu", status="published")
    page = client.get("/").text
    assert 'href="/beitrag/neu"' in page
    assert "Wo fehlt ein Spielplatz?" in page
    assert "Ganz neu" in page
    assert page.count('class="map-area"') == 53
    assert "© Landeshauptstadt Erfurt, Geoportal (dl-de/by-2-0), generalisiert" in page


def test_the_map_names_each_ortsteil_with_its_number(client, app):
    with app.app_context():
        make_submission(status="published")
    assert 'aria-label="Rieth: 1"' in client.get("/").text


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("rieth", "Der Ortsteilrat Rieth"),
        ("toettleben", "Der Ortsteilrat Kerspleben mit Töttleben"),
        ("altstadt", "Für Altstadt gibt es keinen Ortsteilrat."),
    ],
)
def test_an_ortsteil_says_who_represents_it(client, slug, words):
    assert words in client.get(f"/ortsteile/{slug}").text


def test_population_never_stands_without_its_date(client):
    page = client.get("/ortsteile/moskauer-platz").text
    assert "7.678" in page
    assert "Einwohner (31. Dezember 2009)" in page


def test_an_ortsteil_without_contributions_invites_to_begin(client):
    assert "Machen Sie den Anfang!" in client.get("/ortsteile/gottstedt").text


def test_only_published_ones_are_shown(client, app):
    with app.app_context():
        for status in ("received", "published", "declined", "withdrawn"):
            make_submission(text=f"Text {status}", status=status)
    page = client.get("/ortsteile/rieth").text
    assert "Text published" in page
    assert "Text received" not in page
    assert "Text declined" not in page


def test_older_ones_are_paged_without_gaps_and_doubles(client, app):
    with app.app_context():
        for number in range(45):
            make_submission(text=f"Nummer {number:02d}.", status="published")
    seen, url = [], "/ortsteile/rieth"
    for _ in range(3):
        page = client.get(url).text
        seen += [n for n in range(45) if f"Nummer {n:02d}." in page]
        url = page.split('href="/ortsteile/rieth?vor=')[-1].split('"')[0]
        url = f"/ortsteile/rieth?vor={url}"
    assert seen[:20] == sorted(seen[:20])
    assert sorted(seen) == list(range(45))


@pytest.mark.parametrize("token", ["x", "====", "a" * 100, "%00", "LTE"])
def test_a_broken_place_in_the_list_shows_the_beginning(client, app, token):
    with app.app_context():
        make_submission(text="Da", status="published")
    assert "Da" in client.get(f"/ortsteile/rieth?vor={token}").text


def test_every_ortsteil_has_a_page(client, app):
    with app.app_context():
        slugs = [entry.slug for entry in directory().entries]
    for slug in slugs:
        assert client.get(f"/ortsteile/{slug}").status_code == 200


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_what_is_not_public_does_not_exist(client, app, status):
    with app.app_context():
        number = make_submission(status=status).public_number
    assert client.get(f"/beitrag/{number}").status_code == 404


def test_a_change_shows_at_once_in_every_process(make_app):
    first, second = make_app().test_client(), make_app()
    assert "Sofort da" not in first.get("/ortsteile/rieth").text
    with second.app_context():
        make_submission(text="Sofort da", status="published")
    assert "Sofort da" in first.get("/ortsteile/rieth").text
    assert "Sofort da" in first.get("/").text


def test_kept_pages_do_not_mix_languages_or_addresses(client):
    german, english = {"Accept-Language": "de"}, {"Accept-Language": "en-GB,en;q=0.9"}
    assert '<html lang="de"' in client.get("/", headers=german).text
    assert '<html lang="en"' in client.get("/", headers=english).text
    assert '<html lang="de"' in client.get("/", headers=german).text
    assert '<html lang="en"' in client.get("/?lang=en", headers=german).text
    assert "Rieth" not in client.get("/ortsteile/?suche=alach").text


def test_a_page_for_staff_is_never_given_to_others(client, client_of):
    staff = client_of("moderator")
    assert "Abmelden" in staff.get("/").text
    assert "Abmelden" not in client.get("/").text
    assert "Abmelden" in staff.get("/").text


@pytest.mark.parametrize("locale", ["de", "en"])
def test_foreign_texts_carry_their_language_and_direction(client, app, locale):
    with app.app_context():
        make_submission(text="مرحبا", language="ar", status="published")
    page = client.get(f"/ortsteile/rieth?lang={locale}").text
    assert '<p class="plain-text" lang="ar" dir="rtl">مرحبا</p>' in page


def test_examples_are_marked_as_examples(client, app):
    with app.app_context():
        make_submission(status="published", is_example=True)
    assert '<li class="tag example">Beispiel</li>' in client.get("/ortsteile/rieth").text


def test_the_imprint_says_that_it_is_not_filled_in(client):
    assert "noch nicht eingetragen" in client.get("/impressum").text


def test_the_imprint_takes_what_the_city_filled_in(make_app, tmp_path):
    (tmp_path / "operator.yaml").write_text(
        "{office: Testamt, address: Testweg 1, email: a@example.org, responsible_person: T. Est}"
    )
    page = make_app().test_client().get("/impressum").text
    assert "Testweg 1" in page
    assert "noch nicht eingetragen" not in page


def test_machines_learn_whether_it_lives_and_works(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"problems": [], "status": "ok"}


def test_a_database_without_migrations_is_not_ready(client, monkeypatch):
    monkeypatch.setattr("app.pages.views.health.pending_migrations", lambda: ["0005"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["problems"] == ["migrations are pending"]
