"""Writing official answers at the planners' desk, as planners do it."""

from app.accounts.services import Scope
from app.moderation.services import create_concern
from app.plan.queries.subjects import subject_by_number
from app.plan.services import AnswerDraft, create_answer, release_answer
from app.shared.clock import today
from app.shared.database import db
from tests.factories import make_office, make_person, make_submission, signed_in, somebody

DESK = "/plan/arbeit/antworten"
TEXT = "Das Tiefbauamt stellt im Herbst eine Bank auf."
TITLE = "An der Haltestelle fehlt eine Bank"


def planner_client(app, office="Tiefbauamt Test"):
    """Sign in a planner of this office."""
    with app.app_context():
        scope = Scope(office_id=make_office(office).id)
        return signed_in(app, make_person("planner", scope=scope))


def new(number):
    return f"{DESK}/neu?zu={number}"


def write(client, number, **fields):
    """Write a draft and return its address; the planner's own office is the only choice."""
    page = client.get(new(number))
    office = page.text.split("<select", 1)[1].split('value="')[1].split('"')[0]
    day = str(today())
    sent = {"text": TEXT, "office": office, "answered_on": day, "measure": ""} | fields
    answer = client.post_form(new(number), sent)
    assert answer.status_code == 303, answer.text
    return answer.location


def release(client, address):
    return client.post_form(f"{address}/freigeben", {}, page=address)


def make_concern(number=2, **fields):
    """Return a concern of so many published contributions, and these; within a context."""
    members = [make_submission(**{"status": "published", **fields}) for _ in range(number)]
    concern = create_concern(somebody(), members, TITLE)
    db.session.commit()
    return concern, members


def answered(number, text=TEXT):
    """Return a released answer to a contribution or concern, within a context."""
    draft = AnswerDraft(text, make_office().id, today())
    answer = create_answer(somebody(), subject_by_number(number), draft)
    release_answer(somebody(), answer, answer.version)
    db.session.commit()
    return answer
