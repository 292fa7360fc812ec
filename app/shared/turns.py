"""Turns of writers on SQLite: one after the other, without sleeping longer than needed.

SQLite lets a waiting writer sleep up to a tenth of a second between tries; with several writers
most of the time is then spent asleep. So a writer first takes its turn: a lock among the threads
of this process, then a file lock among the processes. The kernel gives it back when a process
dies. Whoever gets no turn in time tries BEGIN IMMEDIATE anyway, which waits and fails by itself.

Forms take their turn earlier still, before they are computed: a thread that holds the writers'
turn and gives up Python's own lock at each call of the database waits for all the others each
time, and everybody waits with it (docs/decisions/0003).
"""

import fcntl
import io
import os
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_WAIT = 10.0
PAUSE = 0.00005

_threads: dict[str, threading.Lock] = {}


class WriterTurn:
    """Holds the turn from its making until `end`."""

    def __init__(self, database: str) -> None:
        self._lock = _threads.setdefault(database, threading.Lock())
        self._file: int | None = None
        self._has_lock = self._lock.acquire(timeout=LONGEST_WAIT)
        if self._has_lock:
            self._wait_for_processes(f"{database}-turn")

    def end(self) -> None:
        """Let the next one write; harmless if it has ended already."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._has_lock:
            self._has_lock = False
            self._lock.release()

    def _wait_for_processes(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(PAUSE)
            else:
                return


class OneFormAtATime:
    """WSGI middleware: the forms of one process are computed one after the other.

    A form is received completely before its turn, so that a slow connection holds up nobody. One
    that brings a file takes no turn: reading the file takes long and needs no turn of writers.
    """

    def __init__(self, wsgi_app: "WSGIApplication", largest: int) -> None:
        self.wsgi_app = wsgi_app
        self.largest = largest
        self.turn = threading.Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        is_form = environ["REQUEST_METHOD"] == "POST" and length.isdigit()
        is_form = is_form and not environ.get("CONTENT_TYPE", "").startswith("multipart/")
        if not is_form or int(length) > self.largest:
            return self.wsgi_app(environ, start_response)
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
        with self.turn:
            return self.wsgi_app(environ, start_response)
