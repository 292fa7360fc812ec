"""An example workshop: a group talked, and its notes were keyed in one by one."""

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.queries import by_email, organisation_by_key
from app.accounts.services.registering import Profile, save_profile
from app.areas.queries import directory as areas
from app.consultations.services import ensure_permanent
from app.demo.models import ACCOUNTS, EXAMPLE_ORGANISATION, SHIFTED_TIMES
from app.moderation.services import publish
from app.shared.clock import today
from app.shared.database import db
from app.submissions.models import Workshop
from app.submissions.queries import by_public_number
from app.submissions.services.workshops import Note, WorkshopPlan, add_note, open_workshop

ABOUT = "Ein Beispiel: Beratung und Begegnung für ältere Menschen im Norden der Stadt."
PEOPLE = 12
# Text, for how many of the group it stands, kind.
NOTES = (
    ("Im Treffpunkt fehlt ein Aufzug, viele schaffen die Treppe nicht mehr.", 12, "problem"),
    ("Die Beratung am Vormittag ist gut, bitte auch einmal in der Woche am Abend.", 7, "idea"),
    ("Zum Arzt fährt nach 18 Uhr kein Bus mehr.", 9, "need"),
)


def load_workshop(moderator: Person) -> None:
    """Load the example workshop if it is missing, with its first note published; commits."""
    key, name, kind = EXAMPLE_ORGANISATION
    organisation = organisation_by_key(key)
    person = by_email(next(email for email, _, role in ACCOUNTS if role == "organisation_manager"))
    known = db.session.scalar(select(Workshop.id).where(Workshop.is_example).limit(1))
    if organisation is None or person is None or known is not None:
        return
    area_id = areas().by_slug["rieth"].id
    profile = Profile(name, kind, ABOUT, (area_id,), ("target:senioren",))
    save_profile(person, organisation, organisation.version, profile)
    plan = WorkshopPlan(
        organisation_id=organisation.id,
        consultation_id=ensure_permanent().id,
        held_on=today() - SHIFTED_TIMES["a day"] * 3,
        place="Beispielhaus",
        area_id=area_id,
        target_group="target:senioren",
        people=PEOPLE,
        is_example=True,
    )
    workshop = open_workshop(person, plan)
    numbers = [
        add_note(person, workshop, Note(text, voices, area_id, kind), f"example-note-{number}")
        for number, (text, voices, kind) in enumerate(NOTES, start=1)
    ]
    first = by_public_number(numbers[0])
    assert first is not None
    publish(moderator, first, first.version, [], [], None)
    db.session.commit()
