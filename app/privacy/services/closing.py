"""Closing one's own account."""

from app.accounts.models import Person
from app.accounts.services import disable
from app.privacy.policy import may_close_account
from app.privacy.queries import is_last_admin
from app.shared.errors import NotPossible
from app.shared.transactions import writes
from app.submissions.services.own import let_go_of_all


@writes
def close_account(person: Person) -> None:
    """Close the account; name and address go when their time is over (see `retention`).

    Raises `NotPossible` for the last administrator.
    """
    if not may_close_account(is_last_admin(person)):
        raise NotPossible("last administrator")
    let_go_of_all(person)
    disable(person)
