"""The sentences about one measure: words, days, names, money, figures, evidence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from app.plan.queries.plan_values import Change, Figure, Money, State, Titles, Value, names
from app.shared.errors import N_

Content = dict[str, Any]
# Changed from one to the other, set for the first time, taken away.
Ways = tuple[str, str, str]

LEAD: Ways = (
    N_("Lead passed from %(before)s to %(after)s"),
    N_("Lead given to %(after)s"),
    N_("No lead any more, before: %(before)s"),
)
PAPER: Ways = (
    N_("Council paper %(after)s in place of %(before)s"),
    N_("Council paper %(after)s"),
    N_("Council paper %(before)s no longer named"),
)
DAYS: dict[str, Ways] = {
    "starts_on": (
        N_("Start moved from %(before)s to %(after)s"),
        N_("Start set to %(after)s"),
        N_("Start no longer set, before: %(before)s"),
    ),
    "ends_on": (
        N_("End moved from %(before)s to %(after)s"),
        N_("End set to %(after)s"),
        N_("End no longer set, before: %(before)s"),
    ),
    "decided_on": (
        N_("Day of the decision %(after)s in place of %(before)s"),
        N_("Decided on %(after)s"),
        N_("Day of the decision %(before)s no longer named"),
    ),
}
MONEY: dict[str, Ways] = {
    "planned": (
        N_("Costs %(year)s from %(before)s to %(after)s"),
        N_("Costs %(year)s: %(after)s"),
        N_("Costs %(year)s no longer planned, before: %(before)s"),
    ),
    "spent": (
        N_("Spent %(year)s: %(after)s in place of %(before)s"),
        N_("Spent %(year)s: %(after)s"),
        N_("Spent %(year)s no longer accounted for, before: %(before)s"),
    ),
}
EVIDENCE = {
    "contributions": N_("Contributions behind it: %(before)s before, now %(after)s"),
    "concerns": N_("Concerns behind it: %(before)s before, now %(after)s"),
    "statements": N_("Statements behind it: %(before)s before, now %(after)s"),
    "proposals": N_("Proposals behind it: %(before)s before, now %(after)s"),
}
PARTS = {
    "partners": (N_("Further partners: %(names)s"), N_("No longer partners: %(names)s")),
    "areas": (N_("Now also for: %(names)s"), N_("No longer for: %(names)s")),
    "zones": (N_("Now also for: %(names)s"), N_("No longer for: %(names)s")),
}


def changed_words(old: Content, new: Content) -> Iterator[Change]:
    """What it is called and says, its state, lead and Drucksache."""
    if old["title"] != new["title"]:
        message = N_("Title before: “%(before)s”, now “%(after)s”")
        yield Change(message, {"before": old["title"], "after": new["title"]})
    yield from _state(old, new)
    yield from _way(LEAD, old["lead_office"], new["lead_office"])
    yield from _way(PAPER, old["paper"] or None, new["paper"] or None)
    texts = {
        "text": N_("Description changed"),
        "reason": N_("Reasons changed"),
        "other_source": N_("Other source changed"),
    }
    yield from (Change(words) for key, words in texts.items() if old[key] != new[key])


def _state(old: Content, new: Content) -> Iterator[Change]:
    if old["status"] == new["status"]:
        if old["status_reason"] != new["status_reason"]:
            yield Change(N_("Other reason: %(reason)s"), {"reason": new["status_reason"]})
        return
    states: dict[str, Value] = {"before": State(old["status"]), "after": State(new["status"])}
    if new["status_reason"]:
        because = N_("State: %(before)s before, now %(after)s, because: %(reason)s")
        yield Change(because, states | {"reason": new["status_reason"]})
    else:
        yield Change(N_("State: %(before)s before, now %(after)s"), states)


def changed_days(old: Content, new: Content) -> Iterator[Change]:
    """Begin, end and decision."""
    for key, ways in DAYS.items():
        yield from _way(ways, _day(old[key]), _day(new[key]))


def changed_names(
    old: Content, new: Content, titles: dict[str, dict[str, str]]
) -> Iterator[Change]:
    """Partners, places and codes that came and went."""
    if old["whole_city"] != new["whole_city"]:
        now_all = N_("Now for the whole city"), N_("No longer for the whole city")
        yield Change(now_all[0] if new["whole_city"] else now_all[1])
    for part, (come, gone) in PARTS.items():
        more, less = _without(new[part], old[part]), _without(old[part], new[part])
        yield from _list(come, names(*more))
        yield from _list(gone, names(*less))
    more, less = _without(new["codes"], old["codes"]), _without(old["codes"], new["codes"])
    yield from _list(N_("Further codes: %(names)s"), Titles(tuple(titles[key] for key in more)))
    yield from _list(N_("Codes taken away: %(names)s"), Titles(tuple(titles[k] for k in less)))


def changed_money(old: list[Content], new: list[Content]) -> Iterator[Change]:
    """Planned and spent by year; budget lines that changed without changing the sums."""
    before, after = _by_year(old), _by_year(new)
    for year in sorted(before.keys() | after.keys()):
        was, now = before.get(year, []), after.get(year, [])
        found = [
            Change(change.message, {**change.values, "year": str(year)})
            for key, ways in MONEY.items()
            for change in _way(ways, _sum(was, key), _sum(now, key))
        ]
        if not found and _sorted(was) != _sorted(now):
            found = [Change(N_("Budget lines of %(year)s changed"), {"year": str(year)})]
        yield from found


def changed_indicators(old: list[Content], new: list[Content]) -> Iterator[Change]:
    """Figures of effect that came, went, or changed their target or value."""
    before, after = ({one["title"]: one for one in ones} for ones in (old, new))
    yield from _list(N_("Further indicators: %(names)s"), names(*_without(after, before)))
    yield from _list(N_("Indicators taken away: %(names)s"), names(*_without(before, after)))
    for title in (title for title in after if title in before and after[title] != before[title]):
        found = list(_indicator(before[title], after[title]))
        yield from found or [Change(N_("“%(title)s”: details changed"), {"title": title})]


def _indicator(old: Content, new: Content) -> Iterator[Change]:
    ways = (
        N_("“%(title)s”: target %(after)s in place of %(before)s"),
        N_("“%(title)s”: target %(after)s"),
        N_("“%(title)s”: target %(before)s taken away"),
    )
    title: dict[str, Value] = {"title": new["title"]}
    for change in _way(ways, _figure(old, "target"), _figure(new, "target")):
        yield Change(change.message, {**change.values, **title})
    known = {value["on"]: value["value"] for value in old["values"]}
    for value in new["values"]:
        if known.get(value["on"]) != value["value"]:
            said = {"value": Figure(Decimal(value["value"]), new["unit"])}
            message = N_("“%(title)s”: %(value)s on %(day)s")
            yield Change(message, {**title, **said, "day": dt.date.fromisoformat(value["on"])})


def changed_evidence(old: dict[str, int], new: dict[str, int]) -> Iterator[Change]:
    """How many contributions, concerns, statements and proposals stand behind it."""
    for kind, message in EVIDENCE.items():
        before, after = old.get(kind, 0), new.get(kind, 0)
        if before != after:
            yield Change(message, {"before": before, "after": after})


def _way(ways: Ways, before: Value | None, after: Value | None) -> Iterator[Change]:
    changed, given, gone = ways
    if before == after:
        return
    if before is None and after is not None:
        yield Change(given, {"after": after})
    elif after is None and before is not None:
        yield Change(gone, {"before": before})
    elif before is not None and after is not None:
        yield Change(changed, {"before": before, "after": after})


def _list(message: str, titles: Titles) -> Iterator[Change]:
    if titles.names:
        yield Change(message, {"names": titles})


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [one for one in some if one not in known]


def _by_year(lines: list[Content]) -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    for line in lines:
        found[line["year"]].append(line)
    return dict(found)


def _sum(lines: list[Content], key: str) -> Money | None:
    amounts = [Decimal(line[key]) for line in lines if line[key] is not None]
    return Money(sum(amounts, Decimal())) if amounts else None


def _sorted(lines: list[Content]) -> list[str]:
    return sorted(repr(sorted(line.items())) for line in lines)


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def _figure(one: Content, key: str) -> Figure | None:
    return None if one[key] is None else Figure(Decimal(one[key]), one["unit"])
