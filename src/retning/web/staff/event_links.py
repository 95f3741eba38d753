"""Addresses of a meeting's public pages, for mails and for hosts of tables."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from retning.web.request.site import StaffRequest


def sign_up_link(request: StaffRequest) -> Callable[[str], str]:
    """Makes the whole address of a sign-up's own page of its secret, in the active language."""
    return lambda secret: request.build_absolute_uri(reverse("public:sign_up", args=[secret]))


def table_address(request: StaffRequest, secret: str) -> str:
    """Where a table's host takes notes."""
    return request.build_absolute_uri(reverse("public:event_table", args=[secret]))
