"""Which indicators there are to measure a goal's targets by, and which are the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.queries.indicators import CatalogueLine, catalogue
from retning.apps.indicators.queries.views import IndicatorView
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.queries.goal_targets import GoalTarget
from retning.core.danish import fold
from retning.core.targets import Target, kind_of
from retning.core.targets.linking import Ground, Linkable, likeliest

LIKELIEST, FOUND = 3, 12


def is_known(code: str, *, municipality_code: str) -> bool:
    """Whether there is such an indicator, shared or the municipality's own: one query."""
    here = Q(municipality=None) | Q(municipality=municipality_code)
    return Indicator.objects.filter(here, code=code).exists()


@dataclass(frozen=True)
class Likely:
    """An indicator that may measure a target, and why it is thought so."""

    indicator: IndicatorView
    has_figures: bool
    is_example: bool = False
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Linking:
    """Everything that a municipality may measure by."""

    lines: Sequence[CatalogueLine]

    @cached_property
    def _by_code(self) -> dict[str, CatalogueLine]:
        return {line.indicator.code: line for line in self.lines}

    @cached_property
    def _linkable(self) -> tuple[Linkable, ...]:
        return tuple(_linkable(line.indicator) for line in self.lines)

    def named(self, code: str) -> Likely | None:
        """The one with a code."""
        line = self._by_code.get(code)
        return Likely(line.indicator, line.has_figures, line.is_example) if line else None

    def likeliest(self, wording: str, target: GoalTarget) -> list[Likely]:
        """The three that a goal most likely speaks of: by the phrase that names what is measured,
        else by all of the wording."""
        found: list[Likely] = []
        for phrase in dict.fromkeys((target.phrase, wording)):
            known = {each.indicator.code for each in found}
            more = self._asked(phrase, target.target, limit=LIKELIEST)
            found += [each for each in more if each.indicator.code not in known]
        return found[:LIKELIEST]

    def search(self, text: str, target: GoalTarget) -> list[Likely]:
        """Those that answer to what was typed: by name or code, then by likeness."""
        wanted = fold(text)
        named = [
            Likely(line.indicator, line.has_figures, line.is_example)
            for line in self.lines
            if wanted and wanted in fold(_text_of(line.indicator))
        ]
        known = {each.indicator.code for each in named}
        alike = self._asked(text, target.target, limit=FOUND)
        return [*named, *(each for each in alike if each.indicator.code not in known)][:FOUND]

    def _asked(self, phrase: str, target: Target, *, limit: int) -> list[Likely]:
        suggestions = likeliest(
            phrase,
            self._linkable,
            unit=str(getattr(target, "unit", "")),
            kind=kind_of(target),
            limit=limit,
        )
        return [
            Likely(line.indicator, line.has_figures, line.is_example, each.reasons)
            for each in suggestions
            if (line := self._by_code.get(each.code))
        ]


def linking(municipality: Municipality) -> Linking:
    """What a municipality's targets may be measured by: one query."""
    return Linking(catalogue(municipality=municipality))


def _linkable(view: IndicatorView) -> Linkable:
    return Linkable(
        code=view.code,
        name=view.name_da,
        words=view.words,
        definition=view.definition_da,
        unit=view.unit_da,
        is_asked=view.source is SourceKind.SURVEY,
        is_national=view.has_source,
    )


def _text_of(view: IndicatorView) -> str:
    return " ".join((view.code, view.name_da, view.name_en, *view.words))
