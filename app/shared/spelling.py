"""How people type names with umlauts, ß and hyphens."""

import re
import unicodedata

EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def normalised(name: str) -> str:
    """Return the name in lower case with ae, oe, ue, ss and single spaces: `moebisburg rhoda`."""
    return _words(unicodedata.normalize("NFC", name).lower().translate(EXPANDED))


def simplified(name: str) -> str:
    """Return the name in lower case with a, o, u for umlauts: `mobisburg rhoda`."""
    return _words(unicodedata.normalize("NFC", name).lower().translate(PLAIN))


def slug_of(name: str) -> str:
    """Return the name for addresses: `moebisburg-rhoda`."""
    return normalised(name).replace(" ", "-")


def spellings(name: str) -> str:
    """Return all spellings of a name that a search should find, separated by `|`."""
    kept = _words(unicodedata.normalize("NFC", name).lower())
    return "|".join(dict.fromkeys((kept, normalised(name), simplified(name))))


def _words(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name))
