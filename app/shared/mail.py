"""Mail over SMTP: no content of contributions, a Message-ID that marks a doubled mail."""

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app

SECONDS_TO_WAIT = 20


class MailNotConfigured(RuntimeError):
    """MAIL_URL is not set, so nothing can be sent."""


def can_send() -> bool:
    """Return whether a mail server is configured; without one no address is asked for."""
    return bool(current_app.config["SETTINGS"].mail_url)


def send(to: str, subject: str, body: str, message_id: str) -> None:
    """Send one plain-text mail; raise `smtplib.SMTPException` or `OSError` if it is not taken."""
    url = current_app.config["SETTINGS"].mail_url
    if not url:
        raise MailNotConfigured
    server = urlsplit(url)
    message = EmailMessage()
    message["From"] = _sender(server)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject
    message["Message-ID"] = f"<{message_id}@{_own_host()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    with _connect(server) as connection:
        connection.send_message(message)


def _connect(server: SplitResult) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    port = server.port or (465 if server.scheme == "smtps" else 25)
    connection = kind(server.hostname or "localhost", port, timeout=SECONDS_TO_WAIT)
    if server.scheme == "smtp+starttls":
        connection.starttls()
    if server.username:
        connection.login(unquote(server.username), unquote(server.password or ""))
    return connection


def _sender(server: SplitResult) -> Address:
    named = parse_qs(server.query).get("from", [f"noreply@{_own_host()}"])[0]
    return Address(display_name="Ortsstimme", addr_spec=named)


def _own_host() -> str:
    return urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
