"""Forms behind login as a test sends them, and what they say where they are not taken."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def post(client: Client, name: str, /, *args: object, **sent: object) -> HttpResponse:
    return client.post(reverse(f"staff:{name}", args=args), sent)  # type: ignore[return-value]


def errors(answer: HttpResponse) -> dict[str, str]:
    """The sentences at the fields, by the name of the field."""
    assert answer.status_code == 422
    found = re.findall(r'id="id_(\w+)-error">.*?</span>(.*?)</span>', answer.content.decode())
    return {name: text.strip() for name, text in found}
