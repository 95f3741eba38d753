"""Files that are one document, joined item by item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from retning.core.documents.besides import Besides
from retning.core.documents.draft import Draft, Piece
from retning.core.documents.focus import FocusArea, FocusSet
from retning.core.documents.frameworks import (
    Competence,
    CoreValue,
    ExpectationGroup,
    Framework,
    Signatory,
    Statement,
)
from retning.core.documents.items import Item, each_item
from retning.core.documents.merging.alignment import aligned, is_one_document, shingles, skeleton
from retning.core.documents.merging.choosing import Chooser, Known
from retning.core.documents.merging.found import Joined, MergeCode, Merged, Read, Told
from retning.core.documents.organisation import Body, Organisation, Role

Kind = TypeVar("Kind")


def merged(read: Sequence[Read], *, known: Known | None = None) -> Merged:
    """The documents among the files `read`: files with the same content are joined, others stay
    apart. `known` says whether a lexicon has a word (without one the files' own words decide).

    Linear in each text; files are compared two by two.
    """
    groups = _groups([shingles(each.document.text) for each in read])
    documents = tuple(
        _joined([(number, read[number]) for number in group], known) for group in groups
    )
    if len(read) == 1:
        return Merged(MergeCode.ALONE, documents)
    code = MergeCode.ONE_DOCUMENT if len(documents) <= 1 else MergeCode.APART
    return Merged(code, documents)


def _groups(files: Sequence[frozenset[int]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number, mine in enumerate(files):
        same = [g for g in groups if any(is_one_document(mine, files[other]) for other in g)]
        groups = [group for group in groups if group not in same]
        groups.append(sorted([number, *(other for group in same for other in group)]))
    return sorted(groups)


def _joined(files: Sequence[tuple[int, Read]], known: Known | None) -> Joined:
    chooser = Chooser([each.document.text for _, each in files], known)
    pieces = _Pieces(chooser)
    besides: Besides | None = None
    for number, each in files:
        pieces.take(number, each.draft)
        marked = each_item(each.besides, partial(replace, sources=(number,)))
        besides = marked if besides is None else _Besides(chooser).joined(besides, marked)
    return Joined(
        sources=tuple(number for number, _ in files),
        areas=tuple(pieces.areas),
        objectives=tuple(pieces.objectives),
        goals=tuple(pieces.goals),
        themes=tuple(pieces.themes),
        besides=besides if besides is not None else Besides(),
    )


class _Pieces:
    """Areas, objectives, goals and themes of the drafts, one file after the other."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser
        self.areas: list[Told] = []
        self.objectives: list[Told] = []
        self.goals: list[Told] = []
        self.themes: list[Told] = []

    def take(self, number: int, draft: Draft) -> None:
        """One more file's draft."""
        areas = [Told(area.piece, (number,)) for area in draft.areas]
        self.areas, places = self._series(self.areas, areas)
        self.objectives, moved = self._below(self.objectives, number, draft, "objectives", places)
        objectives = {
            goal.start: moved[objective.piece.start]
            for area in draft.areas
            for objective in area.objectives
            for goal in objective.goals
            if objective.piece.start in moved
        }
        self.goals, _ = self._below(self.goals, number, draft, "goals", places, objectives)
        self.themes, _ = self._below(self.themes, number, draft, "themes", places)

    def _below(
        self,
        known: list[Told],
        number: int,
        draft: Draft,
        kind: str,
        areas: dict[int, int],
        objectives: dict[int, int] | None = None,
    ) -> tuple[list[Told], dict[int, int]]:
        starts = [area.piece.start for area in draft.areas]
        news = []
        pieces: tuple[Piece, ...] = getattr(draft, kind)
        for piece in _once(pieces):
            above = [start for start in starts if start <= piece.start][-1:]
            area = areas.get(above[0]) if above else None
            news.append(Told(piece, (number,), area, (objectives or {}).get(piece.start)))
        return self._series(known, news)

    def _series(self, known: list[Told], news: list[Told]) -> tuple[list[Told], dict[int, int]]:
        """Both series as one, and where each new piece (by its start) now stands."""
        pairs = aligned(_words(known), _words(news))
        joined: list[Told] = []
        places: dict[int, int] = {}
        for here, there in pairs:
            if there is not None:
                places[news[there].piece.start] = len(joined)
            if here is None or there is None:
                joined.append(known[here] if here is not None else news[there or 0])
            else:
                joined.append(self._told(known[here], news[there]))
        return joined, places

    def _told(self, known: Told, new: Told) -> Told:
        first = self.chooser.compared(known.piece.wording, new.piece.wording) >= 0
        best, other = (known, new) if first else (new, known)
        return Told(
            best.piece,
            tuple(dict.fromkeys((*best.sources, *other.sources))),
            known.area if known.area is not None else new.area,
            known.objective if known.objective is not None else new.objective,
            (*best.others, other.piece, *other.others),
        )


class _Besides:
    """Frameworks, focus areas and organisations of two files."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser

    def joined(self, one: Besides, other: Besides) -> Besides:
        """All that either holds."""
        return Besides(
            self._framework(one.framework, other.framework),
            self._both(one.focus_areas, other.focus_areas, _name_of_set, self._set),
            self._organisation(one.organisation, other.organisation),
        )

    def _framework(self, one: Framework, other: Framework) -> Framework:
        return Framework(
            core_values=self._both(one.core_values, other.core_values, _name, self._value),
            statements=self._both(
                one.statements, other.statements, lambda each: each.heading.clean, self._statement
            ),
            competences=self._both(one.competences, other.competences, _name, self._competence),
            expectations=self._both(
                one.expectations, other.expectations, _heading, self._expectations
            ),
            signatories=self._both(one.signatories, other.signatories, _name, self._signatory),
        )

    def _value(self, one: CoreValue, other: CoreValue) -> CoreValue:
        return CoreValue(
            self._item(one.name, other.name), self._items(one.behaviours, other.behaviours)
        )

    def _statement(self, one: Statement, other: Statement) -> Statement:
        return Statement(self._item(one.heading, other.heading), self._body(one.body, other.body))

    def _competence(self, one: Competence, other: Competence) -> Competence:
        return Competence(self._item(one.name, other.name), self._body(one.body, other.body))

    def _expectations(self, one: ExpectationGroup, other: ExpectationGroup) -> ExpectationGroup:
        return ExpectationGroup(
            self._maybe(one.heading, other.heading),
            self._items(one.expectations, other.expectations),
        )

    def _signatory(self, one: Signatory, other: Signatory) -> Signatory:
        return Signatory(
            self._item(one.name, other.name),
            self._maybe(one.title, other.title),
            self._maybe(one.office, other.office),
            self._maybe(one.organ, other.organ),
        )

    def _set(self, one: FocusSet, other: FocusSet) -> FocusSet:
        if one.owner_kind is not other.owner_kind:
            return one
        return FocusSet(
            self._maybe(one.owner, other.owner),
            one.owner_kind,
            one.period or other.period,
            self._both(one.areas, other.areas, _name, self._area),
        )

    def _area(self, one: FocusArea, other: FocusArea) -> FocusArea:
        return FocusArea(self._item(one.name, other.name), self._body(one.reasons, other.reasons))

    def _organisation(self, one: Organisation, other: Organisation) -> Organisation:
        return Organisation(
            self._both(one.bodies, other.bodies, _name, self._unit),
            self._both(one.roles, other.roles, _name, self._role),
            self._items(one.fields, other.fields),
        )

    def _unit(self, one: Body, other: Body) -> Body:
        return Body(
            self._item(one.name, other.name),
            one.kind,
            self._items(one.answers_for, other.answers_for),
            self._maybe(one.refers_to, other.refers_to),
            self._maybe(one.within, other.within),
        )

    def _role(self, one: Role, other: Role) -> Role:
        return Role(
            self._item(one.name, other.name),
            self._items(one.offices, other.offices),
            self._items(one.answers_for, other.answers_for),
            self._maybe(one.refers_to, other.refers_to),
        )

    # --- series and single items -----------------------------------------------------------------

    def _both(
        self,
        one: tuple[Kind, ...],
        other: tuple[Kind, ...],
        name: Callable[[Kind], str],
        join: Callable[[Kind, Kind], Kind],
    ) -> tuple[Kind, ...]:
        found = []
        for here, there in aligned([name(each) for each in one], [name(each) for each in other]):
            if here is not None and there is not None:
                found.append(join(one[here], other[there]))
            else:
                found.append(one[here] if here is not None else other[there or 0])
        return tuple(found)

    def _item(self, one: Item, other: Item) -> Item:
        return self.chooser.item(one, other)

    def _items(self, one: tuple[Item, ...], other: tuple[Item, ...]) -> tuple[Item, ...]:
        return self._both(one, other, lambda item: item.clean, self._item)

    def _maybe(self, one: Item | None, other: Item | None) -> Item | None:
        if one is None or other is None:
            return one or other
        return self._item(one, other)

    def _body(self, one: tuple[Item, ...], other: tuple[Item, ...]) -> tuple[Item, ...]:
        """Paragraph by paragraph where they are divided alike, else the side that has more."""
        if len(one) == len(other):
            return tuple(self._item(mine, yours) for mine, yours in zip(one, other, strict=True))
        mine, yours = (" ".join(item.clean for item in side) for side in (one, other))
        best, rest = (one, other) if self.chooser.compared(mine, yours) >= 0 else (other, one)
        if not best:
            return rest
        numbers = tuple(dict.fromkeys(number for item in (*best, *rest) for number in item.sources))
        own = best[0].sources
        return tuple(replace(item, sources=tuple(dict.fromkeys((*own, *numbers)))) for item in best)


def _words(told: Sequence[Told]) -> list[str]:
    return [" ".join(each.piece.wording.split()) for each in told]


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """The same words on two pages are one piece; the first stands."""
    kept: dict[str, Piece] = {}
    for piece in pieces:
        key = skeleton(piece.wording)
        kept.setdefault(key if len(piece.wording.split()) >= 4 else f"{key} {piece.start}", piece)
    return list(kept.values())


def _name(each: CoreValue | Competence | Signatory | FocusArea | Body | Role) -> str:
    return each.name.clean


def _heading(group: ExpectationGroup) -> str:
    if group.heading is not None:
        return group.heading.clean
    return group.expectations[0].clean if group.expectations else ""


def _name_of_set(each: FocusSet) -> str:
    return " ".join([each.owner_kind.value, *(area.name.clean for area in each.areas)])
