"""Concerns for everyone: only what is published, voices and contributions apart."""

import pytest

from app.moderation.services import create_concern, take_out
from app.shared.clock import now
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import add_voice, change_status, withdraw
from tests.factories import make_submission, somebody
from tests.moderation.test_concerns import TITLE, make_concern

NUMBER = f"A-{now().year}-0001"
URL = f"/anliegen/{NUMBER}"


def test_the_page_counts_and_shows_what_is_published_alone(app, client):
    with app.app_context():
        shown = make_submission(text="Zu sehen", status="published", kind="need")
        far = make_submission(text="Woanders", status="published", area="altstadt")
        hidden = make_submission(text="Geheim")
        create_concern(somebody(), [shown, far, hidden], TITLE)
        add_voice(shown, "voice")
        db.session.commit()
    page = client.get(URL).text
    assert "3 Stimmen aus 2 Beiträgen" in page
    assert "Zu sehen" in page
    assert "Geheim" not in page
    assert page.count('<li class="contribution">') == 2
    assert ">Rieth</a></th>" in page
    assert "„Mein Anliegen auch“" in page
    assert "3 Stimmen aus 2 Beiträgen" in client.get("/anliegen/").text


def test_by_which_way_they_came_moderators_see_alone(app, client, client_of):
    """Live and small, these figures would tell it of single contributions (decision 0030)."""
    with app.app_context():
        make_concern()
    assert "Eingangsweg" not in client.get(URL).text
    assert "Internet" in client_of("moderator").get(URL.replace("/anl", "/moderation/anl")).text


@pytest.mark.parametrize("status", ["received", "withdrawn", "taken back"])
def test_without_anything_published_it_is_not_there(app, client, status):
    with app.app_context():
        _, members = make_concern(status="received" if status == "received" else "published")
        for member in members:
            if status == "withdrawn":
                withdraw(member)
            elif status == "taken back":
                change_status(member, "received", somebody())
        db.session.commit()
    assert client.get(URL).status_code == 404
    assert TITLE not in client.get("/anliegen/").text


def test_an_unknown_number_is_not_there(client):
    assert client.get("/anliegen/A-1999-0001").status_code == 404


def test_lists_pages_and_the_ortsteil_lead_to_the_concern(app, client):
    with app.app_context():
        member = make_concern()[1][0].public_number
    link = f'href="{URL}"'
    for page in ("/ortsteile/rieth", f"/beitrag/{member}", "/anliegen/"):
        assert link in client.get(page).text
    assert "Anliegen hier" in client.get("/ortsteile/rieth").text
    assert "Anliegen hier" not in client.get("/ortsteile/altstadt").text


def test_a_change_shows_at_once_on_pages_that_were_kept(app, client):
    with app.app_context():
        concern, members = make_concern(3)
        assert "3 Beiträgen" in client.get(URL).text
        take_out(somebody(), concern, concern.version, members[0])
        db.session.commit()
        assert "2 Beiträgen" in client.get(URL).text
        add_voice(members[1], "voice")
        db.session.commit()
    assert "3 Stimmen aus 2 Beiträgen" in client.get(URL).text


def test_the_ortsteil_counts_voices_beside_contributions(app, client):
    with app.app_context():
        add_voice(make_submission(status="published"), "voice")
        make_submission(status="published")
        make_submission()
        db.session.commit()
    page = client.get("/ortsteile/rieth").text
    assert "<dt>veröffentlichte Beiträge</dt><dd>2</dd>" in page
    assert "<dt>Stimmen</dt><dd>3</dd>" in page


def test_voices_stand_beside_a_contribution_when_there_is_more_than_its_own(app, client):
    with app.app_context():
        number = make_submission(status="published").public_number
        assert "Stimme" not in client.get(f"/beitrag/{number}").text.partition("Über diesen")[0]
        add_voice(by_public_number(number), "voice")
        db.session.commit()
    assert "2 Menschen stehen dahinter" in client.get(f"/beitrag/{number}").text
    assert "2 Stimmen" in client.get("/ortsteile/rieth").text


def test_older_contributions_are_paged_without_gaps(app, client, monkeypatch):
    monkeypatch.setattr("app.pages.views.concerns.PAGE_LENGTH", 2)
    with app.app_context():
        members = [make_submission(text=f"Text {n}.", status="published") for n in range(5)]
        create_concern(somebody(), members, TITLE)
        db.session.commit()
    seen, url = [], URL
    for _ in range(3):
        page = client.get(url).text
        seen += [n for n in range(5) if f"Text {n}." in page]
        url = f"{URL}?vor=" + page.split(f'href="{URL}?vor=')[-1].split('"')[0]
    assert sorted(seen) == list(range(5))


def test_the_submitter_reads_where_it_belongs_and_when_no_longer(app, client):
    from app.submissions.services import receipt_code

    with app.app_context():
        concern, (first, *_) = make_concern(3)
        code = receipt_code(first.submission_key)
    client.post_form("/beitrag/status", {"code": code})
    page = client.get("/beitrag/status").text
    assert "Gehört jetzt zum Anliegen „Busse am Abend“" in page
    assert f'href="{URL}"' in page
    with app.app_context():
        take_out(somebody(), db.session.merge(concern), concern.version, first)
        db.session.commit()
    page = client.get("/beitrag/status").text
    assert "steht wieder für sich" in page
    assert f'href="{URL}"' not in page
