"""An example proposal and an example hearing, made through the real services."""

import datetime as dt

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.queries import by_email
from app.areas.queries import council_by_key
from app.councils.models import Hearing, Proposal
from app.councils.services.hearings import HearingDraft, open_hearing
from app.councils.services.proposals import ProposalDraft, create_proposal, submit_proposal
from app.demo.models import EXAMPLE_COUNCIL, MAYOR
from app.shared.clock import today
from app.shared.database import db

TITLE = "Beispiel: Bänke und Schatten am Platz der Völkerfreundschaft"
TEXT = (
    "Beispiel: Der Ortsteilrat schlägt vor, auf dem Platz sechs Bänke mit Lehne aufzustellen und"
    " drei Bäume zu pflanzen.\n\nBegründung: Ältere Menschen finden auf dem Weg zum Einkauf keinen"
    " Platz zum Ausruhen."
)
HEARING = "Beispiel: Neue Öffnungszeiten der Bibliothek"
QUESTION = (
    "Beispiel: Die Bibliothek soll samstags öffnen und dafür mittwochs schließen."
    " Was sagt der Ortsteilrat dazu?"
)
DAYS_TO_ANSWER = 28


def load_proposals(moderator: Person, office_id: int) -> None:
    """Load the example proposal and hearing of the example council if missing; commits."""
    mayor, council = by_email(MAYOR), council_by_key(EXAMPLE_COUNCIL)
    if mayor is None or council is None:
        return
    if db.session.scalar(select(Proposal.id).where(Proposal.is_example)) is None:
        draft = ProposalDraft(TITLE, TEXT, office_id, today(), "Beispiel 7/26")
        proposal = create_proposal(mayor, council.id, draft, is_example=True)
        submit_proposal(mayor, proposal, proposal.version)
    if db.session.scalar(select(Hearing.id).where(Hearing.is_example)) is None:
        last = today() + dt.timedelta(days=DAYS_TO_ANSWER)
        asked = HearingDraft(HEARING, QUESTION, last, (council.id,), office_id)
        open_hearing(moderator, asked, is_example=True)
    db.session.commit()
