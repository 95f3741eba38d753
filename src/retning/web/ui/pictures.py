"""A drawing's table as HTML: joined, not templated, for a picture of all municipalities has a row
for each, and is drawn while the page is served."""

from __future__ import annotations

from html import escape
from itertools import islice

from retning.core.charts import Twin

Rows = tuple[tuple[str, ...], ...]


def table_of(twin: Twin) -> str:
    """Head and body; the first cell of a row is its heading."""
    numbers = range(len(twin.head))
    classes = [' class="number"' if column in twin.numeric else "" for column in numbers]
    head = "".join(
        f'<th scope="col"{cls}>{escape(text)}</th>'
        for text, cls in zip(twin.head, classes, strict=True)
    )
    spoken = dict(enumerate(twin.languages))
    rows = "".join(
        _row(row, classes, is_mine=number == twin.marked, language=spoken.get(number, ""))
        for number, row in enumerate(_escaped(twin.rows))
    )
    return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"


def _escaped(rows: Rows) -> Rows:
    """Every cell escaped, all of them at once."""
    if not rows:
        return rows
    cells = [cell for row in rows for cell in row]
    escaped = escape("\0".join(cells)).split("\0")
    if len(escaped) != len(cells):
        return tuple(tuple(map(escape, row)) for row in rows)
    left = iter(escaped)
    return tuple(tuple(islice(left, len(row))) for row in rows)


def _row(row: tuple[str, ...], classes: list[str], *, is_mine: bool, language: str) -> str:
    cells = "".join(
        [f"<td{cls}>{text}</td>" for text, cls in zip(row[1:], classes[1:], strict=True)]
    )
    mark = ' class="mine"' if is_mine else ""
    spoken = f' lang="{language}"' if language else ""
    return f'<tr{mark}><th scope="row"{spoken}>{row[0]}</th>{cells}</tr>'
