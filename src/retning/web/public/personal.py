"""Pages at secret addresses: for one person, kept by nobody, and telling nobody where they are."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

Answer = TypeVar("Answer", bound=HttpResponse)


def personal(response: Answer) -> Answer:
    """Not stored, not indexed, and no link on it tells the next site its address."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
