"""Mail over SMTP: no content of contributions, a Message-ID that marks a doubled mail."""

import contextlib
import smtplib
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.shared.jobs import MAIL_ENDING, NeverPossible, RetryLater, ServiceAway
from app.shared.lazy import lazy
from app.shared.secrets import seal
from app.shared.settings import settings

if TYPE_CHECKING:
    from email.headerregistry import Address

headerregistry = lazy("email.headerregistry")

# A server that hangs holds the worker up for so long, once in `OUTAGE_PAUSE`.
SECONDS_TO_CONNECT, SECONDS_TO_HAND_OVER = 5, 15
UNSUBSCRIBE = "unsubscribe"
SHUTTING_DOWN = 421


class MailRefused(NeverPossible):
    """The server will never take this mail, or nobody can write to such an address."""


class MailDelayed(RetryLater):
    """The server does not take this mail now; others may pass."""


class MailServerAway(ServiceAway):
    """The server does not answer, or takes no mail of ours at all."""

    ending = MAIL_ENDING


class MailCutOff(MailServerAway):
    """The connection ended in the middle: nobody knows whether the server has taken the mail."""

    is_try = True


class MailNotConfigured(MailServerAway):
    """MAIL_URL is not set, so nothing can be sent."""


def can_send() -> bool:
    """Return whether a mail server is configured; without one no address is asked for."""
    return bool(settings().mail_url)


def unsubscribe_address(kind: str, key: str) -> str:
    """Return the address that ends mails of this kind for whoever `key` stands for."""
    return f"{settings().base_url}/mitteilungen/ende/{seal(UNSUBSCRIBE, f'{kind}-{key}')}"


def send(to: str, subject: str, body: str, message_id: str, unsubscribe: str | None = None) -> None:
    """Send one plain-text mail; `unsubscribe` is the address that ends such mails by one POST.

    Raises `MailRefused`, `MailDelayed`, `MailServerAway` or `MailCutOff`, which the queue of jobs
    understands; none of them names the address.
    """
    url = settings().mail_url
    if not url:
        raise MailNotConfigured("MAIL_URL is not set")
    server = urlsplit(url)
    message = _compose(server, to, subject, body)
    message["Message-ID"] = f"<{message_id}@{_own_host()}>"
    if unsubscribe:  # RFC 8058
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    try:
        connection = _connect(server)
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerAway(_what_happened(error)) from None
    try:
        _hand_over(connection, message)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()


def _compose(server: SplitResult, to: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    try:
        message["From"] = _sender(server)
        message["To"] = headerregistry.Address(addr_spec=to)
        message["Subject"] = subject
    except (ValueError, IndexError, MessageError):  # a line break, or no address at all
        raise MailRefused("unfit address or subject") from None
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _hand_over(connection: smtplib.SMTP, message: EmailMessage) -> None:
    if connection.sock:
        connection.sock.settimeout(SECONDS_TO_HAND_OVER)
    try:
        connection.send_message(message)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPHeloError) as error:
        raise MailServerAway(_what_happened(error)) from None
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        raise _answer_for(_code_of(error)) from None
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused(_what_happened(error)) from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailCutOff(_what_happened(error)) from None


def _answer_for(code: int) -> Exception:
    """What an answer of the server means (RFC 5321 4.2.1): 5yz for good, 4yz for now."""
    if code == SHUTTING_DOWN:
        return MailServerAway(f"SMTP {code}")
    return MailRefused(f"SMTP {code}") if code >= 500 else MailDelayed(f"SMTP {code}")


def _what_happened(error: Exception) -> str:
    code = _code_of(error)
    return f"SMTP {code}" if code else type(error).__name__


def _code_of(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else 0


def _connect(server: SplitResult) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    port = server.port or (465 if server.scheme == "smtps" else 25)
    connection = kind(server.hostname or "localhost", port, timeout=SECONDS_TO_CONNECT)
    try:
        if server.scheme == "smtp+starttls":
            connection.starttls()
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        connection.close()
        raise
    return connection


def _sender(server: SplitResult) -> "Address":
    named = parse_qs(server.query).get("from", [f"noreply@{_own_host()}"])[0]
    address: Address = headerregistry.Address(display_name="Ortsstimme", addr_spec=named)
    return address


def _own_host() -> str:
    return urlsplit(settings().base_url).hostname or "localhost"
