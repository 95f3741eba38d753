"""What several files hold, taken together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retning.core.documents.besides import Besides
from retning.core.documents.blocks import Document
from retning.core.documents.draft import Draft, Piece


class MergeCode(StrEnum):
    """What the files turned out to be."""

    ALONE = "alone"  # one file
    ONE_DOCUMENT = "one_document"  # extractions of one document
    APART = "apart"  # two documents or more, kept apart


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read."""

    document: Document
    draft: Draft
    besides: Besides


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a draft and the numbers of the files that tell it; `piece` is the first's, and its
    positions are that file's. `area` and `objective` are places in `Joined.areas` and
    `Joined.objectives`, or None. `others` are the same piece as the other files word it."""

    piece: Piece
    sources: tuple[int, ...]
    area: int | None = None
    objective: int | None = None
    others: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """One document, out of the files with the numbers `sources` (from 0, as they were given)."""

    sources: tuple[int, ...]
    areas: tuple[Told, ...]
    objectives: tuple[Told, ...]
    goals: tuple[Told, ...]
    themes: tuple[Told, ...]
    besides: Besides


@dataclass(frozen=True, slots=True)
class Merged:
    """Every document among the files, in the order of its first file."""

    code: MergeCode
    documents: tuple[Joined, ...]
