"""The way to the mail server, and how its answers are understood."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 15.0
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class RefusedForGood(Exception):
    """The server will never take this mail; the message says why in its words."""


class NotNow(Exception):
    """The mail may be taken later; the message says what went wrong."""


@dataclass(frozen=True)
class MailServer:
    """`scheme`: smtp (plain), smtp+tls (STARTTLS, required) or smtps (TLS from the start)."""

    scheme: str
    host: str
    port: int
    user: str
    password: str


def parse_mail_url(url: str) -> MailServer:
    """`smtp+tls://user:password@host:587` as a value; raises ValueError for anything else."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("A mail server is given as smtp://, smtp+tls:// or smtps://host:port")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def send(server: MailServer, message: EmailMessage) -> None:
    """Hand one message over. Returning means the server has accepted it.

    Raises RefusedForGood or NotNow. A wrong password is NotNow: the mail is not to blame.
    """
    try:
        with _connected(server) as connection:
            connection.send_message(message)
    except smtplib.SMTPAuthenticationError as refusal:
        raise NotNow(_answer(refusal.smtp_code, refusal.smtp_error)) from refusal
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        raise _refused(code, words) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _refused(refusal.smtp_code, refusal.smtp_error) from refusal
    except smtplib.SMTPNotSupportedError as refusal:
        raise RefusedForGood(str(refusal)) from refusal
    except (smtplib.SMTPException, OSError) as trouble:
        raise NotNow(f"{type(trouble).__name__}: {trouble}") from trouble


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    connection = _opened(server)
    try:
        if server.scheme == "smtp+tls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        yield connection
    finally:
        # The server's answer to QUIT changes nothing about a mail it has accepted.
        connection.close()


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)


def _refused(code: int, words: bytes | str) -> RefusedForGood | NotNow:
    answer = _answer(code, words)
    return RefusedForGood(answer) if 500 <= code < 600 else NotNow(answer)


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"


def compose(
    *,
    message_id: str,
    sender: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    date: str,
    unsubscribe: str = "",
) -> EmailMessage:
    """A message as it goes over the wire. `date` is an RFC 5322 date; `unsubscribe` an address
    that ends mails of this kind when it is POSTed to."""
    message = EmailMessage(policy=SMTP_POLICY)
    message["Message-ID"] = message_id
    message["Date"] = date
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    if unsubscribe:  # RFC 2369 and RFC 8058: mail programs show a button for it
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message
