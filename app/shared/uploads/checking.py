"""Whether an uploaded file may be kept: only PDF, whole, closed in itself, of moderate size."""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from app.shared.apart import DidNotFinish, run_apart
from app.shared.errors import N_, DomainError
from app.shared.text import tidy

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 100
CHILD = Path(__file__).with_name("pdf_child.py")
PROBLEMS = {
    "empty": N_("The file is empty."),
    "too_large": N_("The file is larger than 10 MB."),
    "not_pdf": N_("This is not a PDF. Please save the document as a PDF and choose that one."),
    "broken": N_("The PDF cannot be read. Please save it anew and choose it again."),
    "encrypted": N_("The PDF is encrypted. Please save it without a password."),
    "active": N_(
        "The PDF has scripts, forms that send, or other files in it. Please print it to a new PDF."
    ),
    "too_many_pages": N_("The PDF has more than 200 pages, or none."),
}
# Names that Windows keeps for devices.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_FORBIDDEN = dict.fromkeys(map(ord, '<>:"|?*%'), "_")


class UnusableFile(DomainError):
    """An uploaded file cannot be kept; `message` says why, as the German catalogue has it."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem, self.message = problem, PROBLEMS[problem]


@dataclass(frozen=True)
class CheckedPdf:
    """A PDF that may be kept, and the name under which people get it back."""

    name: str
    data: bytes


def checked_pdf(name: str, data: bytes) -> CheckedPdf:
    """Return the file, ready to be kept; raise `UnusableFile`. Takes a moment: never in a write."""
    problem = _size_problem(data) or _problem_apart(data)
    if problem:
        raise UnusableFile(problem)
    return CheckedPdf(clean_name(name, "pdf"), data)


def clean_name(typed: str, ending: str) -> str:
    """Return a harmless file name with this ending: no folders, devices or hidden letters."""
    last = tidy(typed).replace("\\", "/").rsplit("/", 1)[-1].translate(_FORBIDDEN)
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    stem = seen[: -len(ending) - 1] if seen.lower().endswith(f".{ending}") else seen
    stem = stem[:LONGEST_NAME].strip(". ")
    if not stem or stem.lower().split(".")[0] in _DEVICES:
        stem = f"datei-{stem}".strip("-")
    return f"{stem}.{ending}"


def _size_problem(data: bytes) -> str | None:
    if not data:
        return "empty"
    return "too_large" if len(data) > MOST_BYTES else None


def _problem_apart(data: bytes) -> str | None:
    if not data.startswith(b"%PDF-"):
        return "not_pdf"
    try:
        found = json.loads(run_apart(CHILD, data))["problem"]
    except DidNotFinish:
        return "broken"
    return None if found is None else str(found)
