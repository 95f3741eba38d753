"""A drawing: the same figures as a picture, as words and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from zlib import crc32

from retning.core.charts.words import words_of


@dataclass(frozen=True, slots=True)
class Caption:
    """What the caller says about a picture.

    `title` states the finding ("Vallensbæk ligger i den bedste fjerdedel"). `source`: the whole
    line, "Kilde: Danmarks Statistik, tabel INDKP101, opdateret 22. november 2026". `is_example`:
    figures are generated, and every form of the picture says so. `name`: what ids begin with; the
    picture's own fingerprint where left out (the same picture twice on a page needs two names).
    """

    title: str
    source: str = ""
    language: str = "da"
    is_example: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """The table with the picture's figures, as people read them. `numeric`: columns of numbers.
    `marked`: the row that is the municipality's own, where there is one. `languages`: of each row's
    first cell, where there is one in another language than the picture's."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    marked: int | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pane:
    """One picture for one width: `body` is SVG in units of `width` × `height`, coloured by class
    alone. `name` is narrow, wide or any (one picture for all widths)."""

    name: str
    width: int
    height: int
    body: str


@dataclass(frozen=True)
class Drawing:
    """A picture in every form. `description` is its text alternative."""

    kind: str
    title: str
    description: str
    twin: Callable[[], Twin] = field(compare=False, repr=False)
    source: str
    is_example: bool
    language: str
    panes: tuple[Pane, ...]
    name: str = ""

    @property
    def is_map(self) -> bool:
        """Whether places are told apart by where they lie, not by name: the table has the names."""
        return self.kind in {"tiles", "outlines"}

    @cached_property
    def table(self) -> Twin:
        """The table with the same figures, made when it is asked for."""
        return self.twin()

    @cached_property
    def key(self) -> str:
        """What the ids of this picture begin with."""
        said = f"{self.title}\0{self.description}\0{self.panes[-1].body}"
        return self.name or f"{self.kind}-{crc32(said.encode()):08x}"

    @cached_property
    def svg(self) -> str:
        """The picture for a page, as one `<svg>` for each width: the sheet shows the one that
        fits. No style, no script, no address; colours come from `charts.css`."""
        return "".join(self._shown(pane) for pane in self.panes)

    def _shown(self, pane: Pane) -> str:
        key = f"{self.key}-{pane.name}"
        return (
            f'<svg class="chart chart--{pane.name} chart--{self.kind}" role="img"'
            f' viewBox="0 0 {pane.width} {pane.height}" width="{pane.width}"'
            f' height="{pane.height}" aria-labelledby="{key}-title {key}-desc">'
            f'<title id="{key}-title">{escape(self.title)}</title>'
            f'<desc id="{key}-desc">{escape(self.description)}</desc>{pane.body}'
            f"{stamp(self.language, pane.width, pane.height) if self.is_example else ''}</svg>"
        )


def stamp(language: str, width: float, height: float) -> str:
    """The word across a picture of generated figures: seen, and still read through."""
    said = words_of(language).example
    size = min(width / (len(said) * 0.62), height * 0.3)
    x, y = width / 2, height / 2
    return (
        f'<text class="c-stamp" x="{x:.4g}" y="{y + size / 3:.4g}" text-anchor="middle"'
        f' font-size="{size:.4g}" transform="rotate(-14 {x:.4g} {y:.4g})"'
        f' aria-hidden="true">{escape(said)}</text>'
    )


def drawing(
    kind: str,
    caption: Caption,
    *,
    description: str,
    table: Twin | Callable[[], Twin],
    panes: Iterable[Pane],
) -> Drawing:
    """A picture of a kind, as its caption says. A table may be given as what makes it: files and
    small pictures never ask for it."""
    return Drawing(
        kind=kind,
        title=caption.title,
        description=description,
        twin=(lambda: table) if isinstance(table, Twin) else table,
        source=caption.source,
        is_example=caption.is_example,
        language=caption.language,
        panes=tuple(panes),
        name=caption.name,
    )
