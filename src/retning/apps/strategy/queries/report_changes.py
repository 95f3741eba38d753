"""Red-line from one edition to another as the blocks of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, ngettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.report_text import content
from retning.apps.strategy.queries.wording import (
    change_word,
    data_label,
    data_said,
    row_word,
    told,
)
from retning.core.prose import plain_text
from retning.core.redline import Segment, words
from retning.core.redline.words import SegmentKind
from retning.foundation.freezing.comparison import Change, RowChange
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Mark,
    Paragraph,
    Run,
    Runs,
    Style,
    Table,
)

_MARKS = {
    SegmentKind.SAME: Mark.PLAIN,
    SegmentKind.ADDED: Mark.ADDED,
    SegmentKind.REMOVED: Mark.REMOVED,
}


def redline(segments: Sequence[Segment], language: str) -> Runs:
    """Segments of a comparison as runs."""
    return tuple(Run(segment.text, _MARKS[segment.kind], language=language) for segment in segments)


def tally(changes: Sequence[RowChange]) -> str:
    """ "3 places changed, 1 new", or that nothing is."""
    counts = [change.change for change in changes]
    said = []
    if count := counts.count(Change.CHANGED):
        text = ngettext("%(count)s place changed", "%(count)s places changed", count)
        said.append(text % {"count": count})
    if count := counts.count(Change.ADDED):
        said.append(gettext("%(count)s new") % {"count": count})
    if count := counts.count(Change.REMOVED):
        said.append(gettext("%(count)s taken out") % {"count": count})
    if count := counts.count(Change.MOVED):
        said.append(gettext("%(count)s moved") % {"count": count})
    return ", ".join(said) or gettext("No words were changed")


def changes_blocks(changes: Sequence[RowChange], *, language: str) -> Iterator[Block]:
    """Every difference, by area; areas where nothing changed are left out."""
    if all(change.change is Change.SAME for change in changes):
        yield Paragraph((Run(gettext("No words were changed")),), Style.LEAD)
        return
    said = gettext("What was taken out is struck through, what is new is underlined.")
    yield Paragraph((Run(said),), Style.LEAD)
    heading = Heading((Run(gettext("The strategy as a whole")),), 1)
    is_said = False
    for change in changes:
        if change.row.kind == RowKind.AREA:
            heading, is_said = Heading(content(change.row.text, language), 1), False
        if change.change is Change.SAME:
            continue
        if not is_said:
            yield heading
            is_said = True
        yield from _difference(change, language)


def _difference(change: RowChange, language: str) -> Iterator[Block]:
    kind, word = row_word(RowKind(change.row.kind)), change_word(change.change)
    yield Heading((Run(f"{kind} · {word}"),), 2)
    yield Paragraph(redline(change.text, language))
    if any(segment.kind is not SegmentKind.SAME for segment in change.body):
        yield Paragraph(redline(change.body, language))
    for name in told(change.data):
        old, new = _values(name, change)
        label = Run(f"{data_label(name)}: ", Mark.STRONG)
        yield Paragraph((label, *redline(words(old, new), language)))
    if change.moved and change.change is Change.CHANGED:
        yield Paragraph((Run(gettext("It has been moved to another place.")),), Style.QUIET)


def _values(name: str, change: RowChange) -> tuple[str, str]:
    return (
        data_said(name, change.old.data if change.old else {}),
        data_said(name, change.new.data if change.new else {}),
    )


def changes_sheet(changes: Sequence[RowChange], *, language: str) -> Table:
    """Every difference as a row, with the old and the new wording beside each other."""
    rows, area = [], ""
    for change in changes:
        if change.row.kind == RowKind.AREA:
            area = change.row.text
        if change.change is not Change.SAME:
            rows.append(_row(change, area, language))
    head = (
        gettext("Area"), gettext("What it is"), gettext("What happened"),
        gettext("Old wording"), gettext("New wording"), gettext("Old explanation"),
        gettext("New explanation"), gettext("Other changes"),
    )  # fmt: skip
    name = gettext("Changes")
    return Table(name, head, tuple(rows), sheet=name)


def _row(change: RowChange, area: str, language: str) -> tuple[Runs, ...]:
    other = [
        "{}: {} → {}".format(data_label(name), *(value or "–" for value in _values(name, change)))
        for name in told(change.data)
    ]
    texts = (*_both(change, "text"), *_both(change, "body"))
    return (
        content(area, language),
        (Run(row_word(RowKind(change.row.kind))),),
        (Run(change_word(change.change)),),
        *(content(text, language) for text in texts),
        content("\n".join(other), language),
    )


def _both(change: RowChange, name: str) -> tuple[str, str]:
    def of(row: FrozenRow | None) -> str:
        return "" if row is None else plain_text(row.body) if name == "body" else row.text

    return of(change.old), of(change.new)
