"""Example measures go with what councils and readers said and followed about them."""

from sqlalchemy import func, select

from app.areas.queries import council_by_key
from app.councils.models import Statement
from app.councils.queries import Subject
from app.councils.services import StatementDraft, create_statement, release_statement
from app.demo.services.removing import remove_examples
from app.pages.models import Follow, Follower
from app.pages.queries.following import subject_by_name
from app.pages.services.following import ask_to_follow
from app.plan.models import Evidence, Measure
from app.plan.services import Ground, MeasureDraft, change_measure_status, create_measure
from app.shared.clock import today
from app.shared.database import db
from tests.factories import make_council_member, make_measure, somebody


def test_a_real_statement_on_an_example_goes_with_it_and_a_real_measure_stays(app):
    with app.app_context():
        draft = MeasureDraft("Beispiel", "Beispiel")
        example = create_measure(somebody(), draft, is_example=True)
        change_measure_status(somebody(), example, example.version, "agreed", "Beispiel")
        council, member = council_by_key("rieth"), make_council_member()
        subject = Subject("measure", example.number, example.title)
        words = StatementDraft("Ortsteilrat Rieth", "Dafür.", today())
        statement = create_statement(member, council, subject, words)
        release_statement(member, statement, statement.version)
        followed = subject_by_name(f"massnahme/{example.number}")
        ask_to_follow(followed, "jemand@example.org", "de")
        make_measure("Bleibt", "agreed", grounds=(Ground(statement_id=statement.id),))
        remove_examples()
        db.session.commit()
        left = db.session.scalars(select(Measure.title)).all()
        assert left == ["Bleibt"]
        for table in (Statement, Follow, Follower, Evidence):
            assert db.session.scalar(select(func.count()).select_from(table)) == 0, table
