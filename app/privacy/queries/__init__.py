"""Questions about what is stored of people, their requests, and what is due to be deleted."""

from app.privacy.queries.account import is_last_admin, stored_about_person
from app.privacy.queries.my_data import public_part, stored_about
from app.privacy.queries.requests import (
    number_of_open_requests,
    open_requests,
    request_by_id,
    requests_about,
    requests_answered,
)

__all__ = [
    "is_last_admin",
    "number_of_open_requests",
    "open_requests",
    "public_part",
    "request_by_id",
    "requests_about",
    "requests_answered",
    "stored_about",
    "stored_about_person",
]
