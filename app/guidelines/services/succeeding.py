"""Which codes of a new version take the place of which of the version in force.

An unchanged key is the same code. A file may say that a code `replaces` others: several in one
are merged, one in several is split.
"""

from collections import Counter

from app.guidelines.models import Code, CodeBook, CodeSuccession
from app.guidelines.services.reading import CodeBookDraft, CodeDraft
from app.shared.errors import N_, Problem

# A change of these can change what belongs to a code; an example or an office cannot.
MEANING = ("title", "definition", "includes", "excludes")


def problems_of_succession(read: CodeBookDraft, before: CodeBook | None) -> list[Problem]:
    """Return why codes cannot replace what they say they replace."""
    known = {code.key: code for code in before.codes} if before else {}
    stays = {code.key: code.line for code in read.codes}
    found = (
        _problem(code, key, known, stays)
        for code in read.codes
        for key in code.replaces
        if key in known or not _is_history(code, key, known)
    )
    return [problem for problem in found if problem]


def successions(before: CodeBook, book: CodeBook) -> list[CodeSuccession]:
    """Return from which codes of the version before which codes of the new one come, and how."""
    known = {code.key: code for code in before.codes}
    pairs = [
        (known[key], code)
        for code in book.codes
        for key in dict.fromkeys((code.key, *code.replaces))
        if key in known
    ]
    heirs, sources = Counter(old.id for old, _ in pairs), Counter(new.id for _, new in pairs)
    return [
        CodeSuccession(
            from_code_id=old.id,
            to_code_id=new.id,
            change=_change(old, new, heirs[old.id] > 1, sources[new.id] > 1),
        )
        for old, new in pairs
    ]


def _problem(
    code: CodeDraft, key: str, known: dict[str, Code], stays: dict[str, int]
) -> Problem | None:
    if key not in known:
        unknown = N_("replaces '%(key)s', which the version in force does not have")
        return Problem(code.line, unknown, key=key)
    if key in stays:
        kept = N_("replaces '%(key)s', which stays in line %(other)d")
        return Problem(code.line, kept, key=key, other=stays[key])
    if known[key].kind != code.kind:
        return Problem(code.line, N_("replaces '%(key)s', which is of another kind"), key=key)
    return None


def _is_history(code: CodeDraft, key: str, known: dict[str, Code]) -> bool:
    """A file that was written from the version in force says what that version replaced."""
    return code.key in known and key in known[code.key].replaces


def _change(old: Code, new: Code, is_split: bool, is_merged: bool) -> str:
    if is_split:
        return "split"
    if is_merged:
        return "merged"
    return "changed" if any(_differs(old, new, name) for name in MEANING) else "same"


def _differs(old: Code, new: Code, name: str) -> bool:
    """A translation that is added changes nothing for those who coded before."""
    before, after = getattr(old, name), getattr(new, name)
    return any(after.get(language) != text for language, text in before.items()) or (
        bool(after) and not before
    )
