"""The walk's paragraphs: objectives, visions, themes and the goals in prose."""

from __future__ import annotations

from retning.core.danish import fold, is_question, sentences
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.draft import PieceKind
from retning.core.documents.headings import Role, is_goal_lead_in, label_end
from retning.core.documents.lines import trim
from retning.core.documents.prose import goal_in, is_vision
from retning.core.documents.sections import Sections
from retning.core.documents.units import Unit

_LONGEST_OBJECTIVE = 220
NO_GOALS = frozenset({Role.BACKGROUND, Role.CONTACT})
_STATED_IN = frozenset({Role.GOALS, Role.STATES})
_ANNOUNCES = pattern(
    r"\b(?:maal|maalene|maalsaetning\w*|pejlemaerke\w*|foelgende|nedenfor|herunder|vedtaget|godkendt"
    r"|foelger op|\d{1,2}\.\d{1,2}\.\d{4})\b"
)


class Paragraphs:
    """The units made so far, the section that is open, and what a paragraph in it becomes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.blocks = document.blocks
        self.sections = Sections(document)
        self.units: list[Unit] = []
        self.role = Role.NONE
        self.role_level = 0
        self.has_objective = False
        self.has_vision = False
        self.listed_themes = False
        # Whether the open section told goals in a list: then its prose explains them.
        self.listed_goals = False
        # Whether the next paragraph says the goal of a label that stood alone ("Pejlemærke 3").
        self.labels_next = False
        # The year that heads the goals which follow.
        self.year: int | None = None

    def add(self, kind: PieceKind, block: Block, confidence: float, rule: str) -> Unit:
        """The whole block as one unit."""
        return self.add_span(kind, block.start, block.end, confidence, rule)

    def add_span(self, kind: PieceKind, start: int, end: int, confidence: float, rule: str) -> Unit:
        """A stretch as one unit."""
        unit = Unit(kind, start, end, confidence, rule)
        self.units.append(unit)
        return unit

    def objective(self, block: Block, confidence: float, rule: str) -> None:
        """The block as an objective, for the goals that follow."""
        self.has_objective = True
        self.add(PieceKind.OBJECTIVE, block, confidence, rule)

    def labelled(self, start: int, end: int) -> int:
        """Set a goal's label ("Mål 4:") apart; where the words behind it begin."""
        label = label_end(self.text[start:end])
        if label:
            first, last = trim(self.text, start, start + label)
            self.add_span(PieceKind.LABEL, first, last, 0.9, "goal_label")
        return start + label

    def last(self) -> Unit | None:
        """The unit that a next stretch may belong to: the last one, page furniture passed over
        where the stretch would begin its body."""
        for unit in reversed(self.units[-4:]):
            if unit.kind is not PieceKind.BOILERPLATE:
                after = self.units[-1]
                is_open = unit is after or not unit.body_end or unit.body_start >= after.end
                return unit if is_open else None
        return None

    def paragraph(self, index: int, block: Block) -> None:
        """What a paragraph is."""
        last = self.last()
        if self.labels_next:
            self.labels_next = False
            self._said_under_label(block)
            return
        if last is not None and last.kind in {PieceKind.GOAL, PieceKind.THEME}:
            asks = self.role is Role.QUESTIONS and is_question(self.document.text_of(block))
            if block.hangs or (last.heads and not asks and not self._is_goal(block)):
                last.take(block.outer, block.end)
                return
        if self.role is Role.CONTACT:
            self.add(PieceKind.BOILERPLATE, block, 0.7, "contact")
        elif last is not None and last.kind is PieceKind.OBJECTIVE and not self._is_goal(block):
            last.take(block.outer, block.end)
        elif self.role is Role.VISION:
            self._vision(block, last)
        elif self.role is Role.QUESTIONS and self._is_question_paragraph(block):
            self.add(PieceKind.THEME, block, 0.7, "question_paragraph").heads = True
        elif self.role is Role.GOALS and self._is_objective_paragraph(index, block):
            self.objective(block, 0.75, "leads_goal_list")
        elif self.role not in NO_GOALS and self._leads_to_goals(index, block):
            self.role, self.listed_goals = Role.GOALS, False
            self.add(PieceKind.LABEL, block, 0.8, "goals_lead_in")
        else:
            listed = self.listed_goals or self.sections.holds_list(index)
            self.prose(block, stated=self.role in _STATED_IN and not listed)

    def _said_under_label(self, block: Block) -> None:
        start, end = next(iter(sentences(self.text, block.start, block.end)))
        unit = self.add_span(PieceKind.GOAL, start, end, 0.85, "goal_label")
        if end < block.end:
            unit.take(trim(self.text, end, block.end)[0], block.end)

    def _leads_to_goals(self, index: int, block: Block) -> bool:
        """ "Det er Byrådets mål, at:" before a list."""
        following = self.sections.following(index)
        listed = following is not None and following.kind is BlockKind.LIST_ITEM
        return listed and is_goal_lead_in(self.document.text_of(block))

    def _is_goal(self, block: Block) -> bool:
        found = goal_in(self.text, block.start, block.end, stated=False)
        return found is not None and found.rule == "goal_label"

    def _vision(self, block: Block, last: Unit | None) -> None:
        if last is not None and last.kind is PieceKind.VISION:
            last.take(block.outer, block.end)
        elif self.has_vision:
            self.prose(block, stated=False)
        else:
            self.has_vision = True
            self.add(PieceKind.VISION, block, 0.85, "vision_section")

    def _is_question_paragraph(self, block: Block) -> bool:
        text = self.document.text_of(block)
        return not self.listed_themes and is_question(text) and len(text) <= _LONGEST_OBJECTIVE

    def _is_objective_paragraph(self, index: int, block: Block) -> bool:
        """One sentence right before a list of goals that does not merely announce it."""
        following = self.sections.following(index)
        if following is None or following.kind is not BlockKind.LIST_ITEM or block.hangs:
            return False
        text = self.document.text_of(block)
        if len(text) > _LONGEST_OBJECTIVE or is_question(text) or _ANNOUNCES.search(fold(text)):
            return False
        return len(list(sentences(self.text, block.start, block.end))) == 1

    def prose(self, block: Block, *, stated: bool) -> None:
        """A paragraph: narrative, but for the sentences in it that commit or state the vision."""
        begin = block.outer
        if self.role not in NO_GOALS or not self.has_vision:
            for start, end in sentences(self.text, block.start, block.end):
                found = self._sentence(start, end, stated=stated)
                if found is None:
                    continue
                self._narrative(begin, start)
                if found.start > start:
                    self.labelled(start, end)
                self.units.append(found)
                begin = end
        self._narrative(begin, block.end)

    def _sentence(self, start: int, end: int, *, stated: bool) -> Unit | None:
        if not self.has_vision and is_vision(self.text[start:end]):
            self.has_vision = True
            return Unit(PieceKind.VISION, start, end, 0.6, "vision_sentence")
        if self.role in NO_GOALS:
            return None
        return goal_in(self.text, start, end, stated=stated)

    def _narrative(self, start: int, end: int) -> None:
        start, end = trim(self.text, start, end)
        if start < end:
            self.add_span(PieceKind.NARRATIVE, start, end, 0.6, "prose")
