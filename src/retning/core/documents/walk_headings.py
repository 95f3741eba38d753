"""The walk's headings: which section each opens, or what it is itself."""

from __future__ import annotations

from retning.core.danish import is_question
from retning.core.documents.areas import (
    AreaRule,
    area_headings,
    skeleton_of,
    title_end,
    title_index,
)
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.commitments import (
    commitment,
    listed_commitment,
)
from retning.core.documents.draft import PieceKind
from retning.core.documents.headings import (
    Role,
    is_bare_label,
    is_goal_lead_in,
    is_lead_in,
    label_end,
    role_of,
    year_of,
)
from retning.core.documents.paragraphs import Paragraphs
from retning.core.documents.refining import refined
from retning.core.documents.sections import state_headings


class Headings(Paragraphs):
    """The title and the headings of a document, over what its paragraphs are."""

    def __init__(self, document: Document) -> None:
        super().__init__(refined(document))
        self.title = title_index(self.document)
        self.areas: dict[int, AreaRule] = area_headings(self.document, self.title)
        self.announced = {
            skeleton_of(self.document.text_of(self.blocks[index]))
            for index, (rule, _) in self.areas.items()
            if rule == "announced"
        }
        self.states = state_headings(self.document, self.title)

    def _title(self, index: int) -> int:
        block = self.blocks[index]
        after = index + title_end(self.document, index)
        end = self.blocks[after - 1].end
        role = role_of(self.document.text_of(block))
        is_area = role is Role.AREA or len(block.numbers) == 1
        if is_area and not self.areas:
            self.add_span(PieceKind.AREA, block.start, end, 0.8, "title_is_area")
        else:
            self.add_span(PieceKind.TITLE, block.start, end, 0.85, "first_heading")
        if role in {Role.GOALS, Role.VISION}:
            self.role, self.role_level = role, block.level
        return after

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.text_of(block)
        if index in self.areas:
            rule, confidence = self.areas[index]
            self._open(Role.NONE, block.level)
            self.add(PieceKind.AREA, block, confidence, rule)
            return
        if index in self.states:
            self._open(Role.STATES, block.level)
            self._narrative_heading(block)
            return
        role = role_of(text)
        year = year_of(text)
        if year is not None and self.role is Role.GOALS and self.sections.leads_to_list(index):
            self.add(PieceKind.LABEL, block, 0.8, "year_heading")
            self.year = year
            return
        if self.role is Role.QUESTIONS and is_question(text) and not self.listed_themes:
            self.add(PieceKind.THEME, block, 0.75, "question_heading").heads = True
            return
        if role is not Role.OBJECTIVE and self.sections.are_questions(index):
            role = Role.QUESTIONS
        if role is Role.NONE and is_goal_lead_in(text) and self.sections.leads_to_list(index):
            role = Role.GOALS
        if role is Role.OBJECTIVE:
            self._labelled_heading(index, block)
        elif role is Role.GOALS or (self.role is Role.GOALS and is_lead_in(text)):
            if self.role is not Role.GOALS:
                self._open(Role.GOALS, block.level)
            self.listed_goals, self.year = False, year
            self._section_heading(index, block)
        elif role is not Role.NONE and role is not Role.AREA:
            self._open(role, block.level)
            self._section_heading(index, block)
        else:
            self._plain_heading(index, block, text)

    def _labelled_heading(self, index: int, block: Block) -> None:
        """ "Mål 4: …" is an objective where goals stand under it, and else a goal itself."""
        label = label_end(self.document.text_of(block))
        is_question_ = is_question(self.document.text_of(block))
        self._open(Role.GOALS, block.level)
        following = self.sections.following(index)
        prose_next = following is not None and following.kind is BlockKind.PARAGRAPH
        if (
            prose_next
            and is_bare_label(self.document.text_of(block))
            and not (self.sections.holds_list(index))
        ):
            self.add(PieceKind.LABEL, block, 0.9, "goal_label")
            self.labels_next = self.listed_goals = True
            return
        if label and not is_question_ and not self.sections.holds_goals(index):
            start = self.labelled(block.start, block.end)
            unit = self.add_span(PieceKind.GOAL, start, block.end, 0.85, "goal_heading")
            unit.heads = True
        else:
            self.objective(block, 0.9, "objective_word")

    def _plain_heading(self, index: int, block: Block, text: str) -> None:
        deeper = block.level > self.role_level
        inside = self.role is Role.GOALS and (deeper or not self.document.has_levels)
        listed = inside and self.sections.leads_to_list(index)
        if listed and self.sections.is_entry(index) and listed_commitment(text).rule:
            self.add(PieceKind.GOAL, block, 0.8, "goal_heading")
            self.listed_goals = True
        elif listed and not is_question(text):
            self.objective(block, 0.9, "heads_goal_list")
        elif inside and not is_question(text) and self._is_goal_line(index):
            self.add(PieceKind.GOAL, block, 0.7, "goal_heading")
        elif inside and commitment(text).rule:
            self.add(PieceKind.GOAL, block, 0.7, "goal_heading").heads = True
        else:
            if not (deeper and self.document.has_levels):
                self._open(Role.NONE, block.level)
            self._narrative_heading(block)

    def _is_goal_line(self, index: int) -> bool:
        """A line of its own among others like it, with nothing under it: a list without marks."""
        if self.listed_goals or not self.sections.is_bare(index):
            return False
        last = self.last()
        if last is not None and last.kind is PieceKind.GOAL and last.rule == "goal_heading":
            return not last.heads
        following = self.sections.following(index)
        if following is None or role_of(self.document.text_of(following)) is not Role.NONE:
            return False
        return self.sections.is_bare(self.blocks.index(following, index))

    def _open(self, role: Role, level: int) -> None:
        self.role, self.role_level = role, level
        self.year = None
        self.has_objective = self.listed_themes = self.listed_goals = False

    def _section_heading(self, index: int, block: Block) -> None:
        if self.role is Role.CONTACT:
            self.add(PieceKind.BOILERPLATE, block, 0.8, "contact")
            return
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        prose_next = following is not None and following.kind is BlockKind.PARAGRAPH
        if self.role in {Role.BACKGROUND, Role.ACTIONS} or (prose_next and self.role is Role.GOALS):
            self._narrative_heading(block)
        else:
            self.add(PieceKind.LABEL, block, 0.9, f"{self.role.value}_heading")

    def _narrative_heading(self, block: Block) -> None:
        unit = self.add(PieceKind.NARRATIVE, block, 0.7, "heading")
        unit.heads, unit.level = True, block.level
