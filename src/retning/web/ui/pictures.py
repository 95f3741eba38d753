"""A drawing's table as HTML: joined, not templated, for a picture of all municipalities has a row
for each, and is drawn while the page is served."""

from __future__ import annotations

from html import escape

from retning.core.charts import Twin


def table_of(twin: Twin) -> str:
    """Head and body; the first cell of a row is its heading."""
    classes = ["number" if column in twin.numeric else "" for column in range(len(twin.head))]
    head = "".join(
        f'<th scope="col"{_class(cls)}>{escape(text)}</th>'
        for text, cls in zip(twin.head, classes, strict=True)
    )
    rows = "".join(
        _row(row, classes, is_mine=number == twin.marked) for number, row in enumerate(twin.rows)
    )
    return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"


def _row(row: tuple[str, ...], classes: list[str], *, is_mine: bool) -> str:
    cells = "".join(
        f"<td{_class(cls)}>{escape(text)}</td>"
        for text, cls in zip(row[1:], classes[1:], strict=True)
    )
    mark = ' class="mine"' if is_mine else ""
    return f'<tr{mark}><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
