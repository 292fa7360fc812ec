"""Members of councils at their desk."""

from tests.factories import PASSWORD, make_council_member


def member_client(app, council="rieth", role="council", **fields):
    """Return the client of somebody who speaks for the council and has signed in."""
    with app.app_context():
        email = make_council_member(council, role, **fields).email
    return client_as(app, email)


def client_as(app, email):
    """Return the client of the person with this address, signed in."""
    client = app.test_client()
    answer = client.post_form("/anmelden", {"email": email, "password": PASSWORD})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client
