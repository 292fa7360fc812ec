"""What changed between two states of the plan, in sentences; pure functions of their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.plan.queries.plan_change_parts import (
    changed_days,
    changed_evidence,
    changed_indicators,
    changed_money,
    changed_names,
    changed_words,
)
from app.plan.queries.plan_values import Change
from app.shared.errors import N_

Content = dict[str, Any]
NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True)
class MeasureDifference:
    """A measure that is new, gone from the plan, or changed, and how."""

    number: str
    title: str
    kind: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class PlanDifference:
    """All differences, in the order of the plan, and what changed about answers."""

    measures: tuple[MeasureDifference, ...]
    answers: tuple[Change, ...]

    def number_of(self, kind: str) -> int:
        """Return how many measures are new, gone or changed."""
        return sum(measure.kind == kind for measure in self.measures)


def differences(before: Content, after: Content) -> PlanDifference:
    """Return what is different in `after`; nothing if both say the same."""
    titles = _titles(before["codes"]) | _titles(after["codes"])
    old, new = _by_number(before), _by_number(after)
    found = [_of_measure(old.get(number), measure, titles) for number, measure in new.items()]
    gone = [_whole(measure, GONE) for number, measure in old.items() if number not in new]
    measures = tuple(one for one in (*found, *gone) if one is not None)
    return PlanDifference(measures, tuple(_answers(before["answers"], after["answers"])))


def _of_measure(
    old: Content | None, new: Content, titles: dict[str, dict[str, str]]
) -> MeasureDifference | None:
    if old is None:
        return _whole(new, NEW)
    changes = (
        *changed_words(old, new),
        *changed_days(old, new),
        *changed_names(old, new, titles),
        *changed_money(old["money"], new["money"]),
        *changed_indicators(old["indicators"], new["indicators"]),
        *changed_evidence(old["evidence"], new["evidence"]),
    )
    if not changes:
        return None
    return MeasureDifference(new["number"], new["title"], CHANGED, changes)


def _whole(measure: Content, kind: str) -> MeasureDifference:
    return MeasureDifference(measure["number"], measure["title"], kind)


def _answers(old: dict[str, int], new: dict[str, int]) -> Iterable[Change]:
    words = {
        "contributions": N_("Answers to single contributions: %(before)s before, now %(after)s"),
        "concerns": N_("Answers to concerns: %(before)s before, now %(after)s"),
    }
    for kind, message in words.items():
        if old[kind] != new[kind]:
            yield Change(message, {"before": old[kind], "after": new[kind]})


def _by_number(content: Content) -> dict[str, Content]:
    return {measure["number"]: measure for measure in content["measures"]}


def _titles(codes: dict[str, Content]) -> dict[str, dict[str, str]]:
    return {key: code["title"] for key, code in codes.items()}
