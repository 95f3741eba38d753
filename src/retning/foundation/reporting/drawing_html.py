"""A report as a fragment of HTML in the classes of our pages: for a preview, and for tests."""

from __future__ import annotations

import base64
from html import escape

from retning.foundation.reporting.signs import clean, followed
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Report,
    Run,
    Runs,
    Style,
    Table,
)

_TAGS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.ADDED: "ins", Mark.REMOVED: "del"}
_CLASSES = {Style.NORMAL: "", Style.LEAD: ' class="lead"', Style.QUIET: ' class="quiet"'}


def html_of(report: Report) -> str:
    """An `<article>` with the title as `<h2>`, so that it stands below a page's own heading."""
    subtitle = f'<p class="lead">{_text(report.subtitle)}</p>' if report.subtitle else ""
    facts = "".join(f"<dt>{_text(name)}</dt><dd>{_runs(runs)}</dd>" for name, runs in report.facts)
    shown = f'<dl class="facts">{facts}</dl>' if facts else ""
    body = "".join(_block(block) for block in report.blocks)
    title = _run(Run(report.title, language=report.title_language))
    language = escape(report.language)
    return f'<article lang="{language}"><h2>{title}</h2>{subtitle}{shown}{body}</article>'


def _block(block: Block) -> str:
    match block:
        case Heading(runs=runs, level=level):
            tag = f"h{min(level + 2, 6)}"
            return f"<{tag}>{_runs(runs)}</{tag}>"
        case Paragraph(runs=runs, style=style):
            return f"<p{_CLASSES[style]}>{_runs(runs)}</p>"
        case Listing(items=items, ordered=ordered):
            return _list(items, 0, "ol" if ordered else "ul")
        case Table():
            return _table(block)
        case Picture(png=png, alternative=alternative, caption=caption):
            data = base64.b64encode(png).decode()
            shown = f'<img src="data:image/png;base64,{data}" alt="{escape(alternative)}">'
            below = f"<figcaption>{_text(caption)}</figcaption>" if caption else ""
            return f"<figure>{shown}{below}</figure>"


def _list(items: tuple[Item, ...], level: int, tag: str) -> str:
    said, place = "", 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > level:
            end += 1
        below = items[place + 1 : end]
        inner = _list(below, level + 1, tag) if below else ""
        said += f"<li>{_runs(items[place].runs)}{inner}</li>"
        place = end
    return f"<{tag}>{said}</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.head)
    rows = "".join(f"<tr>{_cells(row, table.row_headers)}</tr>" for row in table.rows)
    return (
        '<div class="table--responsive-scroll"><table class="table">'
        f"<caption>{_text(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[Runs, ...], row_headers: bool) -> str:
    shown = [f"<td>{_runs(cell)}</td>" for cell in row]
    if row_headers and row:
        shown[0] = f'<th scope="row">{_runs(row[0])}</th>'
    return "".join(shown)


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    shown, tag = _text(run.text), _TAGS.get(run.mark)
    if tag:
        shown = f"<{tag}>{shown}</{tag}>"
    if address := followed(run.url):
        shown = f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
    return f'<span lang="{escape(run.language)}">{shown}</span>' if run.language else shown


def _text(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")
