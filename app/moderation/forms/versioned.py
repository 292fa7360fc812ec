"""The base of every form about an item that two people may have open."""

from app.shared.forms import VersionedForm

__all__ = ["VersionedForm"]
