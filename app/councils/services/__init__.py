"""Verbs of councils and of those who answer them."""

from app.councils.services.reminding import remind_of_deadlines

__all__ = ["remind_of_deadlines"]
