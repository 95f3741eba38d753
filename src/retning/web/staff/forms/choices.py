"""Choices as forms show them: each begins with a capital, in whatever language."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import TextChoices
from django.forms import TextInput
from django.utils.text import capfirst

Choices = list[tuple[str, str]]


def capitalised(kinds: type[TextChoices]) -> Callable[[], Choices]:
    """The choices of an enum; read when a form is drawn, in the language of the page."""

    def choices() -> Choices:
        return [(str(value), capfirst(str(label))) for value, label in kinds.choices]

    return choices


def wide() -> TextInput:
    """A line as long as its text deserves."""
    return TextInput(attrs={"class": "wide-line"})
