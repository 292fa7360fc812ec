"""What changed between two versions of the code book, in values and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.guidelines.models import CODE_TEXTS, Code, CodeBook

CHANGES = ("added", "replaces", "removed", "changed", "moved")


@dataclass(frozen=True)
class CodeChange:
    """One difference: the code's key, what happened, and for changes which text and how.

    Of a code that replaces others `before` has their keys and `after` their titles.
    """

    key: str
    change: str
    title: str
    part: str = ""
    before: str = ""
    after: str = ""

    def in_words(self) -> str:
        """Return the difference as an English line."""
        if self.change in ("added", "removed"):
            return f"{self.change}: {self.key} “{self.title}”"
        if self.change == "replaces":
            return f"replaces: {self.key} “{self.title}” takes the place of {self.before}"
        detail = f"{self.part}: “{self.before}” → “{self.after}”"
        return f"{self.change}: {self.key} “{self.title}”, {detail}"


def compare(old: CodeBook, new: CodeBook) -> list[CodeChange]:
    """Return the differences from one version to another, by key."""
    before = {code.key: code for code in old.codes}
    after = {code.key: code for code in new.codes}
    replaced = {key for code in new.codes for key in code.replaces}
    gone = [code for key, code in before.items() if key not in after.keys() | replaced]
    found = [_whole(code, "removed") for code in gone]
    for key, code in after.items():
        places = [old_key for old_key in code.replaces if old_key in before]
        if places:
            found.append(_replacing(code, [before[old_key] for old_key in places]))
        if key in before:
            found += compare_codes(before[key], code)
        elif not places:
            found.append(_whole(code, "added"))
    return sorted(found, key=lambda one: (one.key, CHANGES.index(one.change), one.part))


def _whole(code: Code, change: str) -> CodeChange:
    return CodeChange(code.key, change, code.title["de"])


def _replacing(code: Code, places: list[Code]) -> CodeChange:
    keys = ", ".join(place.key for place in places)
    titles = ", ".join(place.title["de"] for place in places)
    return CodeChange(code.key, "replaces", code.title["de"], before=keys, after=titles)


def compare_codes(old: Code, new: Code) -> Iterable[CodeChange]:
    """Yield what one code says otherwise than another, text by text."""
    title = new.title["de"]
    if _parent_key(old) != _parent_key(new):
        yield CodeChange(new.key, "moved", title, "parent", _parent_key(old), _parent_key(new))
    if old.office != new.office:
        yield CodeChange(new.key, "changed", title, "office", old.office or "", new.office or "")
    for name in CODE_TEXTS:
        one, other = getattr(old, name), getattr(new, name)
        for language in sorted(one.keys() | other.keys()):
            pair = (one.get(language, ""), other.get(language, ""))
            if pair[0] != pair[1]:
                yield CodeChange(new.key, "changed", title, f"{name} ({language})", *pair)


def _parent_key(code: Code) -> str:
    return code.parent.key if code.parent else ""
