"""The editions of a strategy, one of them, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.published import edition_changes, edition_tree
from retning.apps.strategy.queries.wording import (
    change_word,
    data_label,
    data_said,
    row_word,
    told,
)
from retning.core.redline import Segment, words
from retning.foundation.freezing.comparison import Change, RowChange
from retning.web.public.presenters.downloads import download_links
from retning.web.public.presenters.labels import (
    EditionLabel,
    Label,
    ResolutionText,
    comparison_link,
    edition_label,
    resolution_texts,
)
from retning.web.public.presenters.links import (
    CRUMB,
    SINCE,
    anchor,
    changes_url,
    goal_url,
    strategy_url,
)
from retning.web.public.presenters.strategies import StrategyText, strategy_text
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link


@dataclass(frozen=True)
class EditionEntry:
    """One edition in the list; `note` is prose."""

    edition: EditionLabel
    note: str
    resolutions: Sequence[ResolutionText]


@dataclass(frozen=True)
class EditionsPage:
    title: str
    chain: Sequence[Link]
    entries: Sequence[EditionEntry]


@dataclass(frozen=True)
class EditionPage:
    """One edition's whole text; `standing` is the one that stands, where this is another."""

    text: StrategyText
    chain: Sequence[Link]
    note: str
    standing: EditionLabel


@dataclass(frozen=True)
class DataChange:
    """A changed value beside the wording, by its label."""

    label: str
    words: Sequence[Segment]


@dataclass(frozen=True)
class Difference:
    """One row that is not as it was. `kind` is what it is ("Goal"), `label` what happened to it,
    `url` leads to it where it can still be read."""

    kind: str
    label: Label
    anchor: str
    url: str
    wording: Sequence[Segment]
    explanation: Sequence[Segment]
    data: Sequence[DataChange]
    is_moved: bool


@dataclass(frozen=True)
class Chapter:
    """The differences in one area; `title` is empty for the strategy's own."""

    title: str
    anchor: str
    differences: Sequence[Difference]


@dataclass(frozen=True)
class ChangesPage:
    """`since` is the edition compared with: the one before unless `is_chosen`; None for the first
    edition, which changes nothing. `url` is the page's lasting address, `others` lead to the
    comparisons with the other earlier editions."""

    title: str
    chain: Sequence[Link]
    edition: EditionLabel
    since: EditionLabel | None
    is_chosen: bool
    url: str
    others: Sequence[Link]
    added: int
    changed: int
    removed: int
    moved: int
    chapters: Sequence[Chapter]
    downloads: Sequence[Link]


@dataclass(frozen=True)
class Comparison:
    """An edition and the earlier one to compare it with; None where it is the first."""

    edition: Edition
    since: Edition | None


def comparison(series: Series, number: int, asked: str | None) -> Comparison | None:
    """Edition `number` beside the one before it, or beside the earlier one whose number is asked
    for; None where there is no such edition."""
    edition = series.numbered(number)
    if edition is None:
        return None
    earlier = series.earlier(edition)
    if asked is None:
        return Comparison(edition, next(iter(earlier), None))
    since = next((each for each in earlier if str(each.number) == asked), None)
    return Comparison(edition, since) if since else None


def editions_page(series: Series) -> EditionsPage:
    """No query: the resolutions came with the editions."""
    return EditionsPage(
        title=series.standing.title,
        chain=[_strategy_link(series)],
        entries=[
            EditionEntry(edition_label(edition, series), edition.note, resolution_texts(edition))
            for edition in series.editions
        ],
    )


def edition_page(series: Series, edition: Edition) -> EditionPage:
    """One query."""
    text = strategy_text(series, edition, edition_tree(edition))
    files = download_links("edition_file", edition.slug, edition.number)
    return EditionPage(
        text=replace(text, downloads=files),
        chain=[*text.chain_below, _editions_link(series)],
        note=edition.note,
        standing=edition_label(series.standing, series),
    )


def _strategy_link(series: Series) -> Link:
    return Link(shorten(series.standing.title, CRUMB), strategy_url(series.slug))


def _editions_link(series: Series) -> Link:
    return Link(gettext("Editions"), reverse("public:editions", args=[series.slug]))


def changes_page(series: Series, edition: Edition, since: Edition | None) -> ChangesPage:
    """Red-line against an earlier edition of the same strategy: two queries, or none for None."""
    before = series.before(edition)
    is_chosen = since != before
    changes = edition_changes(since, edition) if since else []
    counts = [change.change for change in changes]
    return ChangesPage(
        title=edition.title,
        chain=[_strategy_link(series), _editions_link(series)],
        edition=edition_label(edition, series),
        since=edition_label(since, series) if since else None,
        is_chosen=is_chosen,
        url=changes_url(edition, since if is_chosen else None),
        others=[
            comparison_link(edition, other, series)
            for other in series.earlier(edition)
            if other != since
        ],
        added=counts.count(Change.ADDED),
        changed=counts.count(Change.CHANGED),
        removed=counts.count(Change.REMOVED),
        moved=counts.count(Change.MOVED),
        chapters=list(_chapters(changes)),
        downloads=download_links(
            "changes_file",
            edition.slug,
            edition.number,
            query=f"?{SINCE}={since.number}" if since and is_chosen else "",
        ),
    )


def _chapters(changes: Sequence[RowChange]) -> Iterator[Chapter]:
    """The changes by area, in order; areas where nothing changed are left out."""
    title, name = "", "strategy"
    found: list[Difference] = []
    for change in changes:
        if change.row.kind == RowKind.AREA:
            if found:
                yield Chapter(title, name, found)
            title, name, found = change.row.text, anchor(change.key), []
        if change.change is not Change.SAME:
            found.append(_difference(change))
    if found:
        yield Chapter(title, name, found)


def _difference(change: RowChange) -> Difference:
    row = change.row
    return Difference(
        kind=row_word(RowKind(row.kind)),
        label=_label(change.change),
        anchor=f"change-{row.key}",
        url=goal_url(row.key) if row.kind == RowKind.GOAL else "",
        wording=change.text,
        explanation=[] if _is_same(change.body) else change.body,
        data=[_data_change(name, change) for name in told(change.data)],
        is_moved=change.moved,
    )


def _is_same(segments: Sequence[Segment]) -> bool:
    return all(str(segment.kind) == "same" for segment in segments)


def _label(change: Change) -> Label:
    kinds = {Change.ADDED: "new", Change.REMOVED: "removed"}
    return Label(kinds.get(change, "changed"), change_word(change))


def _data_change(name: str, change: RowChange) -> DataChange:
    old = change.old.data if change.old else {}
    new = change.new.data if change.new else {}
    return DataChange(data_label(name), words(data_said(name, old), data_said(name, new)))
