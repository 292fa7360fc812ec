"""What the environment decided, for services, which do not know the web."""

from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from config import Settings


def settings() -> "Settings":
    """Return the settings of the running application."""
    known: Settings = current_app.config["SETTINGS"]
    return known
