"""A test client that inspects every page it opens and fills in forms as a browser does."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page_checks import problems_of, read_page, shape_of

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)

_found_good: set[str] = set()


class InspectingClient(FlaskClient):
    """Opens pages, checks each, and posts forms with the hidden fields that the page gave."""

    inspects = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **{"buffered": True, **kwargs})
        if not self.inspects:
            return response
        is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
        if is_page and response.data and "Content-Encoding" not in response.headers:
            _inspect(response)
        return response

    def post_form(
        self, url: str, data: dict[str, Any], page: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Open the page (the address itself unless told), fill in its form for `url`, send it."""
        opened = self.get(page or url)
        assert opened.status_code == 200, f"{page or url} answered {opened.status_code}"
        return self.post(url, data=hidden_fields(opened, url) | data, **kwargs)

    def send_on(
        self, answer: TestResponse, data: dict[str, Any], to: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Send the form of a page that was an answer to a form, as on the next step."""
        url = to or answer.request.path
        return self.post(url, data=hidden_fields(answer, url) | data, **kwargs)

    def token(self) -> str:
        """Return a valid token for forms of this client."""
        page = self.get("/beitrag/neu?ansicht=kurz")
        return str(hidden_fields(page, "/beitrag/neu")["csrf_token"])


class QuickClient(InspectingClient):
    """The same without looking at the pages: on PostgreSQL they are those seen on SQLite before."""

    inspects = False


def _inspect(response: TestResponse) -> None:
    """Assert that nothing is wrong with a page; of pages that are built alike the first counts."""
    html = response.get_data(as_text=True)
    shape = shape_of(html)
    if shape not in _found_good:
        problems = problems_of(read_page(html))
        assert not problems, f"{response.request.path}: " + "; ".join(problems)
        _found_good.add(shape)


def hidden_fields(page: TestResponse, url: str) -> dict[str, Any]:
    """Return the hidden fields of the page's form that posts to the address (lists if repeated)."""
    path = url.split("?")[0]
    own = page.request.path
    read = (read_page(html) for html in FORM.findall(page.get_data(as_text=True)))
    forms = [
        form
        for piece in read
        for form in piece.query("form")
        if (form.attrs.get("method") or "").lower() == "post"
        and (form.attrs.get("action") or own).split("?")[0] == path
    ]
    assert forms, f"{page.request.path} has no form that posts to {path}"
    fields: dict[str, Any] = {}
    for field in forms[0].query("input[type=hidden]"):
        fields.setdefault(field.attrs["name"], []).append(field.attrs.get("value") or "")
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
