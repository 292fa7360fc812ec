"""House rules and templates of replies: what a new city begins with, and changing them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.services import record
from app.moderation.models import HouseRule, ReplyTemplate
from app.moderation.queries import all_house_rules, house_rule
from app.shared.database import db
from app.shared.errors import Conflict
from app.shared.page_cache import public_content_changed
from app.shared.spelling import slug_of
from app.shared.transactions import writes
from app.submissions.models import Submission

DATA = Path(__file__).parents[1] / "data"
PLACEHOLDER = re.compile(r"\$\{(number|ortsteil)\}")
LONGEST_KEY = 40
Texts = dict[str, str]


@dataclass(frozen=True)
class HouseRuleDraft:
    """A house rule as typed: texts by language code, without empty ones."""

    title: Texts
    sentence: Texts
    needs_words: bool
    is_active: bool


@dataclass(frozen=True)
class TemplateDraft:
    """A template as typed."""

    purpose: str
    language: str
    title: str
    body: str
    is_active: bool


@writes
def ensure_texts() -> None:
    """Load the shipped house rules and templates where the city has none of a kind."""
    if db.session.scalar(select(HouseRule.id).limit(1)) is None:
        for position, entry in enumerate(_shipped("house_rules.yaml"), start=1):
            db.session.add(HouseRule(position=position, **entry))
        public_content_changed()
    if db.session.scalar(select(ReplyTemplate.id).limit(1)) is None:
        for entry in _shipped("reply_templates.yaml"):
            db.session.add(ReplyTemplate(is_proposal=True, **entry))
        public_content_changed()
    db.session.flush()


@writes
def save_house_rule(
    person: Person, rule: HouseRule | None, expected_version: int, draft: HouseRuleDraft
) -> HouseRule:
    """Store a new house rule (None), or change one; raise `Conflict` if it is not as seen."""
    if rule is None:
        last = db.session.scalar(select(func.coalesce(func.max(HouseRule.position), 0))) or 0
        rule = HouseRule(key=_free_key(draft.title["de"]), position=last + 1)
        db.session.add(rule)
    else:
        _expect(rule, expected_version)
    rule.title, rule.sentence = draft.title, draft.sentence
    rule.needs_words, rule.is_active = draft.needs_words, draft.is_active
    db.session.flush()
    public_content_changed()
    record(person.id, "house rule changed", rule.key)
    return rule


@writes
def move_house_rule(person: Person, rule: HouseRule, steps: int) -> None:
    """Move a house rule up (negative) or down in the list."""
    rules = list(all_house_rules())
    here = rules.index(rule)
    rules.insert(max(0, min(here + steps, len(rules) - 1)), rules.pop(here))
    for position, one in enumerate(rules, start=1):
        one.position = position
    db.session.flush()
    public_content_changed()
    record(person.id, "house rule moved", rule.key)


@writes
def save_template(
    person: Person, template: ReplyTemplate | None, expected_version: int, draft: TemplateDraft
) -> ReplyTemplate:
    """Store a new template (None), or change one; raise `Conflict` if it is not as seen.

    What somebody has saved is the city's own, no proposal any more.
    """
    if template is None:
        template = ReplyTemplate()
        db.session.add(template)
    else:
        _expect(template, expected_version)
    template.purpose, template.language = draft.purpose, draft.language
    template.title, template.body = draft.title, draft.body
    template.is_active, template.is_proposal = draft.is_active, False
    db.session.flush()
    public_content_changed()  # nothing public, but kept ready in each process all the same
    record(person.id, "reply template changed", f"template:{template.id}")
    return template


def filled(body: str, submission: Submission, place: str) -> str:
    """Return a template with number and place filled in; everything else stays as it is typed."""
    values = {"number": submission.public_number, "ortsteil": place}
    return PLACEHOLDER.sub(lambda found: values[found[1]], body)


def _expect(row: HouseRule | ReplyTemplate, expected_version: int) -> None:
    db.session.refresh(row)
    if row.version != expected_version:
        raise Conflict(str(row.id))


def _shipped(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


def _free_key(title: str) -> str:
    """Return a key of letters and digits for the history, that no other rule has."""
    words = re.sub(r"[^a-z0-9-]", "", slug_of(title))[: LONGEST_KEY - 4] or "rule"
    number, key = 1, words
    while key == "neu" or house_rule(key) is not None:
        number += 1
        key = f"{words}-{number}"
    return key
