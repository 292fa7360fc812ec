"""Addresses of mail, telephone numbers (`phonenumbers`), account numbers (`python-stdnum`)."""

import re
from collections.abc import Iterator

from app.shared.lazy import lazy

phonenumbers, iban = lazy("phonenumbers"), lazy("stdnum.iban")

Place = tuple[int, int]

_AT = r"(?:@|\s?[\[({]\s?(?:at|ät|@)\s?[\])}]\s?|\s(?:at|ät|[Kk]lammeraffe)\s)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?|\s(?:punkt|dot)\s)"
_MAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\s?\d{2}(?:[ .-]?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])", re.IGNORECASE
)
_GERMAN_ACCOUNT = re.compile(r"DE(?:[ .-]?\d){18,21}(?!\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|0|\(0|\(\+)[\d\s()/.–-]{5,24}\d(?!\w)")
_DATE_OR_TIME = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)\d\d\b|\s|$)|\d{4}-\d\d-\d\d|\d{1,2}[.:]\d\d\s?(?:-|–|Uhr)"
)
_CALL_WORDS = (
    r"tel(?:efon)?(?:nummer|isch)?\b\.?|handy(?:nummer)?|mobil|festnetz|fax|rufnummer|durchwahl"
    r"|erreich\w{0,6}|anruf\w{0,4}|anzurufen|rufen?|ruft|meine nummer|der nummer|whatsapp"
)
_LOCAL_PHONE = re.compile(
    rf"\b(?:{_CALL_WORDS})(?!\w)[^\d\n]{{0,30}}?(\d[\d /.–-]{{4,18}}\d)(?!\w)", re.IGNORECASE
)


def mails(text: str) -> Iterator[Place]:
    """Find addresses of mail, also those written with "at" and "punkt"."""
    for match in _MAIL.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(".-_"))


def accounts(text: str) -> Iterator[Place]:
    """Find IBANs; German ones also if mistyped: a wrong sign makes nobody a stranger."""
    for match in _GERMAN_ACCOUNT.finditer(text):
        yield match.span()
    for match in _ACCOUNT.finditer(text):
        groups = list(re.finditer(r"\w+", match.group()))
        for last in reversed(groups[2:]):  # words that follow may look like groups of the number
            if iban.is_valid("".join(g.group() for g in groups if g.end() <= last.end())):
                yield match.start(), match.start() + last.end()
                break


def phones(text: str) -> Iterator[Place]:
    """Find numbers with area code, and shorter ones after words such as Telefon."""
    for match in _PHONE.finditer(text):
        if not _DATE_OR_TIME.match(match.group()) and _can_be_called(match.group()):
            yield match.span()
    for match in _LOCAL_PHONE.finditer(text):
        number = match.group(1)
        if 5 <= len(re.sub(r"\D", "", number)) <= 14 and not _DATE_OR_TIME.match(number):
            yield match.span(1)


def _can_be_called(written: str) -> bool:
    if not 7 <= len(re.sub(r"\D", "", written)) <= 16:
        return False
    try:
        number = phonenumbers.parse(written, "DE")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))
