"""The areas of one picture: who has a figure, who is compared, and who comes before whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from retning.core.charts.data import Better, MapData, StripData
from retning.core.charts.drawing import Twin
from retning.core.charts.numbers import decimals_of, figure, is_usable
from retning.core.charts.words import Words, words_of


@dataclass(frozen=True)
class Areas:
    """A strip's or a map's figures, put in order."""

    data: StripData | MapData
    words: Words

    @cached_property
    def values(self) -> dict[str, Decimal]:
        """By code, those that can be drawn."""
        return {code: each for code, each in self.data.values.items() if is_usable(each)}

    @cached_property
    def compared(self) -> dict[str, Decimal]:
        chosen = self.data.compared
        if chosen is None:
            return self.values
        return {code: each for code, each in self.values.items() if code in chosen}

    @cached_property
    def counted(self) -> Counter[Decimal]:
        """How many of those compared have each figure."""
        return Counter(self.compared.values())

    @cached_property
    def others_counted(self) -> Counter[Decimal]:
        return Counter(self.others.values())

    @property
    def lowest(self) -> Decimal:
        return min(self.ascending[:1] + list(self.others.values()))

    @property
    def highest(self) -> Decimal:
        return max(self.ascending[-1:] + list(self.others.values()))

    @cached_property
    def ends(self) -> tuple[float, ...]:
        """The lowest and the highest figure; nothing where there are none."""
        return (float(self.lowest), float(self.highest)) if self.values else ()

    @cached_property
    def others(self) -> dict[str, Decimal]:
        if self.data.compared is None:
            return {}
        return {code: each for code, each in self.values.items() if code not in self.compared}

    @cached_property
    def missing(self) -> list[str]:
        """Codes of those who have no figure, by name."""
        without = (set(self.data.names) | {self.data.mine}) - self.values.keys()
        return sorted(without, key=lambda code: (self.name(code), code))

    @cached_property
    def decimals(self) -> int:
        given = self.data.decimals
        return decimals_of(self.values.values()) if given is None else max(given, 0)

    @cached_property
    def ascending(self) -> list[Decimal]:
        """The figures of those compared."""
        return sorted(self.compared.values())

    @property
    def mine(self) -> Decimal | None:
        return self.values.get(self.data.mine)

    def name(self, code: str) -> str:
        return self.data.names.get(code, code)

    @cached_property
    def _said(self) -> dict[Decimal, str]:
        return {}

    def said(self, value: Decimal) -> str:
        """The figure with its unit."""
        known = self._said.get(value)
        if known is None:
            known = figure(value, self.decimals, self.data.unit, self.words.language)
            self._said[value] = known
        return known

    @cached_property
    def ranks(self) -> dict[Decimal, int]:
        """Figure → place, 1 for the best; empty where nobody is ranked."""
        if self.data.better is None:
            return {}
        ordered = self.ascending
        if self.data.better is Better.UP:
            ordered = ordered[::-1]
        first: dict[Decimal, int] = {}
        last: dict[Decimal, int] = {}
        for number, value in enumerate(ordered, 1):
            first.setdefault(value, number)
            last[value] = number
        return last if self.data.strict_ties else first

    def rank(self, code: str) -> int | None:
        """1 for the best; none where nobody is ranked or this one is not compared."""
        return self.ranks.get(self.compared[code]) if code in self.compared else None

    def tied(self, code: str) -> int:
        """How many others have the same figure."""
        if code not in self.compared:
            return 0
        return self.counted[self.compared[code]] - 1

    def said_of(self, code: str, *, whole: bool = True) -> str:
        """33,0 %, nr. 19 af 98, samme tal som 2 andre."""
        value = self.values.get(code)
        if value is None:
            return self.words.no_figure
        parts = [self.said(value)]
        if (rank := self.rank(code)) is not None:
            template = self.words.place_of if whole else self.words.place
            parts.append(template.format(rank=rank, n=len(self.compared)))
            if whole and (tied := self.tied(code)):
                said = self.words.tied_one if tied == 1 else self.words.tied_many
                parts.append(said.format(n=tied))
        return ", ".join(parts) if whole else " · ".join(parts)

    def in_order(self) -> list[str]:
        """Codes from the best (the highest where nobody is ranked), then those not compared."""
        down = self.data.better is not Better.DOWN

        def ordered(values: dict[str, Decimal]) -> list[str]:
            codes = sorted(values, key=self.name)
            return sorted(codes, key=values.__getitem__, reverse=down)  # equal ones stay by name

        return [*ordered(self.compared), *ordered(self.others)]

    def table(self) -> Twin:
        """Every area with figure and place, from the best; those without a figure at the end."""
        return self._table(self.in_order())

    def table_by_name(self) -> Twin:
        """The same from A to Å, to find one by its name."""
        return self._table(sorted(self.values, key=self.name))

    def _table(self, order: list[str]) -> Twin:
        words, ranked = self.words, self.data.better is not None
        rows = self._rows(order)
        for code in self.missing:
            rows.append((self.name(code), words.no_figure, *(("–",) if ranked else ())))
        head = (words.municipality, words.value, *((words.rank,) if ranked else ()))
        mine = self.data.mine
        marked = order.index(mine) if mine in self.values else len(order) + self.missing.index(mine)
        return Twin(head, tuple(rows), frozenset({1, 2} if ranked else {1}),
                    marked)  # fmt: skip

    def _rows(self, order: list[str]) -> list[tuple[str, ...]]:
        names, values, said = self.data.names, self.values, self.said
        if self.data.better is None:
            return [(names.get(code, code), said(values[code])) for code in order]
        ranks = {value: str(rank) for value, rank in self.ranks.items()}
        rows: list[tuple[str, ...]] = []
        for code in order:
            value = values[code]
            rank = ranks[value] if code in self.compared else self.words.not_compared
            rows.append((names.get(code, code), said(value), rank))
        return rows

    def missing_said(self) -> list[str]:
        """Sentences about who has no figure; mine has its own."""
        count = len([code for code in self.missing if code != self.data.mine])
        if not count:
            return []
        return [self.words.missing_one if count == 1 else self.words.missing_many.format(n=count)]

    def mine_said(self) -> str:
        name = self.name(self.data.mine)
        if self.mine is None:
            return self.words.mine_none.format(name=name)
        return self.words.mine_is.format(name=name, said=self.said_of(self.data.mine))


def areas_of(data: StripData | MapData, language: str) -> Areas:
    """A picture's figures in order, told in a language."""
    return Areas(data, words_of(language))
