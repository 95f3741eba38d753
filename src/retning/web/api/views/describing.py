"""What the API says of itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from retning.web.api.asking import Asked
from retning.web.api.openapi import document
from retning.web.request.rendering import cached_page


def openapi(asked: Asked) -> HttpResponse:
    """The OpenAPI document, with this site as its server."""
    server = asked.whole(reverse("api:root")).rstrip("/")

    def draw() -> HttpResponse:
        return HttpResponse(document(server), content_type="application/json")

    return cached_page(asked.request, key_parts=("api", "openapi"), render=draw)
