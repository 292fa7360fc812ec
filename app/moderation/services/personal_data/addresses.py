"""Streets with a house number; a street alone tells where, not who lives there."""

import re
from collections.abc import Iterator

from app.moderation.services.personal_data.words import either, words

_HOUSE = (
    r"(?:,\s)?(?:Nr\.?\s?|Nummer\s|Hausnummer\s|Haus-Nr\.\s?|Hausnr\.\s?)?"
    r"(?P<house>\d{1,3}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-/–]\s?\d{1,3}[a-z]?)?)(?![\w.,:]?\d)"
)
_WORD = r"[A-ZÄÖÜ][\wäöüß]{1,30}(?:-[A-ZÄÖÜ]?[\wäöüß]{1,30}){0,4}"
_STREETS = (
    re.compile(
        rf"\b[A-ZÄÖÜ][\w-]{{0,50}}?(?:{either('street_endings')})(?:\s{{1,2}}|(?<=\.)){_HOUSE}"
    ),
    # Typed without capital letters; an article in front is no name of a street.
    re.compile(
        rf"\b(?!(?:de[rmn]|die|das|[dm]?ein\w*|diese\w?|unsere\w?|ganzen?)\b)[a-zäöüß]{{3,30}}"
        rf"(?:er\s|)(?:str\.?|straße|strasse)\s{{1,2}}{_HOUSE}"
    ),
    re.compile(rf"\b{_WORD}(?:\s{_WORD})?[\s-](?:{either('street_words')})\s{{1,2}}{_HOUSE}"),
    re.compile(
        rf"\b(?:Straße|Platz|Allee|Weg|Ring)\s(?:der|des|am|zum|zur|von)\s"
        rf"{_WORD}(?:\s{_WORD})?\s{{1,2}}{_HOUSE}"
    ),
    re.compile(
        rf"\b(?:[Aa]m|[Ii]m|[Zz]u[mr]|[Bb]eim|[Uu]nterm|[Aa]n de[rnm]|[Aa]uf de[rmn]|[Ii]n de[rn]"
        rf"|[Hh]inter de[rmn]|[Uu]nter de[rmn]|[Vv]or de[rmn]|[Üü]ber de[rmn])"
        rf"\s(?P<name>{_WORD})(?:\s{_WORD}){{0,2}}\s{{1,2}}{_HOUSE}"
    ),
)
_COUNTED = re.compile(
    rf"\s?(?:(?:{either('counted_after')})\b|(?:bis|und|oder)\s\d|€|%|[A-ZÄÖÜ][a-zäöüß]{{2,}})"
)
_CITY = re.compile(r"[\s(]*(?:in\s|[-–]\s)?(?:Erfurt|Weimar|Gotha|Jena|Thüringen|Hochheim)\b")
_PREPOSITION = re.compile(r"^[A-ZÄÖÜa-zäöü]+(?:\sde[rmn])?\s")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Find streets with a house number."""
    for pattern in _STREETS:
        for match in pattern.finditer(text):
            if not (_is_counted(text, match) or _is_no_street(match)):
                yield match.span()


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """In "am Anger 3 Bänke" the number counts what follows."""
    after = text[match.end() : match.end() + 30]
    counts = _COUNTED.match(after) and not _CITY.match(after)
    return match.group("house").isdigit() and bool(counts)


def _is_no_street(match: re.Match[str]) -> bool:
    start = _PREPOSITION.sub("", match.group()) if "name" in match.groupdict() else match.group()
    spoken = start[: match.start("house") - match.end()].split()
    return spoken[0] in words("no_streets") and len(spoken) == 1
