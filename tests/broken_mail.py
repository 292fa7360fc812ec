"""A mail server on loopback that misbehaves as it is told."""

import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class BrokenServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP; `mood` says what goes wrong, `taken` which mails it has read.

    Moods: good, silent (never greets), stalls (no answer to the text), refuses (4yz), rejects
    (5yz), cuts (ends after the text has arrived, without an answer).
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mood, self.taken, self.connections = "good", [], 0
        self.ended = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def message_ids(self) -> list[str]:
        lines = [line for text in self.taken for line in text.splitlines()]
        return [line.split(": ")[1] for line in lines if line.startswith("Message-ID: ")]


class _Conversation(socketserver.StreamRequestHandler):
    server: BrokenServer

    def handle(self) -> None:
        self.server.connections += 1
        if self.server.mood == "silent":
            self.server.ended.wait(60)
            return
        self._say("220 here")
        try:
            self._talk()
        except (OSError, ValueError):
            return

    def _talk(self) -> None:
        while line := self.rfile.readline().decode():
            word = line[:4].upper().strip()
            if word == "DATA":
                if not self._data():
                    return
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif word == "RCPT" and self.server.mood == "rejects":
                self._say("550 no such mailbox")
            else:
                self._say("250 well")

    def _data(self) -> bool:
        self._say("354 go on")
        text = ""
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            text += line
        mood = self.server.mood
        if mood == "stalls":
            self.server.ended.wait(60)
            return False
        if mood in ("good", "cuts"):
            self.server.taken.append(text)
        if mood == "cuts":
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        self._say("451 later" if mood == "refuses" else "250 taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def broken_server() -> Iterator[BrokenServer]:
    """Start a server; whoever hangs in it is let go at the end."""
    server = BrokenServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        time.sleep(0.05)
        server.server_close()
