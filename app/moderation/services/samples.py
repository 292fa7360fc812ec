"""Labelled samples that the project ships, and how well the helpers do on them."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.moderation.services.personal_data import Span, personal_data_in
from app.moderation.services.similarity import Neighbour, nearest

Pair = tuple[str, str, str]
FOLDER = Path(__file__).parents[1] / "data"
_MARK = re.compile(r"\[([a-z_]+):([^\]]*)\]")


@dataclass(frozen=True)
class Finding:
    """What a search found on a sample: labelled passages, found passages, and agreement."""

    texts: int
    labelled: int
    found: int
    labelled_found: int
    found_right: int

    @property
    def recall(self) -> float:
        """Share of the labelled passages that were found."""
        return self.labelled_found / self.labelled

    @property
    def precision(self) -> float:
        """Share of the found passages that are labelled."""
        return self.found_right / self.found


def labelled_texts(name: str) -> list[tuple[str, list[Span]]]:
    """Return the texts of a sample with their personal passages."""
    lines = (FOLDER / f"personal_data_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [read_marks(line) for line in lines if line and not line.startswith("#")]


def read_marks(marked: str) -> tuple[str, list[Span]]:
    """Return the text without its marks `[kind:passage]`, and where they stood."""
    text, spans, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        end = match.end()
    return text + marked[end:], spans


def personal_data_quality(name: str = "measure") -> Finding:
    """Return how many passages are found; a passage counts if one of its kind overlaps it."""
    labelled = found = labelled_found = found_right = 0
    texts = labelled_texts(name)
    for text, wanted in texts:
        spans = personal_data_in(text)
        labelled += len(wanted)
        found += len(spans)
        labelled_found += sum(any(_same(one, span) for span in spans) for one in wanted)
        found_right += sum(any(_same(one, span) for one in wanted) for span in spans)
    return Finding(len(texts), labelled, found, labelled_found, found_right)


def duplicate_pairs() -> list[Pair]:
    """Return the pairs of the sample that mean the same: area, first text, second text."""
    pairs, area = [], ""
    for line in (FOLDER / "duplicates_measure.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            area = line.removeprefix("==").strip()
        elif "||" in line:
            first, second = line.split("||")
            pairs.append((area, first.strip(), second.strip()))
    return pairs


def recall_on(pairs: list[Pair]) -> float:
    """Return how often the other half of a pair is among the three most similar texts."""
    return sum(is_right for _, is_right in partners_among_nearest(pairs)) / (2 * len(pairs))


def partners_among_nearest(pairs: list[Pair]) -> list[tuple[Neighbour, bool]]:
    """Return the three most similar texts of each text, and whether it is the other half."""
    texts = [text for _, *both in pairs for text in both]
    areas = [area for area, *_ in pairs for _ in range(2)]
    found = enumerate(nearest(texts, areas))
    return [(one, one.position == place ^ 1) for place, near in found for one in near]


def _same(one: Span, other: Span) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end
