"""A link, and a link to the same page in another language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """`label` is text for people, `url` a path on this site or a whole address."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """This page in a language: `code` is da or en, `name` is the language's own name."""

    code: str
    name: str
    url: str
    current: bool


OWN_NAMES = {"da": "Dansk", "en": "English"}


def in_language(path: str, code: str) -> str:
    """The path of the same page in a language: Danish has no prefix, English has /en/."""
    bare = path.removeprefix("/en") if path == "/en" or path.startswith("/en/") else path
    bare = bare or "/"
    return bare if code == "da" else f"/{code}{bare}"


def language_links(path: str, current: str) -> tuple[LanguageLink, ...]:
    """One link a language, the current one marked."""
    return tuple(
        LanguageLink(code, name, in_language(path, code), code == current)
        for code, name in OWN_NAMES.items()
    )
