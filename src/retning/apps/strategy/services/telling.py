"""What passages tell as longer texts: small Markdown, chapter below chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.services.refusals import DoesNotFit
from retning.core.prose import from_plain


@contextmanager
def fitting(text: str) -> Iterator[None]:
    """Say of which text it was that a limit was passed."""
    try:
        yield
    except ValidationError as error:
        if error.code != "too_long":
            raise
        raise DoesNotFit(text, error.params["limit"] if error.params else 0) from error


def joined(texts: Iterable[str]) -> str:
    """Small Markdown of several parts, as chapters of one text."""
    return "\n\n".join(text for text in texts if text)


def told(passage: Passage) -> str:
    """A passage of prose as it stands in a longer text."""
    if passage.kind == PassageKind.VISION:
        return joined((from_plain(passage.text), from_plain(passage.body)))
    heading, text = (passage.text, passage.body) if passage.body else ("", passage.text)
    return from_plain(text, heading=heading)


def vision_of(passages: Iterable[Passage]) -> str:
    """All that the passages say of the vision."""
    return joined(told(passage) for passage in passages if passage.kind == PassageKind.VISION)


def replaced(text: str, old: str, new: str) -> str | None:
    """`text` with `new` for the chapters `old`, after it all where `old` is nothing; None where
    they stand in it no more."""
    if old == new:
        return text
    if not old:
        return joined((text, new))
    before, found, after = f"\n\n{text}\n\n".partition(f"\n\n{old}\n\n")
    return joined((before.strip("\n"), new, after.strip("\n"))) if found else None
