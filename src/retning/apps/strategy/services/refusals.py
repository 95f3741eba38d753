"""Why a deed was refused: a closed set of codes; the doors turn them into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from retning.apps.strategy.models import Reading
from retning.apps.strategy.rules import Lack

BEGINNING = 80


class Refusal(StrEnum):
    ANOTHER_MUNICIPALITY = "another_municipality"
    NOT_EMPTY = "not_empty"
    POSITION_ELSEWHERE = "position_elsewhere"
    OWN_SUCCESSOR = "own_successor"
    NO_SUCH_ANCESTOR = "no_such_ancestor"
    HAS_HEIRS = "has_heirs"
    NOT_READ_YET = "not_read_yet"
    ALREADY_TAKEN_OVER = "already_taken_over"
    NOTHING_TO_TAKE_OVER = "nothing_to_take_over"
    NOTHING_TO_SPLIT = "nothing_to_split"
    NOTHING_TO_MERGE = "nothing_to_merge"
    NOT_IN_SOURCE = "not_in_source"
    NOT_TO_PLACE = "not_to_place"
    NOT_A_GOAL = "not_a_goal"
    NO_SUCH_ANSWER = "no_such_answer"
    NO_SUCH_REPAIR = "no_such_repair"
    NO_SUCH_TARGET = "no_such_target"
    NO_SUCH_INDICATOR = "no_such_indicator"
    OTHER_MEANS = "other_means"
    NOT_ADOPTED = "not_adopted"
    NOTHING_NEW = "nothing_new"
    NOT_YET = "not_yet"
    NO_REASON = "no_reason"
    NOT_A_MILESTONE = "not_a_milestone"
    NOT_FOR_PEOPLE = "not_for_people"
    NO_MARKS = "no_marks"
    OFF_THE_SCALE = "off_the_scale"
    TOO_MANY_MARKS = "too_many_marks"


class Refused(Exception):
    """A deed that may not be done, with nothing half-done."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


class DoesNotFit(Exception):
    """A text of a document is longer than a strategy has room for: the text below or of what begins
    with `beginning`; `limit` in characters."""

    def __init__(self, text: str, limit: int) -> None:
        super().__init__(f"{len(text)} characters, {limit} at most")
        self.beginning = text if len(text) <= BEGINNING else f"{text[:BEGINNING].rstrip()} …"
        self.limit = limit


class NotPublishable(Exception):
    """An edition that lacks something; `lacks` says what, all of it."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = list(lacks)


class DraftChanged(Exception):
    """The draft is no longer what was shown to whoever publishes it."""


class AlreadyUploaded(Exception):
    """The same document is in already; `reading` is where."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(str(reading.pk))
        self.reading = reading
