"""The address book read from its first page to its last, so that no address can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """An address the site answers: its name with its door ("staff:node"), and its parameters."""

    name: str
    parameters: tuple[str, ...]

    @property
    def door(self) -> str:
        return self.name.partition(":")[0]


def addresses() -> list[Address]:
    """Every address, in the order of the address book. Raises ValueError for one without a name."""
    return list(_below(get_resolver(), "", ()))


def _below(resolver: URLResolver, door: str, before: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        parameters = (*before, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _below(entry, f"{entry.namespace}:" if entry.namespace else door, parameters)
        elif isinstance(entry, URLPattern):
            if not entry.name:
                raise ValueError(f"{entry.pattern} has no name")
            yield Address(f"{door}{entry.name}", parameters)
