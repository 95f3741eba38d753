"""How a form field is drawn: which of dkfds's classes its widget gets, and what is read out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_noop

DJANGOS_OWN = (gettext_noop("This field is required."),)
"""Sentences of Django's that stand in our catalogue too, which is asked first: so that the Danish
is ours."""


class Drawing(StrEnum):
    """The shapes a field can have on a page."""

    LINE = "line"
    CHOICES = "choices"
    TICK = "tick"
    HIDDEN = "hidden"


def drawing_of(widget: forms.Widget) -> Drawing:
    """The shape that a widget asks for."""
    match widget:
        case _ if widget.is_hidden:
            return Drawing.HIDDEN
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return Drawing.CHOICES
        case forms.CheckboxInput():
            return Drawing.TICK
        case _:
            return Drawing.LINE


def class_of(widget: forms.Widget) -> str:
    """dkfds's class for a widget, or ours where it has none."""
    match widget:
        case forms.CheckboxInput():
            return "form-checkbox"
        case forms.Select():
            return "form-select"
        case forms.FileInput():
            return "file-input"
        case forms.DateInput():
            return "form-input form-input--date"
        case forms.Textarea():
            return "form-input form-input--wide"
        case _:
            return "form-input"


def described_by(field: BoundField) -> str:
    """The ids of the hint and of the error, as far as there are any."""
    parts = []
    if field.help_text:
        parts.append(f"{field.auto_id}-hint")
    if field.errors:
        parts.append(f"{field.auto_id}-error")
    return " ".join(parts)


def drawn(field: BoundField) -> str:
    """The widget itself, with its class and what describes it."""
    widget = field.field.widget
    attributes: dict[str, Any] = {
        "class": " ".join(filter(None, (widget.attrs.get("class", ""), class_of(widget))))
    }
    if ids := described_by(field):
        attributes["aria-describedby"] = ids
    return str(field.as_widget(widget=_with_calendar(widget), attrs=attributes))


def _with_calendar(widget: forms.Widget) -> forms.Widget:
    """A date's widget with the browser's own calendar, which wants the date as 2026-11-22."""
    if not isinstance(widget, forms.DateInput):
        return widget
    calendar = deepcopy(widget)
    calendar.input_type = "date"
    calendar.format = "%Y-%m-%d"
    return calendar


@dataclass(frozen=True)
class Mistake:
    """One error and the id of what it is about; no id where it is about the form."""

    text: str
    target: str


def mistakes(form: forms.BaseForm) -> list[Mistake]:
    """Every error of a form, in the order of its fields, those about the whole form first."""
    found = [Mistake(str(text), "") for text in form.non_field_errors()]
    for field in form:
        target = field.auto_id
        if drawing_of(field.field.widget) is Drawing.CHOICES:
            target = f"{target}_0"
        found.extend(Mistake(f"{field.label}: {text}", target) for text in field.errors)
    return found
