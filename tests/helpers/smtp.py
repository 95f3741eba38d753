"""A mail server on loopback that keeps what it is given, and can refuse or put off.

with mail_server() as server:
    settings.MAIL_URL = server.url
    ...
    assert server.received[0].message["Message-ID"] == mail.message_id
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Received:
    """One accepted mail: the envelope's sender and recipients, and the message."""

    sender: str
    recipients: list[str]
    message: EmailMessage


@dataclass
class MailServer:
    """Set `recipient_answer` or `data_answer` to an SMTP answer to have it given instead of
    250; `hang_up` drops the connection after the mail is kept, before the answer."""

    received: list[Received] = field(default_factory=list)
    recipient_answer: str = ""
    data_answer: str = ""
    hang_up: bool = False
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data_answer:
            return self.data_answer
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(Received(envelope.mail_from, envelope.rcpt_tos, message))
        if self.hang_up:
            server.transport.abort()
        return "250 Accepted"


class _Loopback(Controller):
    """A controller that takes any free port; the library would knock at port 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server on a free loopback port, stopped at the end."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    server = MailServer()
    controller = _Loopback(server, hostname="127.0.0.1", port=0, ready_timeout=300)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
