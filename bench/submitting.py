"""Submitting with all guarantees, against a bare view that commits one row of the same form."""

import tempfile
from pathlib import Path
from urllib.parse import urlencode

from bench.city import bare, table
from bench.load import load, post
from tests.servers import form_keys, fresh_city, running

TEXT = "Am Platz fehlt eine Bank mit Lehne, auf der man auch im Sommer im Schatten sitzen kann."
NUMBER, SECONDS = 30_000, 8.0


def main() -> None:
    """Print requests a second, percentiles and statuses."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = fresh_city(folder)
        keys = iter(form_keys(app, NUMBER))
        with running(folder) as server:
            cookie, token = server.visitor()

            def request() -> bytes:
                return post("/beitrag/neu", _form(token, next(keys)), Cookie=cookie)

            ours = load(server.port, request, seconds=SECONDS)
        others = iter(form_keys(app, NUMBER * 2))
        with bare("form_app", BARE_DATABASE=str(folder / "bare.sqlite3")) as server:
            yardstick = load(
                server.port, lambda: post("/form", _form(token, next(others))), seconds=SECONDS
            )
    share = 100 * ours.per_second / yardstick.per_second
    table(
        ["what", "requests/s", "p50 ms", "p95 ms", "% of bare", "not 303"],
        [
            ["submitting", ours.per_second, ours.p50, ours.p95, share, ours.bad],
            ["bare view", yardstick.per_second, yardstick.p50, yardstick.p95, 100.0, yardstick.bad],
        ],
    )


def _form(token: str, key: str) -> bytes:
    fields = {"csrf_token": token, "submission_key": key, "place": "rieth", "text": TEXT}
    more = {"short": "1", "go": "send", "on_behalf": "self", "language": "de"}
    more |= {"contributor_kind": "resident", "consultation": "dauerbeteiligung"}
    return urlencode(fields | more).encode()


if __name__ == "__main__":
    main()
