"""Example statements and notes of the example council, made through the real services."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import exists, select

from app.accounts.models import Person
from app.accounts.queries import by_email
from app.areas.models import Council
from app.areas.queries import council_by_key
from app.councils.models import Statement
from app.councils.queries import mark_of, subject_for
from app.councils.services import (
    MarkDraft,
    StatementDraft,
    create_statement,
    mark,
    release_statement,
)
from app.demo.models import ACCOUNTS, EXAMPLE_COUNCIL
from app.moderation.models import Concern
from app.shared.clock import today
from app.shared.database import db
from app.submissions.queries import by_submission_key

STATEMENTS = Path(__file__).parents[1] / "data" / "statements.yaml"


def load_statements() -> None:
    """Load the example statements and notes that are missing; commits."""
    emails = [email for email, _name, role in ACCOUNTS if role == "district_mayor"]
    person, council = by_email(emails[0]), council_by_key(EXAMPLE_COUNCIL)
    if person is None or council is None:
        return
    content: dict[str, Any] = yaml.safe_load(STATEMENTS.read_text(encoding="utf-8"))
    for entry in content["marks"]:
        _mark(person, council, entry)
    if db.session.scalar(select(exists().where(Statement.is_example))):
        return
    for entry in content["statements"]:
        _state(person, council, entry)


def _mark(person: Person, council: Council, entry: dict[str, Any]) -> None:
    submission = by_submission_key(f"example-{entry['contribution']:04d}")
    if submission is None or mark_of(council.id, submission.id) is not None:
        return
    mark(person, submission, 0, MarkDraft(entry["supported"], entry["priority"]))
    db.session.commit()


def _state(person: Person, council: Council, entry: dict[str, Any]) -> None:
    subject = subject_for(council, _key_of(entry))
    if subject is None:
        return
    decided = today() - dt.timedelta(days=entry["days_ago"])
    draft = StatementDraft(f"Ortsteilrat {council.name}", entry["text"].strip(), decided)
    statement = create_statement(person, council, subject, draft, is_example=True)
    if entry["released"]:
        release_statement(person, statement, statement.version)
    db.session.commit()


def _key_of(entry: dict[str, Any]) -> str:
    """The public number of what the statement is about, or nothing."""
    if "concern" in entry:
        examples = select(Concern.public_number).where(Concern.is_example).order_by(Concern.id)
        numbers = db.session.scalars(examples).all()
        return numbers[entry["concern"] - 1] if len(numbers) >= entry["concern"] else ""
    submission = by_submission_key(f"example-{entry['contribution']:04d}")
    return submission.public_number if submission else ""
