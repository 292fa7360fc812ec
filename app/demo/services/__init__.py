"""Loading and removing example content."""

from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select, update

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, Office, Organisation, Person
from app.accounts.queries import (
    areas_without_recipient,
    by_email,
    office_by_key,
    organisation_by_key,
)
from app.accounts.services import (
    EVERYWHERE,
    Scope,
    create_office,
    create_organisation,
    create_person,
    name_recipients,
    verify_organisation,
)
from app.areas.queries import council_by_key
from app.areas.queries import directory as areas
from app.areas.services.loading import DEFAULT_FOLDER, load_city
from app.consultations.models import Consultation
from app.consultations.queries import by_slug
from app.consultations.services import create_consultation, ensure_permanent
from app.demo.models import (
    ACCOUNTS,
    END_OF_TERM,
    EXAMPLE_COUNCIL,
    EXAMPLE_OFFICE,
    EXAMPLE_ORGANISATION,
    EXAMPLE_SLUG,
    SHIFTED_TIMES,
)
from app.demo.services.concerns import load_concerns
from app.demo.services.plan import load_plan
from app.demo.services.proposals import load_proposals
from app.demo.services.reports import load_report
from app.demo.services.second_codings import load_second_codings
from app.demo.services.statements import load_statements
from app.demo.services.workshops import load_workshop
from app.guidelines.queries import all_code_books, catalogue
from app.guidelines.services import load_code_book
from app.guidelines.services import publish as publish_code_book
from app.insights.queries.indicators import all_indicators
from app.insights.services.indicator_catalogue import (
    SHIPPED,
    load_indicator_catalogue,
    load_population,
)
from app.moderation.services import decline, ensure_texts, publish
from app.shared.clock import from_local, now, today
from app.shared.database import db
from app.shared.transactions import writes
from app.submissions.models import StatusChange, Submission
from app.submissions.queries import by_submission_key
from app.submissions.services import SubmissionDraft, due_after, submit, withdraw

EXAMPLE_BOOK = Path(__file__).parents[2] / "guidelines" / "data" / "example.yaml"
CONTRIBUTIONS = Path(__file__).parents[1] / "data" / "contributions.yaml"


def ensure_city() -> None:
    """Load what a city needs before anybody can write, where it is missing; commits."""
    if not areas().entries:
        load_city(DEFAULT_FOLDER)
    ensure_permanent()
    ensure_texts()
    if not all_code_books():
        publish_code_book(load_code_book(EXAMPLE_BOOK.read_text(encoding="utf-8"), "yaml"))
    ensure_recipients()
    if not all_indicators():
        load_indicator_catalogue(SHIPPED.read_text(encoding="utf-8"))
        load_population()
    db.session.commit()


def ensure_recipients() -> Office:
    """Return the example office; it answers for every Ortsteil that has nobody else."""
    key, name = EXAMPLE_OFFICE
    office = office_by_key(key) or create_office(key, name, None, is_example=True)
    name_recipients(None, office, [area.id for area in areas_without_recipient()])
    return office


def ensure_accounts(password: str) -> None:
    """Create the example accounts that are missing, all with this password; commits."""
    for email, name, role in ACCOUNTS:
        if by_email(email) is None:
            create_person(email, name, password, [role], _scope_of_example(role), is_example=True)
            db.session.commit()


def _scope_of_example(role: str) -> Scope:
    if role in COUNCIL_ROLES:
        council = council_by_key(EXAMPLE_COUNCIL)
        return Scope(council_id=council.id if council else None, ends_on=END_OF_TERM)
    if role in ORGANISATION_ROLES:
        return Scope(organisation_id=_example_organisation().id)
    if role == "planner":
        return Scope(office_id=ensure_recipients().id)
    return EVERYWHERE


def _example_organisation() -> Organisation:
    key, name, kind = EXAMPLE_ORGANISATION
    known = organisation_by_key(key)
    if known is not None:
        return known
    organisation = create_organisation(key, name, kind, is_example=True)
    verify_organisation(None, organisation)
    return organisation


def load_examples() -> int:
    """Load the hand-written contributions that are missing, through the real services; commits."""
    ensure_example_consultation()
    moderator = by_email(ACCOUNTS[0][0])
    if moderator is None:
        raise LookupError("The example accounts must be there first.")
    loaded = 0
    items = yaml.safe_load(CONTRIBUTIONS.read_text(encoding="utf-8"))
    for number, item in enumerate(items, start=1):
        key = f"example-{number:04d}"
        if by_submission_key(key) is None:
            _load(item, key, moderator)
            db.session.commit()
            loaded += 1
    load_second_codings()
    load_concerns(moderator)
    load_proposals(moderator, ensure_recipients().id)
    load_statements()
    load_workshop(moderator)
    load_plan(moderator, ensure_recipients())
    load_report(moderator)
    return loaded


def ensure_example_consultation() -> Consultation:
    """Return the running example consultation, made now if missing; commits."""
    known = db.session.scalar(select(Consultation).where(Consultation.slug == EXAMPLE_SLUG))
    if known is not None:
        return known
    consultation = create_consultation(
        slug=EXAMPLE_SLUG,
        title={"de": "Beispiel: Treffpunkte im Ortsteil", "en": "Example: places to meet"},
        question={
            "de": "Wo treffen Sie sich? Welcher Ort fehlt Ihnen?",
            "en": "Where do you meet? Which place is missing?",
        },
        introduction={
            "de": "Eine **Beispielbeteiligung**: So sieht eine Frage an alle aus.",
            "en": "An **example consultation**: this is what a question to all looks like.",
        },
        opens_at=from_local(today()),
        closes_at=from_local(today().replace(year=today().year + 1, day=1)),
        is_example=True,
    )
    db.session.commit()
    return consultation


def _load(item: dict[str, Any], key: str, moderator: Person) -> None:
    submit(_draft(item), key)
    submission = by_submission_key(key)
    assert submission is not None
    known = catalogue().by_key
    if item["status"] == "published":
        codes = [known[code].id for code in item.get("codes", []) if code in known]
        passages = _passages(item)
        publish(moderator, submission, submission.version, passages, codes, None)
    elif item["status"] == "declined":
        decline(moderator, submission, submission.version, item["decline_reason"])
    elif item["status"] == "withdrawn":
        withdraw(submission)
    _move_back(submission, item["days_ago"])


def _draft(item: dict[str, Any]) -> SubmissionDraft:
    area = areas().by_number[item["area"]] if item.get("area") else None
    meeting = by_slug(EXAMPLE_SLUG)
    is_about_meeting = meeting is not None and "treff" in item["text"].lower()
    consultation_id = meeting.id if meeting and is_about_meeting else ensure_permanent().id
    codes = catalogue().by_key
    hinted = [codes[code].id for code in item.get("codes", []) if code in codes]
    return SubmissionDraft(
        consultation_id=consultation_id,
        place=item["place"],
        area_id=area.id if area else None,
        text=item["text"],
        kind=item["kind"],
        contributor_kind=item["contributor_kind"],
        organisation=item.get("organisation"),
        on_behalf=item["on_behalf"],
        language=item["language"],
        channel=item["channel"],
        code_ids=tuple(hinted) if item["status"] == "received" else (),
        is_example=True,
    )


def _passages(item: dict[str, Any]) -> list[tuple[int, int]]:
    text: str = item["text"]
    starts = [(text.index(words), words) for words in item.get("redact", [])]
    return [(start, start + len(words)) for start, words in starts]


@writes
def _move_back(submission: Submission, days: int) -> None:
    """Let it have happened some days ago, decided a day after it came."""
    came = from_local(today()) - SHIFTED_TIMES["a day"] * days + SHIFTED_TIMES["noon"]
    decided = min(came + SHIFTED_TIMES["a day"], now())
    submission.received_at, submission.due_at = came, due_after(came)
    if submission.decided_at:
        submission.decided_at = decided
    if submission.published_at:
        submission.published_at = decided
    lines = update(StatusChange).where(StatusChange.submission_id == submission.id)
    first = StatusChange.from_status.is_(None)
    db.session.execute(lines.where(first).values(at=came))
    db.session.execute(lines.where(~first).values(at=decided))
    db.session.flush()
