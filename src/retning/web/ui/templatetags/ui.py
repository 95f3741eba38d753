"""The components, as tags and filters that every template has without loading them.

The README of this room lists them with their parameters; `/komponenter/` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from retning.core.charts import Drawing
from retning.core.prose import to_html
from retning.web.ui import fields, formats
from retning.web.ui.icons import ICONS
from retning.web.ui.pictures import table_of

register = template.Library()

# --- Numbers, dates and words ------------------------------------------------------------


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """178.906,5; nothing for None."""
    return "" if value is None else formats.number(value, decimals)


@register.filter
def percent(value: float | Decimal | None, decimals: int | None = None) -> str:
    """33,0 %; `value` is in percent."""
    return "" if value is None else formats.percent(value, decimals)


@register.filter
def long_date(value: date | None) -> str:
    """22. november 2026."""
    return "" if value is None else formats.long_date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """22. november 2026 kl. 14.30."""
    return "" if value is None else formats.date_and_time(value)


@register.filter
def machine_moment(value: date) -> str:
    """For a `datetime` attribute."""
    return formats.machine_moment(value)


@register.filter
def period(value: tuple[int, int]) -> str:
    """2018–2030."""
    return formats.period(value)


@register.filter
def shorten(value: str, length: int) -> str:
    """Cut at a word."""
    return formats.shorten(str(value), length)


@register.filter
def prose(value: str) -> SafeString:
    """Small Markdown as HTML; `core.prose` sanitises it each time."""
    return mark_safe(to_html(str(value)))  # noqa: S308


@register.simple_tag
def content_language() -> SafeString:
    """The attribute that marks a municipality's Danish text on a page in another language."""
    return mark_safe(' lang="da"') if formats.is_english() else SafeString("")


@register.filter
def as_content(text: str) -> SafeString:
    """A municipality's or a citizen's words inside ours, marked as `content_language` marks an
    element of their own: for what is told of a button, say."""
    return format_html('<span lang="da">{}</span>', text) if formats.is_english() else escape(text)


@register.simple_tag
def language_of(text: str, danish: Iterable[str]) -> SafeString:
    """The same attribute, where the text is one of those that are Danish on every page."""
    return content_language() if text in danish else SafeString("")


@register.filter
def quoting(text: str, quoted: Iterable[str]) -> SafeString:
    """A sentence that quotes what the municipality wrote, which is marked as `content_language`
    marks it."""
    found = sorted(filter(None, map(escape, quoted)), key=len, reverse=True)
    if not found or not formats.is_english():
        return escape(text)
    pattern = re.compile("|".join(map(re.escape, found)))
    return mark_safe(pattern.sub(r'<span lang="da">\g<0></span>', escape(text)))  # noqa: S308


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"'
        ' focusable="false"><path d="{}"/></svg>',
        ICONS[name],
    )


# --- Where am I --------------------------------------------------------------------------


@register.inclusion_tag("ui/parts/breadcrumb.html")
def breadcrumb(chain: Iterable[Any]) -> dict[str, Any]:
    """Links from the outermost to the nearest; this page itself is not among them."""
    return {"chain": list(chain)}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(links: Iterable[Any], current_url: str, label: str = "") -> dict[str, Any]:
    """Pages beside each other."""
    return {"links": links, "current_url": current_url, "label": label or gettext("Pages")}


@register.inclusion_tag("ui/parts/steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, Any]:
    """How far one has come; `current` counts from 1."""
    return {"labels": labels, "current": current}


@register.inclusion_tag("ui/parts/pagination.html")
def pagination(page_object: Page[Any], parameter: str = "side") -> dict[str, Any]:
    """Links to the other pages of a list; nothing where there is one page."""
    numbers = page_object.paginator.get_elided_page_range(
        page_object.number, on_each_side=1, on_ends=1
    )
    entries = [entry if isinstance(entry, int) else None for entry in numbers]
    return {"listing": page_object, "entries": entries, "parameter": parameter}


@register.inclusion_tag("ui/parts/last_updated.html")
def last_updated(value: date) -> dict[str, Any]:
    """The line at the foot of a page."""
    return {"value": value}


# --- A strategy's pieces -----------------------------------------------------------------


@register.inclusion_tag("ui/parts/goal_card.html")
def goal_card(
    text: str, url: str, number: str = "", owner: str = "", note: str = "", level: int = 3
) -> dict[str, Any]:
    """One goal; the whole card leads to it."""
    return {
        "text": text,
        "url": url,
        "number": number,
        "owner": owner,
        "note": note,
        "level": level,
    }


@register.inclusion_tag("ui/parts/theme_card.html")
def theme_card(question: str, url: str = "", note: str = "", level: int = 3) -> dict[str, Any]:
    """An open question."""
    return {"question": question, "url": url, "note": note, "level": level}


@register.inclusion_tag("ui/parts/area_card.html")
def area_card(
    title: str, url: str, note: str = "", number: str = "", level: int = 3
) -> dict[str, Any]:
    """A part of the strategy."""
    return {"title": title, "url": url, "note": note, "number": number, "level": level}


@register.simple_block_tag
def objective_group(
    content: str, text: str, number: str = "", url: str = "", level: int = 2
) -> SafeString:
    """An objective over its goals."""
    return render_to_string(
        "ui/parts/objective_group.html",
        {"content": content, "text": text, "number": number, "url": url, "level": level},
    )


STATUSES = {
    "met": ("success", "check"),
    "near": ("warning", "near"),
    "unmet": ("error", "cross"),
    "unknown": ("plain", "question"),
    "draft": ("plain", "edit"),
    "published": ("success", "check"),
    "earlier": ("plain", "clock"),
    "waiting": ("info", "clock"),
    "working": ("info", "circle"),
    "failed": ("error", "error"),
    "new": ("success", "add"),
    "changed": ("info", "edit"),
    "removed": ("error", "minus"),
}


@register.inclusion_tag("ui/parts/status.html")
def status(kind: str, label: str) -> dict[str, str]:
    """A state by word, shape and colour. An unknown kind is a mistake and raises KeyError."""
    colour, shape = STATUSES[kind]
    return {"colour": colour, "shape": shape, "label": label}


@dataclass(frozen=True)
class _Stretch:
    kind: str
    text: str


@register.inclusion_tag("ui/parts/redline.html")
def redline(segments: Iterable[Any]) -> dict[str, Any]:
    """What was removed and added, marked by line and colour, and spoken."""
    return {"segments": [_Stretch(str(part.kind), part.text) for part in segments]}


# --- Containers --------------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, heading: str = "", level: int = 2, id: str = "") -> SafeString:  # noqa: A002
    """A white card."""
    return render_to_string(
        "ui/parts/card.html", {"content": content, "heading": heading, "level": level, "id": id}
    )


ALERT_SHAPES = {"info": "info", "success": "success", "warning": "warning", "error": "error"}


@register.simple_block_tag
def alert(content: str, kind: str, heading: str = "") -> SafeString:
    """A message: info, success, warning or error."""
    words = {
        "info": gettext("Information"),
        "success": gettext("Done"),
        "warning": gettext("Warning"),
        "error": gettext("Error"),
    }
    context = {
        "content": content,
        "kind": kind,
        "shape": ALERT_SHAPES[kind],
        "word": words[kind],
        "heading": heading,
    }
    return render_to_string("ui/parts/alert.html", context)


@register.simple_block_tag
def accordion(
    content: str,
    heading: str,
    open: bool = False,  # noqa: A002
) -> SafeString:
    """Content that folds out without a script."""
    return render_to_string(
        "ui/parts/accordion.html", {"content": content, "heading": heading, "open": open}
    )


@register.simple_block_tag
def empty(content: str, heading: str) -> SafeString:
    """Nothing here yet, and what to do about it."""
    return render_to_string("ui/parts/empty.html", {"content": content, "heading": heading})


@register.simple_block_tag
def data_table(
    content: str, caption: str, numeric: bool = False, stacked: bool = False
) -> SafeString:
    """A table that scrolls by itself, or stacks its rows on a phone."""
    return render_to_string(
        "ui/parts/data_table.html",
        {"content": content, "caption": caption, "numeric": numeric, "stacked": stacked},
    )


@register.inclusion_tag("ui/parts/facts.html")
def facts(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Terms and what they are."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, of: int, label: str) -> dict[str, Any]:
    """How far a job is; `of` is 0 while nobody knows."""
    return {"done": done, "of": of, "label": label, "share": done * 100 // of if of else None}


@register.inclusion_tag("ui/parts/chart.html")
def chart(
    drawing: Drawing, csv_url: str = "", png_url: str = "", svg_url: str = "", level: int = 2
) -> dict[str, Any]:
    """A picture with its finding, source, table and files. The page links to `ui/charts.css`."""
    return {
        "drawing": drawing,
        "picture": mark_safe(drawing.svg),  # noqa: S308  core.charts escapes what it is given
        "table": mark_safe(table_of(drawing.table)),  # noqa: S308
        "csv_url": csv_url,
        "png_url": png_url,
        "svg_url": svg_url,
        "level": level,
    }


@register.simple_tag
def small_chart(drawing: Drawing) -> SafeString:
    """A picture alone, beside words that say what it shows."""
    return mark_safe(drawing.svg)  # noqa: S308  core.charts escapes what it is given


# --- Buttons -----------------------------------------------------------------------------

BUTTON_KINDS = frozenset({"primary", "secondary", "tertiary", "warning"})


@register.inclusion_tag("ui/parts/button.html")
def button(
    label: str,
    kind: str = "primary",
    url: str = "",
    name: str = "",
    value: str = "",
    disabled: bool = False,
    icon: str = "",
    describes: str = "",
) -> dict[str, Any]:
    """A link that looks like a button, or a submit button."""
    if kind not in BUTTON_KINDS:
        message = f"no such kind of button: {kind}"
        raise template.TemplateSyntaxError(message)
    return {
        "label": label,
        "kind": kind,
        "url": url,
        "name": name,
        "value": value,
        "disabled": disabled,
        "icon_name": icon,
        "describes": describes,
    }


# --- Forms -------------------------------------------------------------------------------


@register.inclusion_tag("ui/parts/form_field.html")
def form_field(field: BoundField, optional: bool = True) -> dict[str, Any]:
    """Label, hint, error and widget; "(optional)" is left out with `optional=False`."""
    return {
        "field": field,
        "drawing": fields.drawing_of(field.field.widget).value,
        "widget": mark_safe(fields.drawn(field)),  # noqa: S308  Django escaped it
        "described_by": fields.described_by(field),
        "says_optional": optional and not (field.field.required or field.field.disabled),
    }


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Every error as a link to its field."""
    return {"mistakes": fields.mistakes(form)}
