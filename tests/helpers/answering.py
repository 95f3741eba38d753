"""The form of a hearing's reading room, as a browser sends it."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from retning.apps.hearing.models import Hearing
from retning.web.public.guarding import draw_copy
from tests.factories import hearing as make
from tests.factories.organisation import NOW


def address(hearing: Hearing) -> str:
    """Where the reading room is."""
    return f"/hoering/{hearing.slug}/svar/"


def answer_form(hearing: Hearing, **said: Any) -> dict[str, Any]:
    """What is sent, on a copy that was drawn a quarter of an hour ago."""
    copy = draw_copy(hearing, now=NOW - timedelta(minutes=15))
    return {"copy": copy, "proof": "", "emne": "", "kind": "citizen", **said}


def field_on(hearing: Hearing, kind: str, place: int = 0, *, name: str = "comment") -> str:
    """What a field is called on the row of a kind at a place: `comment-81`."""
    return f"{name}-{make.rows(hearing.edition, kind)[place].pk}"


class _Fields(HTMLParser):
    """What a browser would send of the page's fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, kind = said.get("name") or "", said.get("type")
        if tag == "textarea" and name:
            self._writing, self.found[name] = name, ""
        is_chosen = kind not in {"radio", "checkbox"} or "checked" in said
        if tag == "input" and name and is_chosen and kind not in {"file", "search"}:
            self.found[name] = said.get("value") or ("on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._writing:
            self._writing = ""

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.found[self._writing] += data


def fields_of(page: str) -> dict[str, str]:
    """The fields of a page's forms with what stands in them."""
    reader = _Fields()
    reader.feed(page)
    return reader.found
