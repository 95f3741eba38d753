"""What a typed target may begin with, and how each kind goes on."""

import re

from retning.core.danish.patterns import pattern
from retning.core.targets.errors import Expected
from retning.core.targets.kinds import LONGEST_HORIZON, Deadline, Judged, Milestone, Target
from retning.core.targets.sayable import LONGEST_NAME, check_name
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts
from retning.core.targets.wording.comparisons import standing_to
from retning.core.targets.wording.figures import figures
from retning.core.targets.wording.movements import movement, standing
from retning.core.targets.wording.ranking import best_part, first_place, top

_ORDINAL = pattern(r"(\d{1,2})\.", re.ASCII)


def target(cursor: Cursor) -> Target:
    """The one target that the whole text is."""
    found = _target(cursor)
    if cursor.here() is None:
        return found
    if cursor.take(cursor.words.in_) or parts.is_date_here(cursor):
        raise cursor.fail(Expected.DEADLINE)
    raise cursor.fail(Expected.NOTHING_MORE)


def _target(cursor: Cursor) -> Target:
    words = cursor.words
    if (judges := _judges(cursor)) is not None:
        return _judged(cursor, judges)
    if cursor.take(words.judged):
        return _judged(cursor, "")
    if cursor.take(words.in_the_top):
        return top(cursor)
    if (best := cursor.take_one(words.first)) is not None:
        if not parts.is_number_here(cursor):
            return first_place(cursor, best)
        cursor.index = 0
    if cursor.take(words.must_be):
        return standing(cursor) or figures(cursor)
    if cursor.take(words.must):
        return movement(cursor)
    if cursor.take(words.level_with):
        return standing_to(cursor, None)
    if (moved := standing(cursor)) is not None:
        return moved
    if (done := _milestone(cursor)) is not None:
        return done
    if cursor.take(words.among_the) or cursor.take(words.among_the_part):
        return best_part(cursor)
    return figures(cursor)


def _milestone(cursor: Cursor) -> Milestone | None:
    by = parts.when(cursor)
    if by is None:
        return None
    if not isinstance(by, Deadline):
        raise cursor.fail_from(0, Expected.DEADLINE)
    return Milestone(by)


def _judges(cursor: Cursor) -> str | None:
    """Everything before the first "vurderer det", and steps over it; None where that is nowhere."""
    for index, token in enumerate(cursor.tokens):
        cursor.index = index
        if not cursor.take(cursor.words.judge_it):
            continue
        first = cursor.tokens[0]
        if index == 0:
            cursor.index = 0
            raise cursor.fail(Expected.JUDGES)
        if index == 1 and first.is_quoted:
            return first.text
        return _whole(cursor, " ".join(cursor.text[first.start : token.start].split()), token.start)
    cursor.index = 0
    return None


def _whole(cursor: Cursor, judges: str, length: int) -> str:
    try:
        check_name(judges)
    except ValueError:
        start = cursor.tokens[0].start
        shown = min(length - start, LONGEST_NAME)
        raise cursor.error_at(start, shown, Expected.POSSIBLE_NAME) from None
    return judges


def _judged(cursor: Cursor, judges: str) -> Judged:
    years = _every(cursor) if cursor.take(cursor.words.every) else None
    by = parts.when(cursor)
    return cursor.built(lambda: Judged(judges, years, by), 0)


def _every(cursor: Cursor) -> int:
    words = cursor.words
    if cursor.take(words.years):
        return 1
    low, since = cursor.low(), cursor.index
    if low in words.ordinals:
        cursor.index += 1
        found = words.ordinals.index(low) + 2
    elif written := _ORDINAL.fullmatch(low):
        cursor.index += 1
        found = int(written.group(1))
    else:
        found = parts.whole_number(cursor, Expected.YEARS)
    if not cursor.take(words.years):
        raise cursor.fail(Expected.YEARS)
    if not 1 <= found <= LONGEST_HORIZON:
        raise cursor.fail_from(since, Expected.YEARS)
    return found
