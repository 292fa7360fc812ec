"""Everything that is stored about one contribution, for the person who wrote it (Art. 15 GDPR)."""

from typing import Any

from sqlalchemy import exists, func, select

from app.areas.queries import directory as areas
from app.guidelines.models import Code
from app.moderation.models import (
    CodeSuggestion,
    Coding,
    ConcernMember,
    Likeness,
    Mark,
    StaffTerms,
    TextProfile,
)
from app.moderation.queries import concerns_of, is_open
from app.privacy.queries.requests import requests_about
from app.shared.database import db
from app.shared.jobs import Job
from app.shared.secrets import decrypt
from app.submissions.models import Contact, LockedText, StatusChange, Submission, Voice
from app.submissions.queries import (
    events_of,
    hints_of,
    history_of,
    kept_texts,
    messages_of,
    redactions_of,
)

Stored = dict[str, Any]


def stored_about(submission: Submission) -> Stored:
    """Return all of it in plain values, ready for JSON; times are in UTC (ISO 8601)."""
    return {
        "contribution": _contribution(submission),
        "written": _written(submission),
        "contact": _contact(submission.id),
        "public": public_part(submission),
        "work": _work(submission),
        "computed": _computed(submission.id),
        "history": _history(submission.id),
        "mails_planned": _mails(submission.id),
        "requests": _requests(submission.id),
    }


def public_part(submission: Submission) -> Stored | None:
    """Return what everybody can read, None if nothing is public."""
    if submission.status != "published" or submission.published_at is None:
        return None
    return {
        "text": submission.public_text,
        "since": submission.published_at.isoformat(),
        "blackened_passages": len(redactions_of(submission.id)),
        "voices": submission.voices,
    }


def _contribution(submission: Submission) -> Stored:
    area = areas().by_id.get(submission.area_id or 0)
    return {
        "number": submission.public_number,
        "status": submission.status,
        "received_at": submission.received_at.isoformat(),
        "place": submission.place,
        "area": area.name if area else None,
        "consultation": submission.consultation.title,
        "channel": submission.channel,
        "entered_by_staff": submission.entered_by_id is not None,
        "kind": submission.kind,
        "contributor_kind": submission.contributor_kind,
        "on_behalf": submission.on_behalf,
        "organisation": submission.speaker.name if submission.speaker else submission.organisation,
        "language": submission.language,
        "chosen_codes": _titles(hints_of(submission.id)),
        "privacy_notice": submission.notice_version,
    }


def _written(submission: Submission) -> Stored:
    locked = db.session.get(LockedText, submission.id)
    messages = messages_of(submission.id)
    return {
        "text": locked.text if locked else submission.text,
        "text_version": submission.text_version,
        "earlier_texts": list(kept_texts(submission.id).values()),
        "messages": [
            {"kind": one.kind, "text": one.text, "at": one.at.isoformat()} for one in messages
        ],
    }


def _contact(submission_id: int) -> Stored | None:
    contact = db.session.get(Contact, submission_id)
    if contact is None:
        return None
    since = contact.created_at.isoformat()
    address = decrypt(contact.email_encrypted)
    return {"email": address, "language": contact.language, "since": since}


def _work(submission: Submission) -> Stored:
    """What people at the city did with it. Who it was is no data of the submitter."""
    own = Coding.submission_id == submission.id
    code_ids = db.session.scalars(select(Coding.code_id).where(own, is_open()).distinct())
    notes = select(func.count()).select_from(Coding).where(own, Coding.note.is_not(None))
    lines = select(func.count()).select_from(StatusChange)
    lines = lines.where(StatusChange.submission_id == submission.id, StatusChange.note.is_not(None))
    concern = concerns_of([submission.id]).get(submission.id)
    marks = select(Mark.kind).where(Mark.submission_id == submission.id)
    return {
        "codes": _titles(list(code_ids)),
        "concern": concern.title if concern else None,
        "marks": sorted(db.session.scalars(marks)),
        "internal_notes": int(db.session.scalar(notes) or 0) + int(db.session.scalar(lines) or 0),
    }


def _computed(submission_id: int) -> dict[str, bool]:
    """What the program keeps of the text for comparing, finding and suggesting."""
    kept = {
        "compared": TextProfile.vector.is_not(None) & (TextProfile.submission_id == submission_id),
        "alike": Likeness.submission_id == submission_id,
        "findable_by_staff": StaffTerms.submission_id == submission_id,
        "suggestions": CodeSuggestion.submission_id == submission_id,
        "in_concern": ConcernMember.submission_id == submission_id,
        "voices": Voice.submission_id == submission_id,
    }
    return {
        name: bool(db.session.scalar(select(exists().where(condition))))
        for name, condition in kept.items()
    }


def _history(submission_id: int) -> list[Stored]:
    lines = [
        {"at": one.at.isoformat(), "what": one.to_status, "reason": one.reason}
        for one in history_of(submission_id)
    ]
    events = [
        {"at": one.at.isoformat(), "what": one.kind, "reason": one.title}
        for one in events_of(submission_id)
    ]
    return sorted([*lines, *events], key=lambda line: str(line["at"]))


def _mails(submission_id: int) -> list[Stored]:
    """Mails that wait for being sent; without an address none is."""
    if db.session.get(Contact, submission_id) is None:
        return []
    waiting = select(Job).where(Job.state == "waiting", Job.kind == "submission_mail")
    jobs = db.session.scalars(waiting.order_by(Job.due_at, Job.id))
    return [
        {"about": job.payload["event"], "planned_for": job.due_at.isoformat()}
        for job in jobs
        if job.payload.get("submission_id") == submission_id
    ]


def _requests(submission_id: int) -> list[Stored]:
    return [
        {
            "text": one.text,
            "received_at": one.received_at.isoformat(),
            "due_on": one.due_on.isoformat(),
            "outcome": one.outcome,
            "answer": one.answer,
        }
        for one in requests_about(submission_id)
    ]


def _titles(code_ids: list[int]) -> list[str]:
    """The German titles, whichever version of the catalogue the codes belong to."""
    rows = db.session.scalars(select(Code).where(Code.id.in_(code_ids)).order_by(Code.position))
    return [code.title.get("de") or code.key for code in rows]
