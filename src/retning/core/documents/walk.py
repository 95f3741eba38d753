"""The walk over the blocks: what each is, from the section it stands in and what it says itself."""

from __future__ import annotations

from retning.core.danish import is_question, sentences
from retning.core.documents.areas import (
    skeleton_of,
)
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.commitments import (
    could_commit,
    listed_commitment,
    wishes,
)
from retning.core.documents.draft import PieceKind
from retning.core.documents.headings import (
    Role,
    is_goal_lead_in,
    label_end,
    role_of,
    year_of,
)
from retning.core.documents.paragraphs import NO_GOALS
from retning.core.documents.prose import asks, goal_and_asides
from retning.core.documents.repeats import said_once
from retning.core.documents.siblings import assured_lists, is_state_among_goals
from retning.core.documents.tables import Heads, heads_of, units_of_row
from retning.core.documents.units import Unit
from retning.core.documents.walk_headings import Headings

_ENDS_TABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_TAKES_SUB_ITEMS = frozenset({PieceKind.GOAL, PieceKind.THEME})
_WITHOUT_LISTED_GOALS = NO_GOALS | {Role.ACTIONS}


class Walk(Headings):
    """One pass over a document's blocks."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.heads: Heads | None = None
        # The list that is open: whether most of its items commit; whether it goes on under ":".
        self.commits = False
        # The lists with sure goals, and whether the open one is such a list.
        self.assured_lists = assured_lists(self.document)
        self.assured = False
        self.enumerates = False

    def units_of(self) -> list[Unit]:
        """Every block as one unit or more, in reading order."""
        index = 0
        while index < len(self.blocks):
            block = self.blocks[index]
            if index == self.title:
                index = self._title(index)
                continue
            if block.kind in _ENDS_TABLE:
                self.heads = None
            match block.kind:
                case BlockKind.HEADING:
                    self._heading(index, block)
                case BlockKind.LIST_ITEM:
                    self._item(index, block)
                case BlockKind.PARAGRAPH:
                    self.paragraph(index, block)
                case BlockKind.TABLE_ROW:
                    self._row(block)
                case BlockKind.NOTE:
                    self.add(PieceKind.UNPLACED, block, 0.3, "note")
                case BlockKind.PAGE_NUMBER if self._heads_year(index, block):
                    self.add(PieceKind.LABEL, block, 0.8, "year_heading")
                case BlockKind.PAGE_NUMBER | BlockKind.BOILERPLATE:
                    self.add(PieceKind.BOILERPLATE, block, 0.9, block.kind.value)
            index += 1
        said_once(self.text, self.units)
        return self.units

    def _heads_year(self, index: int, block: Block) -> bool:
        """Whether a number alone on its line is the year of the goals listed right under it."""
        year = year_of(self.document.text_of(block)) if self.role is Role.GOALS else None
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if year is None or following is None or following.kind is not BlockKind.LIST_ITEM:
            return False
        self.year = year
        return True

    def _row(self, block: Block) -> None:
        heads = heads_of(self.text, block)
        if heads is not None:
            self.heads = heads
            self.add(PieceKind.LABEL, block, 0.8, "table_heads")
            return
        goals = self.role not in NO_GOALS
        self.listed_goals = self.listed_goals or self.role is Role.GOALS
        self.units.extend(units_of_row(self.text, block, self.heads, may_hold_goals=goals))

    def _item(self, index: int, block: Block) -> None:
        text = self.document.text_of(block)
        last = self.last()
        if block.outer == block.start and self._is_heading_line(text):
            self._heading(index, block)
            return
        if block.outer == block.start and self._announces_goals(index, block, text):
            return
        if not index or self.blocks[index - 1].kind is not BlockKind.LIST_ITEM:
            self.commits = self._most_commit(index)
            self.assured = index in self.assured_lists and self.role not in _WITHOUT_LISTED_GOALS
        under = block.level > 0 or (self.enumerates and text[0].islower())
        if under and last is not None and last.kind in _TAKES_SUB_ITEMS:
            last.take(block.outer, block.end)
            self.enumerates = self.enumerates and not text.endswith(".")
            return
        self.enumerates = text.endswith(":")
        if self.role is Role.QUESTIONS:
            self.listed_themes = True
            self._theme(block)
        elif self.role is Role.GOALS and asks(text):
            self.add(PieceKind.THEME, block, 0.6, "question_among_goals")
        elif self.role is Role.GOALS:
            self._goal(block, 0.95 if self.has_objective else 0.9, "goal_list")
        elif self.role is Role.CONTACT:
            self.add(PieceKind.BOILERPLATE, block, 0.7, "contact")
        elif self.role is Role.STATES and wishes(text):
            self._goal(block, 0.8, "goal_stated")
        else:
            self._item_elsewhere(block, text)

    @staticmethod
    def _is_heading_line(text: str) -> bool:
        """A heading that an unmarked list before it took in: "KONTAKT"."""
        role = role_of(text)
        return role is Role.CONTACT or (text.isupper() and role is not Role.NONE)

    def _announces_goals(self, index: int, block: Block, text: str) -> bool:
        """A line before a list that was taken for one of its items: "Det er vores mål, at"."""
        following = self.sections.following(index)
        if following is None or following.kind is not BlockKind.LIST_ITEM or label_end(text):
            return False
        if len(text) > 80 or not (role_of(text) is Role.GOALS or is_goal_lead_in(text)):
            return False
        self._open(Role.GOALS, self.role_level)
        self.add(PieceKind.LABEL, block, 0.8, "goals_lead_in")
        return True

    def _goal(self, block: Block, confidence: float, rule: str) -> None:
        """An item as a goal; what it tells of how things stand is the goal's body."""
        self.listed_goals = self.listed_goals or self.role is Role.GOALS
        start = self.labelled(block.start, block.end)
        end, aside = goal_and_asides(self.text, start, block.end)
        unit = self.add_span(PieceKind.GOAL, start, end, confidence, rule)
        unit.year = self.year
        if aside < block.end:
            unit.take(aside, block.end)

    def _item_elsewhere(self, block: Block, text: str) -> None:
        names_area = bool(self.announced) and skeleton_of(text) in self.announced
        evidence = listed_commitment(text)
        if self.role in NO_GOALS or names_area:
            self.add_span(PieceKind.NARRATIVE, block.outer, block.end, 0.6, "list")
        elif evidence.rule:
            self._goal(block, evidence.confidence, evidence.rule)
        elif label_end(text) and not is_question(text):
            self._goal(block, 0.85, "goal_label")
        elif self.commits and could_commit(text):
            self._goal(block, 0.65, "among_goals")
        elif self.assured and is_state_among_goals(text):
            self._goal(block, 0.6, "among_goals")
        else:
            self.add_span(PieceKind.NARRATIVE, block.outer, block.end, 0.6, "list")

    def _most_commit(self, index: int) -> bool:
        """Whether at least half of the items of the list that begins here commit."""
        if self.role in _WITHOUT_LISTED_GOALS:
            return False
        items = []
        for block in self.blocks[index : index + 12]:
            if block.kind is not BlockKind.LIST_ITEM:
                break
            items.append(bool(listed_commitment(self.document.text_of(block)).rule))
        return 2 * sum(items) >= len(items) and any(items)

    def _theme(self, block: Block) -> None:
        """A listed theme; what follows its question in the same item is its elaboration."""
        spans = list(sentences(self.text, block.start, block.end))
        first_start, first_end = spans[0]
        confidence = 0.9 if is_question(self.text[first_start:first_end]) else 0.7
        if len(spans) > 1 and confidence == 0.9:
            unit = self.add_span(PieceKind.THEME, first_start, first_end, confidence, "theme_list")
            unit.take(spans[1][0], block.end)
        else:
            self.add(PieceKind.THEME, block, confidence, "theme_list")
