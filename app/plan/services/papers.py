"""Documents and links of a measure: adding and taking away."""

import datetime as dt
from dataclasses import dataclass

from app.accounts.models import Person
from app.plan.models import Measure, MeasureLink
from app.plan.policy import is_web_address
from app.plan.services.changing import expect_change, part_changed
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.shared.uploads import CheckedPdf, StoredFile, forget_file, keep_file

CHANGED = "documents of a measure changed"


@dataclass(frozen=True)
class LinkDraft:
    """A paper elsewhere: the number of a Drucksache, or an address (http or https), or both."""

    title: str
    paper: str = ""
    dated: dt.date | None = None
    url: str = ""


@writes
def add_link(person: Person, measure: Measure, draft: LinkDraft) -> MeasureLink:
    """Store a link; raise `NotPossible` unless it leads to the web and the person may change it."""
    expect_change(person, measure)
    if draft.url and not is_web_address(draft.url):
        raise NotPossible(draft.title)
    link = MeasureLink(measure_id=measure.id, **vars(draft))
    db.session.add(link)
    part_changed(person, measure, CHANGED)
    return link


@writes
def remove_link(person: Person, measure: Measure, link: MeasureLink) -> None:
    """Take a link away; raise `NotPossible`."""
    expect_change(person, measure)
    db.session.delete(link)
    part_changed(person, measure, CHANGED)


@writes
def add_measure_document(person: Person, measure: Measure, pdf: CheckedPdf) -> StoredFile:
    """Keep a PDF with the measure; raise `NotPossible`."""
    expect_change(person, measure)
    stored = keep_file(pdf, person.id)
    measure.documents.append(stored)
    part_changed(person, measure, CHANGED)
    return stored


@writes
def remove_measure_document(person: Person, measure: Measure, stored: StoredFile) -> None:
    """Take a document away; its file goes with the next sweep. Raises `NotPossible`."""
    expect_change(person, measure)
    measure.documents.remove(stored)
    part_changed(person, measure, CHANGED)
    forget_file(stored)
