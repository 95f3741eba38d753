"""A report as one HTML document that needs no other, and as a fragment for a page of ours."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape

from retning.foundation.reporting.signs import clean, followed, one_line
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
    unpacked,
)

_TAGS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.ADDED: "ins", Mark.REMOVED: "del"}
_CLASSES = {Style.NORMAL: "", Style.LEAD: ' class="lead"', Style.QUIET: ' class="quiet"'}


_STYLE = """
:root{color-scheme:light dark}
body{font:1.0625rem/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:44rem;margin:0 auto;padding:2rem 1rem}
h1,h2,h3,h4,h5{line-height:1.25;margin:2em 0 .5em}h1{font-size:2rem;margin-top:0}h2{font-size:1.5rem}h3{font-size:1.2rem}
h4,h5{font-size:1.0625rem}a{color:inherit}.lead{font-size:1.2rem}.quiet,caption,figcaption,footer{color:#555}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%}caption{text-align:left}
th,td{border-bottom:1px solid #767676;padding:.4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
img{max-width:100%}figure{margin:1rem 0}footer{margin-top:3rem;border-top:1px solid #767676}
ins{text-decoration:underline;background:#dff0e2}del{background:#fbe3e3}
@media (prefers-color-scheme:dark){body{color:#eee;background:#181a1b}.quiet,caption,figcaption,footer{color:#bbb}
ins{background:#173d25}del{background:#4a2020}}
@media print{body{max-width:none;padding:0;color:#000;background:#fff}h1,h2,h3,h4,h5{break-after:avoid}tr,figure{break-inside:avoid}}
"""  # noqa: E501


def draw(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """A packed report → one HTML file that needs no other."""
    return page_of(unpacked(data)).encode()


def page_of(report: Report) -> str:
    """The report as a document of its own: no scripts, nothing fetched, light or dark, to be read
    on a screen or printed."""
    about = " · ".join(filter(None, (_text(report.sender), _source(report.source))))
    return (
        f'<!doctype html>\n<html lang="{escape(report.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(one_line(report.title))}</title><style>{_STYLE}</style></head>\n"
        f"<body><main>{html_of(report, top=1)}</main><footer><p>{about}</p></footer></body>\n"
        "</html>\n"
    )


def _source(source: str) -> str:
    address = followed(source)
    return f'<a href="{escape(address)}">{_text(source)}</a>' if address else _text(source)


def html_of(report: Report, *, top: int = 2) -> str:
    """An `<article>`; its title is a heading of level `top`: 2 below a page's own heading."""
    subtitle = f'<p class="lead">{_text(report.subtitle)}</p>' if report.subtitle else ""
    facts = "".join(f"<dt>{_text(name)}</dt><dd>{_runs(runs)}</dd>" for name, runs in report.facts)
    shown = f'<dl class="facts">{facts}</dl>' if facts else ""
    body = "".join(_block(block, top) for block in report.blocks)
    title = f"<h{top}>{_run(Run(report.title, language=report.title_language))}</h{top}>"
    return f'<article lang="{escape(report.language)}">{title}{subtitle}{shown}{body}</article>'


def _block(block: Block, top: int) -> str:
    match block:
        case Heading(runs=runs, level=level):
            tag = f"h{min(level + top, 6)}"
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
