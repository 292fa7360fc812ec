"""What the screens of imports look up before they show or do anything."""

from collections.abc import Sequence
from itertools import islice

from flask import abort
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import is_moderator
from app.accounts.queries import verified_organisations
from app.shared.tables import rows_in
from app.shared.text import first_words
from app.submissions.models import ImportFile
from app.submissions.policy import importing_organisations, may_see_import
from app.submissions.queries.imports import import_by_public_id
from app.submissions.services.importing.files import plain_rows

ROWS_LOOKED_AT, LONGEST_EXAMPLE = 50, 60


def import_or_404(public_id: str) -> ImportFile:
    """Return the import if it is the reader's business; for anybody else there is nothing here."""
    found = import_by_public_id(public_id)
    if found is None or not may_see_import(current_user, found):
        abort(404)
    return found


def examples_of(found: ImportFile) -> list[str]:
    """Return for each column the beginning of the first cell that is filled, of the first rows."""
    cells = [row for _, row in islice(rows_in(plain_rows(found.public_id)), ROWS_LOOKED_AT)]
    return [
        first_words(next((row[i] for row in cells if i < len(row) and row[i]), ""), LONGEST_EXAMPLE)
        for i in range(len(found.headings))
    ]


def own_organisations() -> Sequence[Organisation]:
    """Return the verified organisations in whose name the reader may send: staff in all of them."""
    known = verified_organisations()
    if is_moderator(current_user):
        return known
    own = importing_organisations(current_user)
    return [organisation for organisation in known if organisation.id in own]
