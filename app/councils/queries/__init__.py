"""Questions about what councils see and say."""

from app.councils.queries.own import councils_with

__all__ = ["councils_with"]
