"""A framework as it stands in a document."""

from __future__ import annotations

from dataclasses import dataclass

from retning.core.documents.items import Item


@dataclass(frozen=True, slots=True)
class CoreValue:
    """A value by its name, and how it shows."""

    name: Item
    behaviours: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What an employee says of themself, and the paragraphs under it."""

    heading: Item
    body: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    """What a leader must be able to, and the paragraphs under it."""

    name: Item
    body: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ExpectationGroup:
    """What is expected of a leader, under one heading (None where the list has none)."""

    heading: Item | None
    expectations: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: `title` is their post, `office` what they are in the `organ` ("Formand" of
    "Hoved-MED"); None where the text does not say."""

    name: Item
    title: Item | None
    office: Item | None
    organ: Item | None


@dataclass(frozen=True, slots=True)
class Framework:
    """All that was found, each kind in reading order; empty where the document is none."""

    core_values: tuple[CoreValue, ...] = ()
    statements: tuple[Statement, ...] = ()
    competences: tuple[Competence, ...] = ()
    expectations: tuple[ExpectationGroup, ...] = ()
    signatories: tuple[Signatory, ...] = ()
