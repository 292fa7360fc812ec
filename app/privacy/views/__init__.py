"""Screens of people's own data, and of those who answer for them."""

from flask import Blueprint

blueprint = Blueprint("privacy", __name__)

from app.privacy.views import account, my_data, record, requests, retention  # noqa: E402

__all__ = ["account", "blueprint", "my_data", "record", "requests", "retention"]
