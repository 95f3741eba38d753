"""Pages and files as a test reads them."""

from __future__ import annotations

from html import unescape

from django.test import Client


def text(client: Client, path: str) -> str:
    """What stands at an address that answers: as people see it, without entities, the byte order
    mark of a table or spaces that keep words together."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode("utf-8-sig")).replace("\N{NO-BREAK SPACE}", " ")
