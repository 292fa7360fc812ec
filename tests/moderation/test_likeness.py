"""The worker finds contributions that may say the same; the workbench shows them."""

from sqlalchemy import select

from app.insights.services.counting_demand import count_ahead
from app.moderation.models import Likeness, TextProfile
from app.moderation.queries import alike, is_compared
from app.moderation.services import likeness
from app.moderation.services.searching import take_in_new
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.services import correct, withdraw
from tests.factories import make_submission

TEXTS = (
    "Der Bus fährt abends zu selten.",
    "Es gibt keinen Hausarzt mehr im Ortsteil.",
    "Nach 20 Uhr kommt kein Bus mehr, abends sitzt man fest.",
)


def compare_all():
    while run_one() or run_idle():
        pass


def test_the_similar_one_is_found_in_both_directions(app):
    with app.app_context():
        first, other, second = (make_submission(text=text) for text in TEXTS)
        assert not is_compared(first.id)
        compare_all()
        assert [row.id for row in alike(first.id)] == [second.id]
        assert [row.id for row in alike(second.id)] == [first.id]
        assert alike(other.id) == []


def test_it_says_whether_it_is_still_looking(app, client_of):
    with app.app_context():
        numbers = [make_submission(text=text).public_number for text in TEXTS]
    moderator = client_of("moderator")
    assert "noch gesucht" in moderator.get(f"/moderation/{numbers[0]}").text
    with app.app_context():
        compare_all()
    page = moderator.get(f"/moderation/{numbers[0]}").text
    assert "<mark>abends</mark> sitzt man fest" in page.partition("Sagt vielleicht dasselbe")[2]
    assert "Nichts Ähnliches" in moderator.get(f"/moderation/{numbers[1]}").text


def test_other_ortsteile_and_deleted_ones_are_left_out(app):
    with app.app_context():
        first = make_submission(text=TEXTS[0])
        make_submission(text=TEXTS[2], area=None)
        gone = make_submission(text=TEXTS[2])
        compare_all()
        withdraw(gone)
        db.session.commit()
        assert alike(first.id) == []


def test_who_deletes_before_the_comparison_is_passed_over(app):
    with app.app_context():
        gone = make_submission(text=TEXTS[0])
        withdraw(gone)
        db.session.commit()
        compare_all()
        assert is_compared(gone.id)
        assert not run_idle()


def test_of_a_deleted_text_nothing_is_kept_and_a_corrected_one_is_compared_anew(app):
    with app.app_context():
        first, gone, corrected = (make_submission(text=TEXTS[n]) for n in (0, 2, 1))
        compare_all()
        withdraw(gone)
        correct(corrected, TEXTS[2])
        db.session.commit()
        compare_all()
        assert db.session.get(TextProfile, gone.id).vector is None
        assert [row.id for row in alike(first.id)] == [corrected.id]
        pairs = db.session.scalars(select(Likeness.other_id)).all()
        assert sorted(pairs) == sorted([first.id, corrected.id])


def test_a_failing_comparison_is_logged_and_never_stops_the_worker(app, monkeypatch, caplog):
    def fails(text):
        raise ValueError("planted")

    with app.app_context():
        make_submission(text=TEXTS[0])
        while take_in_new() or count_ahead():
            db.session.commit()
        with monkeypatch.context() as planted:
            planted.setattr("app.moderation.services.likeness.vector_of", fails)
            assert not run_idle()
        assert "planted" in caplog.text
        assert run_idle()


def test_texts_are_compared_before_the_writing_begins(app, monkeypatch):
    """Making a vector takes long; nobody else could write in the meantime (trust.md 1.1)."""
    real, writing = likeness.vector_of, []

    def watched(text):
        writing.append(db.session().info.get("writing", False))
        return real(text)

    monkeypatch.setattr(likeness, "vector_of", watched)
    with app.app_context():
        submission = make_submission(text=TEXTS[0])
        compare_all()
        correct(submission, TEXTS[1])
        db.session.commit()
        compare_all()
    assert writing == [False, False]
