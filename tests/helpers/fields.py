"""The fields of a page's forms, as a browser would send them."""

from __future__ import annotations

from html.parser import HTMLParser


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
