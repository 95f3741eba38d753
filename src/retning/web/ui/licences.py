"""The terms on which others' figures may be used, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext

NAME_THE_SOURCE = "Kilden skal angives"
"""As the catalogue has it, of publishers that ask for nothing more."""


def said_licence(licence: str) -> str:
    """The terms as people read them; a licence's name is the same in every language."""
    return gettext("The source must be named") if licence == NAME_THE_SOURCE else licence
