"""What stands under a heading: looked ahead for, before the walk decides what the heading is."""

from __future__ import annotations

from retning.core.danish import fold, is_question, sentences
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.commitments import wishes
from retning.core.documents.headings import Role, role_of

_ASIDE = frozenset({BlockKind.BOILERPLATE, BlockKind.PAGE_NUMBER})
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_LOOK_AHEAD = 40
_LONGEST_STATE = 4
_VISION_TITLE = pattern(
    r"(?:.{0,40}\b)?(?:vision(?:en)?|fremtidsbillede\w*)\b.{0,60}"
    r"|(?:.{0,40}\b)?(?:retning|fremtid|ambition)\w*\b.{0,40}20\d\d"
)
_FIGURE = pattern(
    r"\d|\b(?:flere|faerre|mindre|mere|bedre|(?:hoej|lav|kort|laeng|stoer|hurtig|billig)\w*re|over|under"
    r"|blandt|alle|halvt|dobbelt)\b"
)
_FOR = pattern(r"(?:for|med|sammen om) \S.{2,60}")


class Sections:
    """Questions about what follows a block, each answered in a bounded number of steps."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = document.blocks

    def following(self, index: int) -> Block | None:
        """The next block that is no page furniture."""
        for block in self.blocks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if block.kind not in _ASIDE:
                return block
        return None

    def leads_to_list(self, index: int) -> bool:
        """Whether a list stands right under a heading (after a paragraph or two, where sure)."""
        allowed = 2 if self.document.has_levels else 0
        for block in self.blocks[index + 1 : index + 6]:
            if block.kind in _ASIDE:
                continue
            if block.kind in _LISTED:
                return True
            if block.kind is BlockKind.HEADING:
                return role_of(self.document.text_of(block)) is Role.GOALS
            if block.kind is BlockKind.PARAGRAPH:
                allowed -= 1
                if allowed < 0:
                    return False
        return False

    def holds_goals(self, index: int) -> bool:
        """Whether the goal that a heading names has others under it: a list, or signs of success,
        before the next heading like it."""
        for block in self.blocks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if block.kind in _LISTED:
                return True
            if block.kind is BlockKind.HEADING:
                role = role_of(self.document.text_of(block))
                if role is Role.GOALS:
                    return True
                if role is not Role.NONE:
                    return False
                if not self.document.has_levels or block.level <= self.blocks[index].level:
                    return self.leads_to_list(index)
        return False

    def holds_list(self, index: int) -> bool:
        """Whether a list stands between this block and the next heading."""
        for block in self.blocks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if block.kind in _LISTED:
                return True
            if block.kind is BlockKind.HEADING:
                return False
        return False

    def wishes_in(self, index: int) -> bool:
        """Whether the list under a heading names what is wished: every item may, and one says how
        much or compares."""
        items = []
        for block in self.blocks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if block.kind is BlockKind.HEADING:
                break
            if block.kind is BlockKind.LIST_ITEM:
                items.append(self.document.text_of(block))
        return all(map(wishes, items)) and any(_FIGURE.search(fold(item)) for item in items)

    def is_entry(self, index: int) -> bool:
        """Whether what looks like a heading is the first line of the list under it: nothing stands
        between, and the list has no marks."""
        following = self.following(index)
        listed = following is not None and following.kind is BlockKind.LIST_ITEM
        return listed and following is not None and following.outer == following.start

    def is_bare(self, index: int) -> bool:
        """Whether a heading has nothing under it but another one without a role, or the end."""
        block = self.following(index)
        return block is None or block.kind is BlockKind.HEADING

    def are_questions(self, index: int) -> bool:
        """Whether all items under a heading are questions, two at least."""
        asked = 0
        for block in self.blocks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if block.kind is BlockKind.LIST_ITEM and block.level == 0:
                first, end = next(sentences(self.document.text, block.start, block.end))
                if not is_question(self.document.text[first:end]):
                    return False
                asked += 1
            elif block.kind is BlockKind.HEADING:
                break
        return asked >= 2


def state_headings(document: Document, title: int | None) -> frozenset[int]:
    """Where a vision page tells, part by part, how it will be ("For børnene …", "For naturen …"):
    the headings of those parts."""
    seen = False
    found: list[int] = []
    sections = Sections(document)
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        text = document.text_of(block)
        role = role_of(text)
        if role is Role.VISION or (index == title and "vision" in fold(text)):
            seen = True
        elif seen and role is Role.NONE and index != title and _FOR.fullmatch(fold(text)):
            following = sections.following(index)
            if following is not None and following.kind is BlockKind.PARAGRAPH:
                found.append(index)
    if len(found) < 2 and title is not None:
        found = _parts_of_vision(document, title)
    return frozenset(found) if len(found) >= 2 else frozenset()


def _parts_of_vision(document: Document, title: int) -> list[int]:
    """Under a title that says vision, the headings with one short paragraph each; none where the
    document has sections for its goals, which then say what a heading is."""
    if not _VISION_TITLE.fullmatch(fold(document.text_of(document.blocks[title]))):
        return []
    below = (block for place, block in enumerate(document.blocks) if place != title)
    headings = (block for block in below if block.kind is BlockKind.HEADING)
    if any(role_of(document.text_of(block)) is Role.GOALS for block in headings):
        return []
    sections = Sections(document)
    found = []
    for index, block in enumerate(document.blocks):
        following = sections.following(index)
        if block.kind is not BlockKind.HEADING or index == title or following is None:
            continue
        if following.kind is BlockKind.LIST_ITEM:
            if role_of(document.text_of(block)) is Role.NONE and sections.wishes_in(index):
                found.append(index)
            continue
        if following.kind is not BlockKind.PARAGRAPH or sections.holds_list(index):
            continue
        if role_of(document.text_of(block)) is Role.NONE:
            said = list(sentences(document.text, following.start, following.end))
            if len(said) <= _LONGEST_STATE:
                found.append(index)
    return found
