"""The form for a file with a code book, and differences and problems in the reader's language."""

from pathlib import PurePath

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from app.guidelines.services import CodeChange
from app.shared.errors import Problem
from app.shared.forms import Form

FORMATS = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".qdc": "qdc"}
MOST_PROBLEMS = 20
PARTS = {
    "title": _l("title"),
    "definition": _l("what it means"),
    "includes": _l("what belongs"),
    "excludes": _l("what does not"),
    "example": _l("example"),
    "office": _l("office"),
}
SENTENCES = {
    "added": _l("New: %(title)s"),
    "removed": _l("No longer there: %(title)s"),
    "replaces": _l("%(title)s takes the place of: %(after)s"),
    "moved": _l("%(title)s: part of “%(after)s”, before of “%(before)s”"),
    "changed": _l("%(title)s, %(part)s: “%(before)s” became “%(after)s”"),
}
CHANGES = {
    "changed": _l("The code was described anew."),
    "merged": _l("Several codes became one."),
    "split": _l("One code became several."),
}


class CatalogueForm(Form):
    """A file with a code book."""

    file = FileField(_l("File with the catalogue"))

    def validate_file(self, field: FileField) -> None:
        """Its name says what it is."""
        if not field.data or not field.data.filename:
            raise ValidationError(_l("Please choose a file."))
        if self.format() is None:
            raise ValidationError(_l("The name must end with .yaml, .csv or .qdc."))
        try:
            self._content = field.data.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_l("The file is no text in UTF-8.")) from None

    def format(self) -> str | None:
        """Return "yaml", "csv" or "qdc"."""
        return FORMATS.get(PurePath(self.file.data.filename).suffix.lower())

    def content(self) -> str:
        """Return the text of the file."""
        return str(self._content)

    def refuse(self, problems: list[str]) -> None:
        """Show what is wrong with the content, line by line."""
        self.file.errors = [_in_language(problem) for problem in problems[:MOST_PROBLEMS]]


def sentence_of(change: CodeChange) -> str:
    """Return a difference of two versions as a sentence in the reader's language."""
    name, _space, language = change.part.partition(" ")
    part = f"{PARTS.get(name, name)} {language}".strip()
    values = {"title": change.title, "before": change.before, "after": change.after, "part": part}
    return str(SENTENCES[change.change]) % values


def _in_language(problem: str) -> str:
    if not isinstance(problem, Problem):
        return problem
    reason = _(problem.message) % problem.values
    return str(_("Line %(line)d: %(reason)s", line=problem.line, reason=reason))
