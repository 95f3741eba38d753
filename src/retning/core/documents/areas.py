"""Which headings name areas, and which is the title: looked at before the walk."""

from itertools import pairwise

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.headings import Role, role_of

_CONTENT_BEFORE_TITLE = 2
_LONGEST_TITLE_TAIL = 60
_FURNITURE = frozenset({BlockKind.BOILERPLATE, BlockKind.PAGE_NUMBER})
_UNSURE_LETTERS = pattern(r"[\s\-aeoz&3]")

_MAY_ANNOUNCE = frozenset({BlockKind.LIST_ITEM, BlockKind.HEADING})
_SECTIONS_OF_GOALS = frozenset({Role.GOALS, Role.OBJECTIVE, Role.QUESTIONS, Role.BACKGROUND})
_LONGEST_ANNOUNCEMENT = 120
_SHORTEST_SKELETON = 4

AreaRule = tuple[str, float]


def title_index(document: Document) -> int | None:
    """The block that is the title: the first `h1`, else the first heading near the top."""
    content_before = 0
    first_near_top = None
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and not document.text_of(block).endswith(":"):
            if block.level == 1 and document.has_levels:
                return index
            if first_near_top is None and content_before <= _CONTENT_BEFORE_TITLE:
                first_near_top = index
                if not document.has_levels:
                    return index
        elif block.kind not in _FURNITURE:
            content_before += 1
    return first_near_top


def title_end(document: Document, index: int) -> int:
    """How many blocks the title has: a short line that goes on in lower case belongs to it."""
    following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    if following is None or following.kind is not BlockKind.PARAGRAPH:
        return 1
    tail = document.text_of(following)
    goes_on = tail[0].islower() and len(tail) <= _LONGEST_TITLE_TAIL
    return 2 if goes_on and not tail.endswith((".", ":", ",")) else 1


def area_headings(document: Document, title: int | None) -> dict[int, AreaRule]:
    """Index of each heading that names an area → the rule that says so and how sure it is.

    The first rule that finds any decides: an area word with a number ("Delvision 2: …"), a list
    that announces the headings, a series of numbers, sections that hold goal sections, capitals.
    """
    headings = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and index != title
    ]
    for rule, confidence, found in (
        ("area_word", 0.9, _labelled(document, headings)),
        ("announced", 0.85, _announced(document, headings)),
        ("numbered", 0.75, _numbered(document, headings)),
        ("holds_goal_section", 0.7, _holding_goals(document, headings, title)),
        ("capitals", 0.6, _capitals(document, headings)),
    ):
        if found:
            return dict.fromkeys(found, (rule, confidence))
    return {}


def _labelled(document: Document, headings: list[tuple[int, Block]]) -> list[int]:
    return [index for index, block in headings if role_of(document.text_of(block)) is Role.AREA]


def _announced(document: Document, headings: list[tuple[int, Block]]) -> list[int]:
    """Headings that an earlier list names, in whatever corruption: vowels and blanks do not count.

    A line of the list that the extraction set apart looks like a heading itself; the last of two
    equal headings is then the one with the text.
    """
    announcements = announced_by(document)
    found = [
        index
        for index, block in headings
        if announcements.get(skeleton_of(document.text_of(block)), index) < index
        and role_of(document.text_of(block)) not in _SECTIONS_OF_GOALS
    ]
    return found if len(found) >= 2 else []


def announced_by(document: Document) -> dict[str, int]:
    """Skeleton of each short list item or heading → the block where it stands first."""
    announcements: dict[str, int] = {}
    for index, block in enumerate(document.blocks):
        if block.kind in _MAY_ANNOUNCE and block.end - block.start <= _LONGEST_ANNOUNCEMENT:
            skeleton = skeleton_of(document.text_of(block))
            if len(skeleton) >= _SHORTEST_SKELETON:
                announcements.setdefault(skeleton, index)
    return announcements


def skeleton_of(text: str) -> str:
    """`text` for comparing across misread letters: no unsure vowels, blanks, hyphens."""
    return _UNSURE_LETTERS.sub("", fold(text))


def _numbered(document: Document, headings: list[tuple[int, Block]]) -> list[int]:
    series = [
        (index, block.numbers[0])
        for index, block in headings
        if len(block.numbers) == 1
        and role_of(document.text_of(block)) in {Role.NONE, Role.BACKGROUND}
    ]
    ascending = all(later[1] == earlier[1] + 1 for earlier, later in pairwise(series))
    return [index for index, _ in series] if len(series) >= 2 and ascending else []


def _holding_goals(
    document: Document, headings: list[tuple[int, Block]], title: int | None
) -> list[int]:
    """Where levels are sure: a heading with a goal or question section among its deeper ones."""
    if not document.has_levels:
        return []
    title_level = document.blocks[title].level if title is not None else 0
    found: list[int] = []
    open_headings: list[tuple[int, Block]] = []
    for index, block in headings:
        while open_headings and open_headings[-1][1].level >= block.level:
            open_headings.pop()
        role = role_of(document.text_of(block))
        if role in {Role.GOALS, Role.QUESTIONS, Role.OBJECTIVE}:
            holder = next((entry for entry in open_headings if entry[1].level > title_level), None)
            plain = holder is not None and role_of(document.text_of(holder[1])) is Role.NONE
            if holder is not None and plain and holder[0] not in found[-1:]:
                found.append(holder[0])
        open_headings.append((index, block))
    return found


def _capitals(document: Document, headings: list[tuple[int, Block]]) -> list[int]:
    if document.has_levels:
        return []
    capitals = [
        index
        for index, block in headings
        if block.level == 1 and role_of(document.text_of(block)) is Role.NONE
    ]
    return capitals if 2 <= len(capitals) < len(headings) else []
