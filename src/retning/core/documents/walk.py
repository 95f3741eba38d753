"""The walk over the blocks: what each is, from the section it stands in and what it says itself."""

import re
from dataclasses import dataclass

from retning.core.danish import fold, is_question, sentences
from retning.core.documents.areas import (
    AreaRule,
    area_headings,
    skeleton_of,
    title_end,
    title_index,
)
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.commitments import commitment, listed_commitment
from retning.core.documents.draft import PieceKind
from retning.core.documents.headings import Role, is_lead_in, role_of
from retning.core.documents.lines import cells, trim

_LONGEST_OBJECTIVE = 220
_NO_GOALS = frozenset({Role.BACKGROUND, Role.CONTACT})
_VISION_SENTENCE = re.compile(
    r"(?:vores |kommunens |byens |den faelles )?vision(?:en)?\b.{0,60}"
    r"\b(?:er|lyder)\b.{0,40}(?::|at\b)"
)
_ANNOUNCES = re.compile(
    r"\b(?:maal|maalene|maalsaetning\w*|foelgende|nedenfor|herunder|vedtaget|godkendt|\d{1,2}\.\d{1,2}\.\d{4})\b"
)


@dataclass(slots=True)
class Unit:
    """A piece in the making."""

    kind: PieceKind
    start: int
    end: int
    confidence: float
    rule: str
    heads: bool = False
    level: int = 0
    body_start: int = 0
    body_end: int = 0

    def take(self, outer: int, end: int) -> None:
        """Let the stretch be (more of) this unit's body."""
        if self.body_end == 0:
            self.body_start = outer
        self.body_end = end


class Walk:
    """One pass over a document's blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.blocks = document.blocks
        self.units: list[Unit] = []
        self.title = title_index(document)
        self.areas: dict[int, AreaRule] = area_headings(document, self.title)
        self.announced = {
            skeleton_of(document.text_of(self.blocks[index]))
            for index, (rule, _) in self.areas.items()
            if rule == "announced"
        }
        self.role = Role.NONE
        self.role_level = 0
        self.has_objective = False
        self.has_vision = False
        self.listed_themes = False

    def units_of(self) -> list[Unit]:
        """Every block as one unit or more, in reading order."""
        index = 0
        while index < len(self.blocks):
            block = self.blocks[index]
            if index == self.title:
                index = self._title(index)
                continue
            match block.kind:
                case BlockKind.HEADING:
                    self._heading(index, block)
                case BlockKind.LIST_ITEM:
                    self._item(block)
                case BlockKind.PARAGRAPH:
                    self._paragraph(index, block)
                case BlockKind.TABLE_ROW:
                    goals = self.role not in _NO_GOALS
                    self.units.extend(units_of_row(self.text, block, may_hold_goals=goals))
                case BlockKind.NOTE:
                    self._add(PieceKind.UNPLACED, block, 0.3, "note")
                case BlockKind.PAGE_NUMBER | BlockKind.BOILERPLATE:
                    self._add(PieceKind.BOILERPLATE, block, 0.9, block.kind.value)
            index += 1
        return self.units

    def _add(self, kind: PieceKind, block: Block, confidence: float, rule: str) -> Unit:
        return self._add_span(kind, block.start, block.end, confidence, rule)

    def _add_span(
        self, kind: PieceKind, start: int, end: int, confidence: float, rule: str
    ) -> Unit:
        unit = Unit(kind, start, end, confidence, rule)
        self.units.append(unit)
        return unit

    def _title(self, index: int) -> int:
        block = self.blocks[index]
        after = index + title_end(self.document, index)
        end = self.blocks[after - 1].end
        role = role_of(self.document.text_of(block))
        is_area = role is Role.AREA or len(block.numbers) == 1
        if is_area and not self.areas:
            self._add_span(PieceKind.AREA, block.start, end, 0.8, "title_is_area")
        else:
            self._add_span(PieceKind.TITLE, block.start, end, 0.85, "first_heading")
        if role in {Role.GOALS, Role.VISION}:
            self.role, self.role_level = role, block.level
        return after

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.text_of(block)
        if index in self.areas:
            rule, confidence = self.areas[index]
            self._open(Role.NONE, block.level)
            self._add(PieceKind.AREA, block, confidence, rule)
            return
        role = role_of(text)
        if self.role is Role.QUESTIONS and is_question(text) and not self.listed_themes:
            self._add(PieceKind.THEME, block, 0.75, "question_heading").heads = True
            return
        if role is Role.OBJECTIVE:
            self._open(Role.GOALS, block.level)
            self._objective(block, 0.9, "objective_word")
        elif role is Role.GOALS or (self.role is Role.GOALS and is_lead_in(text)):
            if self.role is not Role.GOALS:
                self._open(Role.GOALS, block.level)
            self._section_heading(index, block)
        elif role is not Role.NONE and role is not Role.AREA:
            self._open(role, block.level)
            self._section_heading(index, block)
        else:
            self._plain_heading(index, block, text)

    def _plain_heading(self, index: int, block: Block, text: str) -> None:
        deeper = block.level > self.role_level
        inside = self.role is Role.GOALS and (deeper or not self.document.has_levels)
        if inside and not is_question(text) and self._leads_to_list(index, block):
            self._objective(block, 0.9, "heads_goal_list")
        elif inside and deeper and commitment(text).rule:
            self._add(PieceKind.GOAL, block, 0.7, "goal_heading").heads = True
        else:
            if not (deeper and self.document.has_levels):
                self._open(Role.NONE, block.level)
            self._narrative_heading(block)

    def _open(self, role: Role, level: int) -> None:
        self.role, self.role_level = role, level
        self.has_objective = self.listed_themes = False

    def _objective(self, block: Block, confidence: float, rule: str) -> None:
        self.has_objective = True
        self._add(PieceKind.OBJECTIVE, block, confidence, rule)

    def _section_heading(self, index: int, block: Block) -> None:
        if self.role is Role.CONTACT:
            self._add(PieceKind.BOILERPLATE, block, 0.8, "contact")
            return
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        prose_next = following is not None and following.kind is BlockKind.PARAGRAPH
        if self.role in {Role.BACKGROUND, Role.ACTIONS} or (prose_next and self.role is Role.GOALS):
            self._narrative_heading(block)
        else:
            self._add(PieceKind.LABEL, block, 0.9, f"{self.role.value}_heading")

    def _narrative_heading(self, block: Block) -> None:
        unit = self._add(PieceKind.NARRATIVE, block, 0.7, "heading")
        unit.heads, unit.level = True, block.level

    def _leads_to_list(self, index: int, block: Block) -> bool:
        """Whether a list stands right under the heading (after a paragraph or two, where sure)."""
        allowed = 2 if self.document.has_levels else 0
        for following in self.blocks[index + 1 : index + 5]:
            if following.kind is BlockKind.LIST_ITEM:
                return True
            if following.kind is BlockKind.HEADING:
                return role_of(self.document.text_of(following)) is Role.GOALS
            if following.kind is BlockKind.PARAGRAPH:
                allowed -= 1
                if allowed < 0:
                    return False
        return False

    def _item(self, block: Block) -> None:
        text = self.document.text_of(block)
        last = self.units[-1] if self.units else None
        if block.level > 0 and last is not None and last.kind in {PieceKind.GOAL, PieceKind.THEME}:
            last.take(block.outer, block.end)
        elif self.role is Role.QUESTIONS:
            self.listed_themes = True
            self._theme(block)
        elif self.role is Role.GOALS and is_question(text):
            self._add(PieceKind.THEME, block, 0.6, "question_among_goals")
        elif self.role is Role.GOALS:
            self._add(PieceKind.GOAL, block, 0.95 if self.has_objective else 0.9, "goal_list")
        elif self.role is Role.CONTACT:
            self._add(PieceKind.BOILERPLATE, block, 0.7, "contact")
        else:
            evidence = listed_commitment(text)
            names_area = bool(self.announced) and skeleton_of(text) in self.announced
            if evidence.rule and self.role not in _NO_GOALS and not names_area:
                self._add(PieceKind.GOAL, block, evidence.confidence, evidence.rule)
            else:
                self._add_span(PieceKind.NARRATIVE, block.outer, block.end, 0.6, "list")

    def _theme(self, block: Block) -> None:
        """A listed theme; what follows its question in the same item is its elaboration."""
        spans = list(sentences(self.text, block.start, block.end))
        first_start, first_end = spans[0]
        confidence = 0.9 if is_question(self.text[first_start:first_end]) else 0.7
        if len(spans) > 1 and confidence == 0.9:
            unit = self._add_span(PieceKind.THEME, first_start, first_end, confidence, "theme_list")
            unit.take(spans[1][0], block.end)
        else:
            self._add(PieceKind.THEME, block, confidence, "theme_list")

    def _paragraph(self, index: int, block: Block) -> None:
        last = self.units[-1] if self.units else None
        if last is not None and last.kind in {PieceKind.GOAL, PieceKind.THEME}:
            asks = self.role is Role.QUESTIONS and is_question(self.document.text_of(block))
            if block.hangs or (last.heads and not asks):
                last.take(block.outer, block.end)
                return
        if self.role is Role.CONTACT:
            self._add(PieceKind.BOILERPLATE, block, 0.7, "contact")
        elif last is not None and last.kind is PieceKind.OBJECTIVE:
            last.take(block.outer, block.end)
        elif self.role is Role.VISION:
            self._vision(block, last)
        elif self.role is Role.QUESTIONS and self._is_question_paragraph(block):
            self._add(PieceKind.THEME, block, 0.7, "question_paragraph").heads = True
        elif self.role is Role.GOALS and self._is_objective_paragraph(index, block):
            self._objective(block, 0.75, "leads_goal_list")
        else:
            self._prose(block)

    def _vision(self, block: Block, last: Unit | None) -> None:
        if last is not None and last.kind is PieceKind.VISION:
            last.take(block.outer, block.end)
        elif self.has_vision:
            self._prose(block)
        else:
            self.has_vision = True
            self._add(PieceKind.VISION, block, 0.85, "vision_section")

    def _is_question_paragraph(self, block: Block) -> bool:
        text = self.document.text_of(block)
        return not self.listed_themes and is_question(text) and len(text) <= _LONGEST_OBJECTIVE

    def _is_objective_paragraph(self, index: int, block: Block) -> bool:
        """One sentence right before a list of goals that does not merely announce it."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or following.kind is not BlockKind.LIST_ITEM or block.hangs:
            return False
        text = self.document.text_of(block)
        if len(text) > _LONGEST_OBJECTIVE or is_question(text) or _ANNOUNCES.search(fold(text)):
            return False
        return len(list(sentences(self.text, block.start, block.end))) == 1

    def _prose(self, block: Block) -> None:
        """A paragraph: narrative, but for the sentences in it that commit or state the vision."""
        begin = block.outer
        if self.role not in _NO_GOALS or not self.has_vision:
            for start, end in sentences(self.text, block.start, block.end):
                found = self._sentence(start, end)
                if found is None:
                    continue
                self._narrative(begin, start)
                self.units.append(found)
                begin = end
        self._narrative(begin, block.end)

    def _sentence(self, start: int, end: int) -> Unit | None:
        sentence = self.text[start:end]
        if not self.has_vision and len(sentence) <= 400 and _VISION_SENTENCE.match(fold(sentence)):
            self.has_vision = True
            return Unit(PieceKind.VISION, start, end, 0.6, "vision_sentence")
        if self.role in _NO_GOALS:
            return None
        evidence = commitment(sentence)
        if not evidence.rule:
            return None
        return Unit(PieceKind.GOAL, start, end, evidence.confidence * 0.9, evidence.rule)

    def _narrative(self, start: int, end: int) -> None:
        start, end = trim(self.text, start, end)
        if start < end:
            self._add_span(PieceKind.NARRATIVE, start, end, 0.6, "prose")


def units_of_row(text: str, block: Block, *, may_hold_goals: bool) -> list[Unit]:
    """A table row: the cells that commit are goals; the rest is shown as not placed."""
    spans = cells(text, block.start, block.end)
    evidence = [listed_commitment(text[start:end]) for start, end in spans]
    if not may_hold_goals or not any(found.rule for found in evidence):
        return [Unit(PieceKind.UNPLACED, block.start, block.end, 0.3, "table_row")]
    return [
        Unit(PieceKind.GOAL, start, end, found.confidence, found.rule)
        if found.rule
        else Unit(PieceKind.UNPLACED, start, end, 0.3, "table_cell")
        for (start, end), found in zip(spans, evidence, strict=True)
    ]
