"""What public pages show together: contributions with their codes, and figures for the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.areas.queries import directory as areas
from app.councils.queries import supported
from app.guidelines.queries import CodeEntry, catalogue
from app.moderation.models import Concern
from app.moderation.queries import codes_of, concerns_of
from app.pages.models import Operator
from app.shared.i18n import CONTENT_LANGUAGES
from app.shared.paging import Page
from app.submissions.models import Submission
from app.submissions.queries import Published

PAGE_LENGTH = 20
SHOWN_CODE_KINDS = ("field", "target_group")
SHIPPED_OPERATOR = Path(__file__).parent.parent / "data" / "operator.yaml"


@dataclass(frozen=True)
class Shown:
    """A published contribution with what a list says about it."""

    submission: Submission | Published
    codes: tuple[CodeEntry, ...]
    direction: str
    concern: Concern | None = None
    is_supported: bool = False

    @property
    def area_name(self) -> str | None:
        """The name of the Ortsteil, or None."""
        area = areas().by_id.get(self.submission.area_id or 0)
        return area.name if area else None


def shown(submissions: Sequence[Submission | Published]) -> list[Shown]:
    """Return the contributions with fields, target groups and concern: a query each for all."""
    ids = [submission.id for submission in submissions]
    codes, concerns = codes_of(ids), concerns_of(ids)
    of_council = supported(ids)
    known = catalogue().by_id
    return [
        Shown(
            submission,
            tuple(
                known[code_id]
                for code_id in codes.get(submission.id, ())
                if code_id in known and known[code_id].kind in SHOWN_CODE_KINDS
            ),
            CONTENT_LANGUAGES.get(submission.language, "ltr"),
            concerns.get(submission.id),
            submission.id in of_council,
        )
        for submission in submissions
    ]


def shown_page(page: Page[Submission] | Page[Published]) -> Page[Shown]:
    """Return the same page of a list with what the list says about each row."""
    return Page(shown(page.rows), page.next_token)


def read_operator(instance: Path) -> Operator:
    """Return who runs the platform; unknown entries are refused with a clear message."""
    own = instance / "operator.yaml"
    file = own if own.is_file() else SHIPPED_OPERATOR
    return Operator(**(yaml.safe_load(file.read_text(encoding="utf-8")) or {}))
