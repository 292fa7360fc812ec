"""Codes of passages, with the words that they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.moderation.models import Coding
from app.shared.text import BLOCK, blacken
from app.submissions.models import Submission
from app.submissions.queries import kept_texts, redactions_of


@dataclass(frozen=True)
class Passage:
    """A code of a passage and its words; `is_old` if the text was changed afterwards."""

    coding: Coding
    words: str
    is_old: bool


def passages_among(codings: Sequence[Coding], submission: Submission) -> list[Passage]:
    """Return those of these codings of the contribution that are about passages, with words.

    What is blackened in public stays black here: looking at the original is recorded elsewhere.
    """
    of_passages = [coding for coding in codings if not coding.is_whole]
    if not of_passages or submission.text is None:
        return []
    texts = kept_texts(submission.id)
    hidden = redactions_of(submission.id) if submission.status == "published" else []
    return [_passage(coding, submission, texts, hidden) for coding in of_passages]


def _passage(
    coding: Coding, submission: Submission, texts: dict[int, str], hidden: list[tuple[int, int]]
) -> Passage:
    start, end, version = coding.start_at or 0, coding.end_at or 0, coding.text_version or 0
    is_old = version != submission.text_version
    words = texts.get(version, "")[start:end]
    if is_old:
        # Where the words of today stand in an earlier version nobody can say.
        return Passage(coding, BLOCK * 5 if hidden else words, True)
    touching = [(a, b) for a, b in hidden if a < end and start < b]
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in touching]
    return Passage(coding, blacken(words, inside), False)
