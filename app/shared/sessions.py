"""The signed cookie between two pages of one visitor: Flask's own, signed with less effort."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedSessions(SecureCookieSessionInterface):
    """Flask's sessions; what signs them is made once, not twice for each form."""

    def __init__(self) -> None:
        self._signing: dict[tuple[str, ...], URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs with the keys that the application has now."""
        keys = (str(app.secret_key), *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        if keys not in self._signing:
            self._signing[keys] = super().get_signing_serializer(app)
        return self._signing[keys]
