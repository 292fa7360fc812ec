"""Things that tests need, made by the real services and committed. Call within an app context."""

import datetime as dt
from itertools import count
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import select

from app.accounts.models import COUNCIL_ROLES, ORGANISATION_ROLES, Office, Organisation, Person
from app.accounts.services import (
    EVERYWHERE,
    Scope,
    add_totp,
    create_office,
    create_organisation,
    create_person,
    new_secret,
    verify_organisation,
)
from app.accounts.services import sign_in as start_session
from app.areas.queries import council_by_key, directory
from app.consultations.models import Consultation
from app.consultations.queries import permanent
from app.consultations.services import create_consultation
from app.guidelines.queries import catalogue
from app.moderation.services import publish as publish_with_codes
from app.plan.models import Measure
from app.plan.services import Ground, MeasureDraft, add_evidence, change_measure_status
from app.plan.services import create_measure as write_measure
from app.shared.clock import now
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.queries import by_public_number
from app.submissions.services import SubmissionDraft, decline, submit, withdraw

PASSWORD = "a long enough password 1"
_numbers = count(1)


def make_person(role: str = "moderator", **fields: Any) -> Person:
    """Return somebody with this role; the password is `PASSWORD`.

    Roles for a council or an organisation are for one unless a `scope` says otherwise.
    """
    email = fields.get("email", f"{role}-{next(_numbers)}@example.org")
    name, scope = fields.get("name", f"Test {role}"), fields.get("scope") or _usual_scope(role)
    person = create_person(email, name, PASSWORD, [role], scope)
    db.session.commit()
    return person


def give_app(person: Person) -> pyotp.TOTP:
    """Give the person an authenticator app, whose code of this moment is still good."""
    secret = new_secret()
    app = pyotp.TOTP(secret)
    add_totp(person, "Telefon", secret, app.at(now(), counter_offset=-1))
    db.session.commit()
    return app


def signed_in(app: Flask, person: Person) -> Any:
    """Return a client with a full session of this person, as if the second factor was given."""
    token = start_session(person, "Firefox · Linux", has_factor=True)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["sign_in"] = {"token": token, "seen": int(now().timestamp())}
    return client


def _usual_scope(role: str) -> Scope:
    if role in COUNCIL_ROLES:
        return Scope(council_id=_council_id("rieth"))
    if role in ORGANISATION_ROLES:
        return Scope(organisation_id=make_organisation(f"Werk {next(_numbers)}").id)
    return EVERYWHERE


def _council_id(key: str) -> int:
    found = council_by_key(key)
    assert found is not None
    return found.id


def make_council_member(council: str = "rieth", role: str = "council", **fields: Any) -> Person:
    """Return somebody who speaks for the council with this key."""
    return make_person(role, scope=Scope(council_id=_council_id(council)), **fields)


def make_organisation(name: str = "Sozialwerk Test", **fields: Any) -> Organisation:
    """Return a verified organisation."""
    kind = fields.pop("kind", "welfare_provider")
    organisation = create_organisation(f"test-{next(_numbers)}", name, kind, **fields)
    verify_organisation(None, organisation)
    db.session.commit()
    return organisation


def somebody(role: str = "moderator") -> Person:
    """Return a person with this role, the same one each time."""
    email = f"somebody-{role}@example.org"
    found = db.session.scalar(select(Person).where(Person.email == email))
    return found or make_person(role, email=email)


def code_id(key: str) -> int:
    """Return the id of a code of the catalogue in force."""
    return catalogue().by_key[key].id


def make_submission(
    text: str = "Eine Bank an der Haltestelle fehlt.",
    status: str = "received",
    area: str | None = "rieth",
    codes: tuple[str, ...] = (),
    passages: tuple[tuple[int, int], ...] = (),
    **fields: Any,
) -> Submission:
    """Return a contribution in this status; `area` is a slug, or None for the whole city."""
    area_id = directory().by_slug[area].id if area else None
    draft = SubmissionDraft(
        consultation_id=fields.pop("consultation_id", None) or permanent().id,
        place="area" if area else "city",
        area_id=area_id,
        text=text,
        **fields,
    )
    number = submit(draft, f"factory-{next(_numbers)}-{now().timestamp()}")
    db.session.commit()
    submission = by_public_number(number)
    assert submission is not None
    if status == "published":
        code_ids = [code_id(key) for key in codes]
        publish_with_codes(
            somebody(), submission, submission.version, list(passages), code_ids, None
        )
    elif status == "declined":
        decline(submission, somebody(), "Das betrifft nicht die Stadt.")
    elif status == "withdrawn":
        withdraw(submission)
    db.session.commit()
    return submission


def make_consultation(slug: str = "spielplaetze", **fields: Any) -> Consultation:
    """Return a consultation that is open for another month."""
    moment = now()
    values: dict[str, Any] = {
        "title": {"de": "Spielplätze", "en": "Playgrounds"},
        "question": {"de": "Wo fehlt ein Spielplatz?", "en": "Where is a playground missing?"},
        "opens_at": moment - dt.timedelta(days=1),
        "closes_at": moment + dt.timedelta(days=30),
    }
    consultation = create_consultation(slug=slug, **(values | fields))
    db.session.commit()
    return consultation


def make_measure(
    title: str = "Bänke an Haltestellen",
    status: str = "suggested",
    grounds: tuple[Ground, ...] = (),
    **fields: Any,
) -> Measure:
    """Return a measure in this state (`suggested`, `agreed` or `decided`), resting on grounds."""
    person = somebody()
    if status == "decided":
        office = fields.pop("lead_office_id", None) or make_office().id
        fields = {
            "lead_office_id": office,
            "paper": "1234/26",
            "decided_on": dt.date(2026, 5, 20),
            "other_source": "" if grounds else "Bericht des Amtes",
        } | fields
    text = fields.pop("text", "Die Stadt stellt Bänke auf.")
    measure = write_measure(person, MeasureDraft(title=title, text=text, **fields))
    for ground in grounds:
        add_evidence(person, measure, ground)
    for step in ("agreed", "decided")[: ("suggested", "agreed", "decided").index(status)]:
        change_measure_status(person, measure, measure.version, step, "Im Jour fixe besprochen")
    db.session.commit()
    return measure


def make_office(name: str = "Tiefbauamt Test") -> Office:
    """Return the office with this name, made if it is not there."""
    found = db.session.scalar(select(Office).where(Office.name == name))
    if found is None:
        found = create_office(f"test-office-{next(_numbers)}", name, None)
        db.session.commit()
    return found
