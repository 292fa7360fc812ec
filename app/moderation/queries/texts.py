"""House rules, kept ready in each process, and templates of replies."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.moderation.models import HouseRule, ReplyTemplate
from app.shared.database import db
from app.shared.page_cache import kept_by_revision
from app.submissions.models import StatusChange

Texts = dict[str, str]


@dataclass(frozen=True)
class HouseRuleEntry:
    """A house rule in use; texts by language code."""

    key: str
    title: Texts
    sentence: Texts
    needs_words: bool


@dataclass(frozen=True)
class TemplateEntry:
    """A template in use."""

    id: int
    purpose: str
    language: str
    title: str
    body: str


@kept_by_revision
def house_rules(session: Session) -> tuple[HouseRuleEntry, ...]:
    """Return the house rules in use, in their order."""
    wanted = select(HouseRule).where(HouseRule.is_active).order_by(*_ORDER)
    rules = session.scalars(wanted)
    return tuple(HouseRuleEntry(r.key, r.title, r.sentence, r.needs_words) for r in rules)


def all_house_rules() -> Sequence[HouseRule]:
    """Return all house rules, those switched off as well, in their order."""
    return db.session.scalars(select(HouseRule).order_by(*_ORDER)).all()


def house_rule(key: str) -> HouseRule | None:
    """Return one house rule."""
    return db.session.scalar(select(HouseRule).where(HouseRule.key == key))


def declined_by_rule() -> dict[str, int]:
    """Return how many declines name a rule, by its key; those that were undone as well."""
    number = func.count()
    wanted = select(StatusChange.rule_key, number).where(StatusChange.rule_key.is_not(None))
    return {
        str(key): int(count)
        for key, count in db.session.execute(wanted.group_by(StatusChange.rule_key))
    }


def reply_templates() -> Sequence[ReplyTemplate]:
    """Return all templates by purpose, German ones first."""
    own_first = case((ReplyTemplate.language == "de", 0), else_=1)
    order = (ReplyTemplate.purpose, own_first, ReplyTemplate.language, ReplyTemplate.title)
    return db.session.scalars(select(ReplyTemplate).order_by(*order, ReplyTemplate.id)).all()


def reply_template(template_id: int) -> ReplyTemplate | None:
    """Return one template."""
    return db.session.get(ReplyTemplate, template_id)


def templates_for(purpose: str, language: str) -> list[TemplateEntry]:
    """Return the templates in use for a purpose: first in this language, then in German."""
    found = [template for template in _templates_in_use() if template.purpose == purpose]
    return sorted(found, key=lambda one: (one.language != language, one.language != "de"))


@kept_by_revision
def _templates_in_use(session: Session) -> tuple[TemplateEntry, ...]:
    order = (ReplyTemplate.language, ReplyTemplate.title, ReplyTemplate.id)
    rows = session.scalars(select(ReplyTemplate).where(ReplyTemplate.is_active).order_by(*order))
    return tuple(TemplateEntry(r.id, r.purpose, r.language, r.title, r.body) for r in rows)


_ORDER = (HouseRule.position, HouseRule.id)
