"""The list of every indicator: by field, with a word to look for, those with figures alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from retning.apps.indicators.queries.indicators import CatalogueLine
from retning.web.public.presenters.figures import language_of_page

WORD, WITH_FIGURES = "ord", "med"
"""The parameters of the list's address: `?ord=skole&med=tal`."""
LONGEST_WORD = 60


@dataclass(frozen=True)
class CatalogueEntry:
    """One indicator in the list of all."""

    code: str
    name: str
    source: str
    has_figures: bool
    is_example: bool
    proxy: str
    danish: Sequence[str]


@dataclass(frozen=True)
class CatalogueField:
    """A field with its indicators."""

    name: str
    lines: Sequence[CatalogueEntry]

    @property
    def anchor(self) -> str:
        return f"felt-{self.name.replace(' ', '-')}"

    @property
    def heading(self) -> str:
        return f"{self.name[:1].upper()}{self.name[1:]} ({len(self.lines)})"


@dataclass(frozen=True)
class CatalogueList:
    """What the list shows. `is_narrowed`: not all of it, so its fields stand open; `said`: how many
    there are."""

    fields: Sequence[CatalogueField]
    word: str
    with_figures: bool
    said: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.word) or self.with_figures


def catalogue_list(
    lines: Sequence[CatalogueLine], *, word: str = "", with_figures: bool = False
) -> CatalogueList:
    """`word`: any part of what an indicator is called, means or is looked for by."""
    word = " ".join(word[:LONGEST_WORD].split())
    found = [
        line
        for line in lines
        if (line.has_figures or not with_figures) and _has(line, word.casefold().split())
    ]
    said = ngettext("%(count)s figure", "%(count)s figures", len(found)) % {"count": len(found)}
    return CatalogueList(fields_of(found), word, with_figures, said)


def _has(line: CatalogueLine, words: Iterable[str]) -> bool:
    indicator, language = line.indicator, language_of_page()
    said = [indicator.name(language), indicator.definition(language), *indicator.words]
    text = " ".join([*said, *indicator.fields, indicator.source_name]).casefold()
    return all(word in text for word in words)


def fields_of(lines: Sequence[CatalogueLine]) -> list[CatalogueField]:
    """The catalogue by field, each indicator under its first one; those without a field last."""
    language = language_of_page()
    grouped: dict[str, list[CatalogueEntry]] = defaultdict(list)
    for line in lines:
        indicator = line.indicator
        grouped[indicator.fields[0] if indicator.fields else ""].append(
            CatalogueEntry(
                code=indicator.code,
                name=indicator.name(language),
                source=indicator.source_name,
                has_figures=line.has_figures,
                is_example=line.is_example,
                proxy=indicator.proxy(language),
                danish=indicator.only_danish,
            )
        )
    names = sorted(name for name in grouped if name)
    found = [CatalogueField(name.replace("-", " "), grouped[name]) for name in names]
    if "" in grouped:
        found.append(CatalogueField(gettext("other figures"), grouped[""]))
    return found
