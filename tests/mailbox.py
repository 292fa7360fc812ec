"""A real mail server on loopback that keeps what it is given."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps every mail; answers `code` instead of taking it while one is set."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], Message]] = []
        self.code: str | None = None

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.code:
            return self.code
        mail = message_from_bytes(envelope.content, policy=default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mail_server(mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    yield controller
    if not controller.loop.is_closed():
        controller.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
