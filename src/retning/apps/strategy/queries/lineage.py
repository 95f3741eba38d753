"""Lineage: what became of the goals of the strategy before, as a draft says it so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Ending, Strategy
from retning.apps.strategy.queries.draft import DraftOutline, Node, draft_outline
from retning.apps.strategy.queries.rows import standing_rows
from retning.core.redline import Segment, words
from retning.core.similarity import Certainty, Text, matches, ranked
from retning.foundation.freezing.models import FrozenRow


@dataclass(frozen=True)
class Wording:
    """A row as it stands in one strategy; `place` is the title of its area, `ancestor` the key of
    what it goes on from."""

    key: UUID
    text: str
    place: str = ""
    ancestor: UUID | None = None


@dataclass(frozen=True)
class Succession:
    """A new goal, and the old one that it goes on from."""

    new: Wording
    old: Wording


@dataclass(frozen=True)
class Ended:
    """An old goal that does not go on; `reason` may be empty."""

    old: Wording
    reason: str


@dataclass(frozen=True)
class Lineage:
    """Every goal of a strategy and of the one before it, by what became of it.

    A goal that was divided comes with each of its heirs. `unanswered` are the old goals that
    nothing goes on from and of which nobody has said that they ended.
    """

    kept: Sequence[Succession]
    changed: Sequence[Succession]
    new: Sequence[Wording]
    ended: Sequence[Ended]
    unanswered: Sequence[Wording]


def lineage_of(
    new: Sequence[Wording],
    old: Sequence[Wording],
    endings: Mapping[UUID, str],
    *,
    once: Mapping[UUID, Wording] | None = None,
) -> Lineage:
    """Both in their own order. An heir speaks louder than an ending; `once` are old goals that the
    edition which stands is without, and that a new goal may go on from all the same."""
    known = {**(once or {}), **{each.key: each for each in old}}
    pairs = [Succession(each, known[each.ancestor]) for each in new if each.ancestor in known]
    followed = {pair.old.key for pair in pairs}
    left = [each for each in old if each.key not in followed]
    return Lineage(
        kept=[pair for pair in pairs if pair.new.text == pair.old.text],
        changed=[pair for pair in pairs if pair.new.text != pair.old.text],
        new=[each for each in new if each.ancestor not in known],
        ended=[Ended(each, endings[each.key]) for each in left if each.key in endings],
        unanswered=[each for each in left if each.key not in endings],
    )


def wordings(rows: Iterable[FrozenRow]) -> dict[str, list[Wording]]:
    """Rows by kind, in order, each with the area it stands in."""
    found: dict[str, list[Wording]] = defaultdict(list)
    area = ""
    for row in rows:
        if row.kind == RowKind.AREA:
            area = row.text
        place = "" if row.kind == RowKind.AREA else area
        found[row.kind].append(Wording(row.key, row.text, place, ancestor_of(row)))
    return found


def ancestor_of(row: FrozenRow) -> UUID | None:
    """The key that a frozen row names as its ancestor; None where it names none."""
    return key_of(row.data.get("ancestor"))


def key_of(value: object) -> UUID | None:
    """A key as it stands in a row's data; None for what is no key."""
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


class Answer(StrEnum):
    """What has been said of where a row comes from."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    OPEN = "open"  # nobody has said anything yet
    LOST = "lost"  # what it was said to go on from is not in the predecessor


@dataclass(frozen=True)
class Suggestion:
    old: Wording
    score: float
    certainty: Certainty

    @property
    def is_certain(self) -> bool:
        return self.certainty is not Certainty.LIKELY


@dataclass(frozen=True)
class NodeLineage:
    """A row of the draft, where it is said to come from, and what is suggested while it is open."""

    kind: str
    node: Node
    place: str
    answer: Answer
    old: Wording | None = None
    suggestion: Suggestion | None = None

    @property
    def redline(self) -> list[Segment]:
        """From the old words to the new."""
        return words(self.old.text if self.old else "", self.node.text)

    @property
    def as_it_is(self) -> str:
        """What names the row as it was shown: `kind:key:version`."""
        return f"{self.kind}:{self.node.key}:{self.node.version}"

    @property
    def as_suggested(self) -> str:
        """The same with what is suggested: `kind:key:version:ancestor`."""
        return f"{self.as_it_is}:{self.suggestion.old.key if self.suggestion else ''}"


@dataclass(frozen=True)
class OldGoal:
    """A goal of the predecessor that nothing goes on from, and what has been said of that."""

    wording: Wording
    ending: Ending | None


@dataclass(frozen=True)
class LineageWork:
    """All that there is to say of a draft and its predecessor, in the order of each."""

    goals: Sequence[NodeLineage]
    others: Sequence[NodeLineage]
    old_goals: Sequence[OldGoal]
    lineage: Lineage

    @property
    def open_goals(self) -> list[NodeLineage]:
        return [each for each in self.goals if each.answer in {Answer.OPEN, Answer.LOST}]

    @property
    def answered_goals(self) -> list[NodeLineage]:
        return [each for each in self.goals if each.answer not in {Answer.OPEN, Answer.LOST}]

    @property
    def certain_goals(self) -> list[NodeLineage]:
        return [each for each in self.goals if each.suggestion and each.suggestion.is_certain]

    @property
    def unlike_goals(self) -> list[NodeLineage]:
        """Those that wait, and that nothing is like."""
        return [each for each in self.open_goals if each.suggestion is None]

    @property
    def certain_others(self) -> list[NodeLineage]:
        return [each for each in self.others if each.suggestion and each.suggestion.is_certain]

    @property
    def unanswered(self) -> list[OldGoal]:
        return [each for each in self.old_goals if each.ending is None]

    @property
    def ended(self) -> list[OldGoal]:
        return [each for each in self.old_goals if each.ending is not None]


def predecessor_wordings(strategy: Strategy) -> dict[str, list[Wording]]:
    """The predecessor's rows by kind: as its standing edition has them, two queries; else as its
    draft. Nothing where there is no predecessor."""
    return wordings(standing_rows(strategy.predecessor)) if strategy.predecessor else {}


def lineage(strategy: Strategy) -> Lineage:
    """What became of the predecessor's goals, as the draft says it: kept, changed, new, ended,
    unanswered."""
    return draft_lineage(draft_outline(strategy))


def draft_lineage(outline: DraftOutline) -> Lineage:
    """The same, of a draft that has been read."""
    old = predecessor_wordings(outline.strategy).get(RowKind.GOAL, [])
    return _lineage(outline, _nodes(outline), old)


def lineage_work(strategy: Strategy) -> LineageWork:
    """Everything for the page where a draft's lineage is settled: eight queries where the
    predecessor has been published, with nothing read twice."""
    outline = draft_outline(strategy)
    old = predecessor_wordings(strategy)
    nodes = _nodes(outline)
    endings = {ending.ancestor: ending for ending in outline.endings}
    found = {kind: _of_kind(kind, nodes[kind], old.get(kind, []), endings) for kind in nodes}
    answers = _lineage(outline, nodes, old.get(RowKind.GOAL, []))
    alone = [*(each.old for each in answers.ended), *answers.unanswered]
    left = {each.key for each in alone}
    return LineageWork(
        goals=found[RowKind.GOAL],
        others=[each for kind in nodes if kind != RowKind.GOAL for each in found[kind]],
        old_goals=[
            OldGoal(each, endings.get(each.key))
            for each in old.get(RowKind.GOAL, [])
            if each.key in left
        ],
        lineage=answers,
    )


def candidates(node: Node, old: Iterable[Wording]) -> list[tuple[Wording, float]]:
    """Every old row of the node's kind, the most alike first, with how alike it is."""
    by_key = {each.key: each for each in old}
    found = ranked(node.text, [Text(each.key, each.text) for each in by_key.values()])
    return [(by_key[text.key], score) for text, score in found]


_Placed = tuple[Node, str]


def _nodes(outline: DraftOutline) -> dict[str, list[_Placed]]:
    """The draft's rows by kind, in order, each with the title of its area."""
    nodes: dict[str, list[_Placed]] = {
        kind: [] for kind in (RowKind.GOAL, RowKind.AREA, RowKind.OBJECTIVE, RowKind.THEME)
    }
    for each in outline.areas:
        place = each.area.text
        nodes[RowKind.AREA].append((each.area, ""))
        nodes[RowKind.OBJECTIVE] += [(group.objective, place) for group in each.objectives]
        nodes[RowKind.GOAL] += [(goal, place) for goal in each.all_goals]
        nodes[RowKind.THEME] += [(theme, place) for theme in each.themes]
    return nodes


def _lineage(
    outline: DraftOutline, nodes: Mapping[str, Sequence[_Placed]], old: Sequence[Wording]
) -> Lineage:
    goals = [
        Wording(node.key, node.text, place, node.ancestor) for node, place in nodes[RowKind.GOAL]
    ]
    return lineage_of(goals, old, {ending.ancestor: ending.reason for ending in outline.endings})


def _of_kind(
    kind: str,
    nodes: Sequence[_Placed],
    old: Sequence[Wording],
    endings: Mapping[UUID, Ending],
) -> list[NodeLineage]:
    by_key = {each.key: each for each in old}
    taken = {node.ancestor for node, _place in nodes} | endings.keys()
    asked = [(node, _answer(node, by_key)) for node, _place in nodes]
    found = matches(
        [Text(each.key, each.text) for each in old if each.key not in taken],
        [Text(node.key, node.text) for node, answer in asked if answer is Answer.OPEN],
    )
    suggested = {
        match.new: Suggestion(by_key[match.old], match.score, match.certainty) for match in found
    }
    return [
        NodeLineage(
            kind=kind,
            node=node,
            place=place,
            answer=answer,
            old=by_key.get(node.ancestor) if node.ancestor else None,
            suggestion=suggested.get(node.key),
        )
        for (node, place), (_node, answer) in zip(nodes, asked, strict=True)
    ]


def _answer(node: Node, old: Mapping[UUID, Wording]) -> Answer:
    if node.ancestor is None:
        return Answer.NEW if node.begins_anew else Answer.OPEN
    found = old.get(node.ancestor)
    if found is None:
        return Answer.LOST
    return Answer.KEPT if found.text == node.text else Answer.CHANGED
