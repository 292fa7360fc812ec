"""What somebody passes on for others is a class of its own in every count."""

import pytest
from sqlalchemy import select

from app.moderation.queries import published_by_code
from app.moderation.services import create_concern
from app.shared.database import db
from app.submissions.models import SubmissionCount
from app.submissions.queries import relayed_by_area, relayed_by_consultation
from app.submissions.services import recount, withdraw
from tests.factories import make_submission, somebody


def published(**fields):
    return make_submission(status="published", codes=("field:wohnen",), **fields)


def test_it_is_counted_apart_by_place_and_consultation(app):
    with app.app_context():
        published()
        passed_on = published(on_behalf="others")
        make_submission(on_behalf="others")
        rieth, consultation = passed_on.area_id, passed_on.consultation_id
        assert relayed_by_area() == {rieth: 1}
        assert relayed_by_consultation() == {consultation: 1}


def test_counting_anew_comes_out_the_same_also_after_a_withdrawal(app):
    wanted = select(SubmissionCount.status, SubmissionCount.number, SubmissionCount.relayed).where(
        SubmissionCount.number > 0
    )
    with app.app_context():
        published(on_behalf="others")
        withdraw(published(on_behalf="others"))
        published()
        make_submission(on_behalf="others", status="declined")
        db.session.commit()
        maintained = sorted(map(tuple, db.session.execute(wanted)))
        recount()
        db.session.commit()
        assert sorted(map(tuple, db.session.execute(wanted))) == maintained
        assert maintained == [("declined", 1, 1), ("published", 2, 1), ("withdrawn", 1, 1)]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "2 Beiträge, davon 1 weitergegeben"),
        ("/beteiligungen/", "2 Beiträge, davon 1 weitergegeben"),
        ("/beteiligungen/dauerbeteiligung", "2 Beiträge, davon 1 weitergegeben"),
        ("/ortsteile/", "2 Beiträge, davon 1 weitergegeben"),
        ("/ortsteile/rieth", "davon für andere weitergegeben"),
        ("/katalog", "2 Beiträge, davon 1 weitergegeben"),
    ],
)
def test_public_pages_show_it_apart(app, client, path, words):
    with app.app_context():
        published(on_behalf="others")
        published()
    assert words in " ".join(client.get(path).get_data(as_text=True).split())


def test_the_code_figures_count_a_contribution_once(app):
    with app.app_context():
        published(on_behalf="others")
        published()
        figures = published_by_code()
        assert figures.numbers == {"field:wohnen": 2}
        assert figures.relayed == {"field:wohnen": 1}


def test_a_concern_shows_it_apart(app, client):
    with app.app_context():
        ours = [published(on_behalf="others"), published()]
        concern = create_concern(somebody(), ours, "Bänke")
        db.session.commit()
        number = concern.public_number
    words = "2 Stimmen aus 2 Beiträgen, davon 1 weitergegeben"
    for path in ("/anliegen/", f"/anliegen/{number}"):
        assert words in " ".join(client.get(path).get_data(as_text=True).split())
