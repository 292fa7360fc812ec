"""Submitting with all guarantees, against a bare view that commits one row of the same form.

In turns, a few seconds each: on a shared machine the speed of the processor changes by the minute.
"""

import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from flask import Flask

from bench.city import bare, table
from bench.load import Result, load, post
from tests.servers import Server, form_keys, fresh_city, running

TEXT = "Am Platz fehlt eine Bank mit Lehne, auf der man auch im Sommer im Schatten sitzen kann."
ROUNDS, SECONDS = 5, 3.0
NUMBER = 6_000


def main() -> None:
    """Print requests a second, percentiles and statuses."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = fresh_city(folder)
        with (
            running(folder) as server,
            bare("form_app", BARE_DATABASE=str(folder / "bare.sqlite3")) as yardstick,
        ):
            rounds = [(_ours(server, app), _bare(yardstick, app)) for _ in range(ROUNDS)]
    ours, bares = ([pair[n] for pair in rounds] for n in (0, 1))
    shares = sorted(100 * a.per_second / b.per_second for a, b in rounds)
    table(
        ["what", "requests/s", "p50 ms", "p95 ms", "% of bare", "not 303"],
        [
            ["submitting", *_middle(ours), median(shares), _bad(ours)],
            ["bare view", *_middle(bares), 100.0, _bad(bares)],
        ],
    )
    print(f"share of bare in {ROUNDS} rounds: " + ", ".join(f"{share:.0f} %" for share in shares))


def _ours(server: Server, app: Flask) -> Result:
    cookie, token = server.visitor()
    keys = iter(form_keys(app, NUMBER))
    return load(
        server.port,
        lambda: post("/beitrag/neu", _form(token, next(keys)), Cookie=cookie),
        seconds=SECONDS,
    )


def _bare(server: Server, app: Flask) -> Result:
    keys = iter(form_keys(app, NUMBER))
    return load(server.port, lambda: post("/form", _form("token", next(keys))), seconds=SECONDS)


def _middle(results: list[Result]) -> list[float]:
    return [median(getattr(r, name) for r in results) for name in ("per_second", "p50", "p95")]


def _bad(results: list[Result]) -> int:
    return sum(sum(r.bad.values()) for r in results)


def _form(token: str, key: str) -> bytes:
    fields = {"csrf_token": token, "submission_key": key, "place": "rieth", "text": TEXT}
    more = {"short": "1", "go": "send", "on_behalf": "self", "language": "de"}
    more |= {"contributor_kind": "resident", "consultation": "dauerbeteiligung"}
    return urlencode(fields | more).encode()


if __name__ == "__main__":
    main()
