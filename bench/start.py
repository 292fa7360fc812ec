"""Cold start and memory of a web worker, and the weight of the first page."""

import subprocess
import sys
import time

import psutil

from bench.city import city, table
from bench.load import get, load
from tests.conftest import PROJECT
from tests.servers import running

PATHS = ("/", "/ortsteile/rieth", "/beitrag/neu", "/beitrag/status", "/datenschutz")


def main() -> None:
    """Print seconds to import, MiB resident when warm, kilobytes of the first page."""
    folder, _ = city(1000)
    starts = sorted(_cold_start(str(folder)) for _ in range(5))
    with running(folder, workers=1) as server:
        for path in PATHS * 40:
            load(server.port, _once(get(path)), clients=1)
        worker = server.workers()[0]
        memory = psutil.Process(worker.pid).memory_info().rss / 1024**2
        weight = _first_page(server)
    rows = [
        ["cold start of one worker, median of 5 (s)", starts[2]],
        ["one warm worker, resident (MiB)", memory],
        ["first page without fonts, compressed (KB)", weight],
    ]
    table(["what", "figure"], rows)


def _cold_start(folder: str) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=PROJECT,
        env={"INSTANCE_DIR": folder, "PATH": "/usr/bin:/bin"},
        check=True,
    )
    return time.perf_counter() - started


def _once(request: bytes):  # type: ignore[no-untyped-def]
    requests = iter([request])
    return lambda: next(requests, None)


def _first_page(server) -> float:  # type: ignore[no-untyped-def]
    import re

    zipped = {"Accept-Encoding": "gzip"}
    page = server.request("GET", "/")[2].decode()
    total = len(server.request("GET", "/", None, zipped)[2])
    for path in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)):
        total += len(server.request("GET", path, None, {"Accept-Encoding": "br"})[2])
    return total / 1000


if __name__ == "__main__":
    main()
