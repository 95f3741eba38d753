"""Choices as forms show them: each begins with a capital, in whatever language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, TextChoices
from django.forms import ModelMultipleChoiceField, TextInput
from django.utils.text import capfirst

Choices = list[tuple[str, str]]
Row = TypeVar("Row", bound=Model)

GREATEST_KEY = 2**63 - 1
"""The greatest key that a database keeps."""


class RowsField(ModelMultipleChoiceField[Row]):
    """Rows to choose among. A number that no database can keep is no choice of ours: SQLite would
    break on being asked for it."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not _may_be_key(key):
                wrong = self.error_messages["invalid_pk_value"]
                raise ValidationError(wrong, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


def _may_be_key(value: object) -> bool:
    try:
        return 0 < int(str(value)) <= GREATEST_KEY
    except ValueError:
        return False


def capitalised(kinds: type[TextChoices], *, empty: Any = "") -> Callable[[], Choices]:
    """The choices of an enum; read when a form is drawn, in the language of the page. `empty`
    stands first where nothing is likelier than the rest, and is no choice."""

    def choices() -> Choices:
        offered = [(str(value), capfirst(str(label))) for value, label in kinds.choices]
        return [("", str(empty)), *offered] if empty else offered

    return choices


def wide() -> TextInput:
    """A line as long as its text deserves."""
    return TextInput(attrs={"class": "wide-line"})
