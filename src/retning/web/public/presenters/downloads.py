"""Links to files, and the page of one that is being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from retning.foundation.reporting.services import Asked
from retning.foundation.reporting.structure import Format
from retning.web.ui.links import Link


@dataclass(frozen=True)
class WaitingPage:
    """A file on its way: `done` of `of` steps, 0 of 0 while it waits its turn."""

    name: str
    kind: str
    done: int
    of: int
    back: str
    has_failed: bool


def download_links(name: str, *arguments: Any, query: str = "") -> Sequence[Link]:
    """The address `public:<name>` in each format, by what people call the formats."""
    return [
        Link(kind_word(form), reverse(f"public:{name}", args=[*arguments, form]) + query)
        for form in Format
    ]


def kind_word(form: Format) -> str:
    match form:
        case Format.PDF:
            return "PDF"
        case Format.DOCX:
            return "Word"
        case Format.XLSX:
            return gettext("Excel (tables)")
        case Format.HTML:
            return gettext("Web page (HTML)")


def waiting_page(asked: Asked, *, back: str) -> WaitingPage:
    job = asked.job
    return WaitingPage(
        name=asked.rendition.name,
        kind=kind_word(Format(asked.rendition.format)),
        done=job.done if job else 0,
        of=job.of if job else 0,
        back=back,
        has_failed=asked.has_failed and job is not None,
    )
