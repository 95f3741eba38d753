"""Notes and minutes as staff read them through: what was found in them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retning.apps.hearing.queries.notes import Gathered, NoteView
from retning.web.staff.moderating import Piece, pieces


@dataclass(frozen=True)
class ReadNote:
    """A note, and its text in pieces."""

    view: NoteView
    text: Sequence[Piece]

    @property
    def found(self) -> list[Piece]:
        return [each for each in self.text if each.found]


@dataclass(frozen=True)
class Findings:
    """What should be looked at before minutes are public: in what is written, and in the notes
    that are to stand in them."""

    minutes: Sequence[Piece]
    notes: Sequence[ReadNote]

    @property
    def is_nothing(self) -> bool:
        return not self.minutes and not self.notes


@dataclass(frozen=True)
class ReadGroup:
    """Notes that stand together in the minutes, below what they are about; `title` is empty where
    that is nothing in particular."""

    title: str
    notes: Sequence[ReadNote]


def read_through(notes: Iterable[NoteView]) -> list[ReadNote]:
    """The notes with what was found in each."""
    return [ReadNote(each, pieces(each.text)) for each in notes]


def as_it_will_stand(gathered: Iterable[Gathered]) -> list[ReadGroup]:
    """The notes as everyone is going to read them, with what was found in each."""
    return [ReadGroup(each.about or each.topic, read_through(each.notes)) for each in gathered]


def findings_in(minutes: str, notes: Iterable[NoteView]) -> Findings:
    """What is found in minutes and in their notes; what is left out is not looked at."""
    read = read_through(each for each in notes if not each.is_left_out)
    return Findings(
        minutes=[each for each in pieces(minutes) if each.found],
        notes=[each for each in read if each.found],
    )
