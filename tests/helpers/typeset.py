"""One strategy as data, and set as the kinds of file that strategies come in.

The same content in each kind is what shows that the kind does not matter: the draft of one must be
the draft of the other.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import typst

# What typst reads as markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]#$<>@~=+\-/'\"])")


@dataclass(frozen=True)
class Objective:
    """An objective and its goals."""

    text: str
    goals: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A part of a strategy: prose, then its objectives, then its questions."""

    title: str
    prose: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Strategy:
    """What a strategy says, without a word of how it looks."""

    title: str
    vision: str
    areas: tuple[Area, ...]
    goals_heading: str = "Målsætninger"
    themes_heading: str = "Temaer og spørgsmål"
    vision_heading: str = "Vision"


@dataclass(frozen=True)
class Layout:
    """How a PDF is set. `head` and `foot` stand on each page, `page_numbers` beneath."""

    columns: int = 1
    paper: str = "a4"
    size: int = 11
    head: str = ""
    foot: str = ""
    page_numbers: bool = True
    hyphenate: bool = True
    justify: bool = True
    bullet: str = "•"


PLAIN_LAYOUT = Layout()
BROCHURE = Layout(
    columns=2, size=10, head="Retning for Nordegn", foot="Nordegn Kommune", bullet="–"
)

STRATEGY = Strategy(
    title="Retning for Nordegn 2026-2029",
    vision=(
        "I Nordegn har alle et sted at høre til, og vi løser de store opgaver sammen med "
        "borgerne, foreningerne og virksomhederne."
    ),
    areas=(
        Area(
            title="Delvision 1: Natur og klima",
            prose=(
                (
                    "Kysten og skovene er det, som de fleste nævner, når de fortæller om egnen. "
                    "Klimaforandringerne mærkes allerede, og vandet skal have steder at løbe hen."
                ),
                (
                    "Arbejdet med klima- og naturindsatsen begyndte for ti år siden og er blevet "
                    "en del af hverdagen på institutioner, skoler og plejehjem."
                ),
            ),
            objectives=(
                Objective(
                    "Naturen får mere plads",
                    (
                        "Mindst 20 % af kommunens grønne arealer er vild natur i 2029",
                        (
                            "Antallet af plantede træer stiger hvert år i hele strategiperioden, "
                            "både i byerne og i landdistrikterne"
                        ),
                    ),
                ),
                Objective(
                    "Udledningen falder",
                    (
                        "Kommunens egne bygninger bruger 30 % mindre energi i 2029 end i 2022",
                        "Flere borgere cykler til arbejde",
                        "Alle nye kommunale køretøjer er uden udledning fra 2027",
                    ),
                ),
            ),
            themes=(
                "Hvordan får vi flere til at lade bilen stå?",
                "Hvad skal der til, for at virksomhederne deler viden om genbrug?",
            ),
        ),
        Area(
            title="Delvision 2: Børn og unge",
            prose=("Børn trives, når de voksne omkring dem arbejder sammen på tværs af fag.",),
            objectives=(
                Objective(
                    "Flere unge gennemfører en uddannelse",
                    (
                        "Mindst 95 % af en årgang har en ungdomsuddannelse, inden de fylder 25 år",
                        "Fraværet i folkeskolen falder til under 6 % i 2028",
                    ),
                ),
            ),
            themes=("Hvordan hører vi de unge, som sjældent siger noget?",),
        ),
        Area(
            title="Delvision 3: Et godt liv hele livet",
            prose=("Et godt helbred er ulige fordelt, og det vil vi gøre noget ved.",),
            objectives=(
                Objective(
                    "Ældre klarer sig selv længere",
                    (
                        "Flere ældre bliver selvhjulpne efter et forløb med genoptræning",
                        "Ensomheden blandt borgere over 75 år halveres inden 2029",
                    ),
                ),
            ),
            themes=("Hvordan kan frivillige og ansatte hjælpe hinanden?",),
        ),
    ),
)


def as_html(strategy: Strategy) -> bytes:
    """The strategy as a web page."""
    said = [_tag("h1", strategy.title), _tag("h2", strategy.vision_heading)]
    said += [_tag("p", strategy.vision)]
    for area in strategy.areas:
        said += [_tag("h2", area.title), *(_tag("p", prose) for prose in area.prose)]
        if area.objectives:
            said += [_tag("h3", strategy.goals_heading)]
        for objective in area.objectives:
            said += [_tag("h4", objective.text), _items(objective.goals)]
        if area.themes:
            said += [_tag("h3", strategy.themes_heading), _items(area.themes)]
    body = "\n".join(said)
    title = html.escape(strategy.title)
    page = f'<!doctype html><html lang="da"><head><title>{title}</title></head><body>{body}</body>'
    return f"{page}</html>".encode()


def as_pdf(strategy: Strategy, layout: Layout = PLAIN_LAYOUT) -> bytes:
    """The strategy as a PDF with a text layer."""
    said = [_heading(1, strategy.title), _heading(2, strategy.vision_heading)]
    said += [written(strategy.vision)]
    for area in strategy.areas:
        said += [_heading(2, area.title), *(written(prose) for prose in area.prose)]
        if area.objectives:
            said += [_heading(3, strategy.goals_heading)]
        for objective in area.objectives:
            said += [_heading(4, objective.text), _bullets(objective.goals)]
        if area.themes:
            said += [_heading(3, strategy.themes_heading), _bullets(area.themes)]
    return pdf_of("\n\n".join(said), layout)


def pdf_of(markup: str, layout: Layout = PLAIN_LAYOUT) -> bytes:
    """A PDF of typst `markup`, set as `layout` says."""
    source = f"{_preamble(layout)}\n{markup}\n"
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True))


def written(text: str) -> str:
    """`text` so that typst sets it as it stands."""
    return _MARKUP.sub(r"\\\1", text)


def _preamble(layout: Layout) -> str:
    number = "#context counter(page).display()" if layout.page_numbers else ""
    flag = {True: "true", False: "false"}
    return "\n".join(
        [
            (
                f'#set page(paper: "{layout.paper}", columns: {layout.columns}, '
                f"header: [{written(layout.head)}], "
                f"footer: [{written(layout.foot)} #h(1fr) {number}])"
            ),
            f'#set text(lang: "da", size: {layout.size}pt, hyphenate: {flag[layout.hyphenate]})',
            f"#set par(justify: {flag[layout.justify]})",
            f"#set list(marker: [{layout.bullet}])",
        ]
    )


def _heading(level: int, text: str) -> str:
    return f"{'=' * level} {written(text)}"


def _bullets(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {written(one)}" for one in items)


def _items(items: tuple[str, ...]) -> str:
    return "<ul>" + "".join(_tag("li", one) for one in items) + "</ul>"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"
