"""What the screens of imports look up before they show or do anything."""

from collections.abc import Sequence

from flask import abort
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import is_moderator
from app.accounts.queries import verified_organisations
from app.submissions.models import ImportFile
from app.submissions.policy import importing_organisations, may_see_import
from app.submissions.queries.imports import import_by_public_id


def import_or_404(public_id: str) -> ImportFile:
    """Return the import if it is the reader's business; for anybody else there is nothing here."""
    found = import_by_public_id(public_id)
    if found is None or not may_see_import(current_user, found):
        abort(404)
    return found


def own_organisations() -> Sequence[Organisation]:
    """Return the verified organisations in whose name the reader may send: staff in all of them."""
    known = verified_organisations()
    if is_moderator(current_user):
        return known
    own = importing_organisations(current_user)
    return [organisation for organisation in known if organisation.id in own]
