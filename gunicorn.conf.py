"""How the web process runs; `make run` and production use the same file."""

import gc
import os
import subprocess
import sys
from typing import Any

from gunicorn.http.wsgi import Response
from gunicorn.workers.gthread import TConn, ThreadWorker

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))


class EvenWorker(ThreadWorker):
    """Takes no new visitor while all its threads are busy, so that an idle worker takes them.

    The one that is awake anyway would win otherwise, and one worker would serve nearly everybody.
    """

    in_hand = 0

    def enqueue_req(self, conn: TConn) -> None:
        """Count a request that a thread works on, or that waits for one."""
        self.in_hand += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: TConn, fs: Any) -> None:
        """Count it off."""
        self.in_hand -= 1
        super().finish_request(conn, fs)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Listen for new visitors only if one could be served at once."""
        has_room = self.in_hand < self.cfg.threads and self.nr_conns < self.worker_connections
        self.set_accept_enabled(self.alive and has_room)
        super().wait_for_and_dispatch_events(timeout)


worker_class = EvenWorker
# Workers are copies of a master that has loaded everything: one that dies is replaced at once.
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 0
# Behind a proxy the proxy writes the access log; without raw addresses (trust.md P8).
accesslog = None
control_socket_disable = True
limit_request_line = 4094
limit_request_fields = 60


def _without_server(response: Response) -> list[str]:
    """Nobody needs to know what answers (trust.md S9); gunicorn has no setting for it."""
    return [line for line in _default_headers(response) if not line.startswith("Server:")]


_default_headers = Response.default_headers
Response.default_headers = _without_server


def when_ready(server: Any) -> None:
    """Tell a newcomer where to look; the example accounts exist in development only."""
    host = os.environ.get("HOST", "127.0.0.1")
    print(f"Ready: http://{host}:{os.environ.get('PORT', '8000')}", flush=True)  # noqa: T201
    if os.environ.get("SHOW_EXAMPLE_ACCOUNTS") == "1":
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "accounts"]
        subprocess.run(command, check=False)  # noqa: S603 - our own command, no outside input


def post_worker_init(worker: Any) -> None:
    """What is there now stays: looking through it for garbage again and again would cost pauses."""
    gc.collect()
    gc.freeze()
