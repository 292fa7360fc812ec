"""How often suggested codes are those that people gave, measured on earlier codings.

With many codings by time: learned from older ones, tried on newer ones. With few, each tenth is
tried on what was learned from the other nine.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.moderation.services.code_texts import CodeTexts
from app.moderation.services.learning import Example, Learned, learn, rank
from app.moderation.services.similarity import has_vectors

FEWEST, ENOUGH_BY_TIME = 10, 200
PARTS = 10
FIRST = 3


def precision(examples: Sequence[Example], codes: CodeTexts) -> dict[str, Any]:
    """Return the share of right ones among the first three suggestions, with what it rests on.

    `examples` are in the order of time. `possible` is what always-right suggestions would reach,
    since most contributions have fewer than three codes. Too few contributions: None.
    """
    tried = list(_tried(examples)) if len(examples) >= FEWEST else []
    number = len(tried) or 1
    right = sum(_right(example, codes, learned) for example, learned in tried)
    alone = sum(_right(example, codes, Learned()) for example, _ in tried)
    possible = sum(min(FIRST, len(given)) for (_, given), _ in tried)
    return {
        "contributions": len(tried),
        "codings": sum(len(given) for (_, given), _ in tried),
        "precision_at_3": round(right / (FIRST * number), 4) if tried else None,
        "definitions_alone": round(alone / (FIRST * number), 4) if tried else None,
        "possible": round(possible / (FIRST * number), 4) if tried else None,
        "by_time": len(examples) >= ENOUGH_BY_TIME,
        "with_vectors": has_vectors(),
    }


def _tried(examples: Sequence[Example]) -> Iterable[tuple[Example, Learned]]:
    if len(examples) >= ENOUGH_BY_TIME:
        newer = len(examples) * 4 // 5
        learned = learn(examples[:newer])
        yield from ((example, learned) for example in examples[newer:])
        return
    for part in range(PARTS):
        learned = learn([one for place, one in enumerate(examples) if place % PARTS != part])
        yield from ((example, learned) for example in examples[part::PARTS])


def _right(example: Example, codes: CodeTexts, learned: Learned) -> int:
    text, given = example
    return sum(code_id in given for code_id, _ in rank(text, codes, learned)[:FIRST])
