"""Names after a title ("Frau", "Dr.", "Hausmeister"), and where somebody says their own."""

import re
from collections.abc import Iterator

from app.moderation.services.personal_data.words import either, words

Place = tuple[int, int]

_PART = r"[A-ZÄÖÜÁÉŁŞÇŻ][a-zäöüßáéíóúłńşçğı’]{1,25}(?:-[A-ZÄÖÜ][a-zäöüßéł]{1,25})?"
_NOBLE = r"(?:(?:von der|von|van|de|zu|el|al)\s)?"
_INITIAL = r"[A-ZÄÖÜ]\.\s?"
_TITLED = re.compile(
    rf"\b(?P<title>{either('titles')}|{either('jobs')})(?<=[\w.])"
    rf"(?:\s(?:{either('further_titles')}|Frau|Herrn?))*"
    rf"\s(?P<name>(?:{_INITIAL}){{0,2}}{_NOBLE}{_PART}(?:\s{_NOBLE}{_PART})?)\b"
)
_SAID = re.compile(
    rf"(?:\b[Mm]ein(?:e[mns]?)? Namen?s? (?:ist|lautet)|\b[Ii]ch heiße|\bgez\.|\bnamens"
    rf"|\b[Hh]ier schreibt|\b[Ee]s schreibt(?: Ihnen)?|\b[Mm]y name is"
    rf"|[Gg]rü(?:ß|ss)en?,?|\bAnsprechpartner(?:in)?:?|\bKontakt:|\bName:|\bHausverwaltung:?)"
    rf"\s{{1,3}}(?P<name>{_PART}\s{_NOBLE}{_PART})\b"
)
# The same in other scripts, which know no German capital letters.
_WORD = r"[^\W\d_][\w’'ʼ-]{1,25}"
_SAID_ELSEWHERE = re.compile(
    rf"(?:[Мм]еня зовут|[Мм]ене звати|[Мм]оє ім['’ʼ]я|اسمي|[Bb]enim adım|\b[Aa]dım)"
    rf"\s{{1,3}}(?P<name>{_WORD}(?:\s{_WORD})?)"
)
_FULL = re.compile(rf"\b(?:{either('first_names')})\s{_NOBLE}(?P<last>{_PART})\b")
_NOUN_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "ungen", "zeit", "platz", "dienst")


def names(text: str) -> Iterator[Place]:
    """Find names, without the title; a name that is known is found wherever it stands."""
    known = [*_titled(text), *_said(text)]
    yield from known
    for name in {text[start:end] for start, end in known}:
        for match in re.finditer(rf"\b{re.escape(name)}s?\b", text):
            yield match.span()


def _titled(text: str) -> Iterator[Place]:
    for match in _TITLED.finditer(text):
        length = _length_of_name(match.group("name"), match.group("title") in words("jobs"))
        if length:
            yield match.start("name"), match.start("name") + length


def _said(text: str) -> Iterator[Place]:
    for match in _SAID.finditer(text):
        if match.group("name").split()[0] not in words("no_names"):
            yield match.span("name")
    for match in _SAID_ELSEWHERE.finditer(text):
        yield match.span("name")
    for match in _FULL.finditer(text):
        if match.group("last") not in words("no_names"):
            yield match.span()


def _length_of_name(written: str, after_job: bool) -> int:
    """How much of the capital words is a name: nouns follow names, and jobs, as well."""
    before = re.match(rf"(?:{_INITIAL}){{0,2}}{_NOBLE}", written)
    start = before.end() if before else 0
    parts = written[start:].split()
    first = parts[0]
    if first in words("no_names") or (after_job and first.endswith(_NOUN_ENDINGS)):
        return 0
    more = written[start + len(first) :]
    if parts[-1] in words("no_names") or parts[-1].endswith(_NOUN_ENDINGS):
        more = ""
    return start + len(first) + len(more)
