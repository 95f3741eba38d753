"""Facts about the whole document: whose it is and which years it is for."""

import re
from collections import Counter

from retning.core.danish import (
    Years,
    horizon_years,
    municipality_in,
    year_ranges,
    years_named,
)
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import BlockKind, Document
from retning.core.documents.draft import Named, Period, Piece

_PERIOD_WORD = pattern(
    r"(?:perioden|periode|strategi\w*|strategien|plan|planen|politik|vision\w*|årene|arene|gælder|gaelder)"
    r"[^.!?]{0,40}$",
    re.IGNORECASE,
)
_PLAN_OF_YEAR = pattern(r"\b\w*(?:strategi|plan|politik)(?:en)?\s(?P<year>20\d\d)\b", re.IGNORECASE)
_LOOK_BACK = 60


def municipality_of(document: Document) -> Named | None:
    """The municipality that the document names most."""
    place = municipality_in(document.text)
    return (
        Named(place.name, place.start, place.end, place.confidence) if place is not None else None
    )


def period_of(document: Document, title: Piece | None) -> Period | None:
    """The years of the strategy.

    A span in the title or a heading is taken first, then one beside a word for a period or a plan,
    then "Kommuneplanstrategi 2018" with "de næste fire år" (the end is then derived).
    """
    ranges = year_ranges(document.text)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if title is not None:
        for years in ranges:
            if title.start <= years.start < title.end:
                return Period(years.first, years.last, 0.95, derived=False)
    by_word = [years for years in ranges if _beside_period_word(document.text, years)]
    spans = [(block.start, block.end) for block in headings]
    in_heading = [years for years in ranges if any(s <= years.start < e for s, e in spans)][:200]
    for found, confidence in ((in_heading, 0.8), (by_word, 0.8)):
        if found:
            counted = Counter((years.first, years.last) for years in found)
            first, last = counted.most_common(1)[0][0]
            return Period(first, last, confidence, derived=False)
    return _derived(document)


def _beside_period_word(text: str, years: Years) -> bool:
    return bool(_PERIOD_WORD.search(text[max(0, years.start - _LOOK_BACK) : years.start]))


def _derived(document: Document) -> Period | None:
    horizon = horizon_years(document.text)
    counted = Counter(int(found["year"]) for found in _PLAN_OF_YEAR.finditer(document.text))
    known = {years.first for years in years_named(document.text)}
    if horizon is None or not counted or not known:
        return None
    most = max(counted.values())
    first = max(year for year, count in counted.items() if count == most)
    return Period(first, first + horizon, 0.5, derived=True)
