"""Members of councils at their desk."""

from app.accounts.queries import by_email
from tests.factories import make_council_member, signed_in


def member_client(app, council="rieth", role="council", **fields):
    """Return the client of somebody who speaks for the council and has signed in."""
    with app.app_context():
        return signed_in(app, make_council_member(council, role, **fields))


def client_as(app, email):
    """Return the client of the person with this address, signed in."""
    with app.app_context():
        return signed_in(app, by_email(email))
