"""Reports for tests: an ordinary one, and one that is hard on every drawer."""

from __future__ import annotations

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
    Words,
)
from tests.factories.pictures import png

WORDS = Words(contents="Indhold", page="Side", of="af", about="Om rapporten")
PARAGRAPH = "Vi samarbejder om sammenhængende børnefamilietilbud og uddannelsesmuligheder. " * 4


def runs(*texts: str) -> Runs:
    return tuple(Run(text) for text in texts)


def report(*blocks: Block, title: str = "Sammen om byen", **changed: object) -> Report:
    told: dict[str, object] = {
        "language": "da",
        "sender": "Vallensbæk Kommune",
        "facts": (("Udgave", runs("2, vedtaget")),),
        "source": "strategi.vallensbaek.example",
        "words": WORDS,
        **changed,
    }
    return Report(title=title, blocks=blocks, **told)  # type: ignore[arg-type]


def ordinary() -> Report:
    """Something of every kind of block."""
    return report(
        Heading(runs("Vision"), 1),
        Paragraph(runs("Et godt liv tæt på byen."), Style.LEAD),
        Heading(runs("Delvision 1: Hverdagsliv"), 1),
        Paragraph((Run("Læs "), Run("mere", url="https://example.dk/a?b=1&c=2"), Run("."))),
        Heading(runs("Overordnet mål: Børn trives"), 2),
        Heading(runs("1. Flere læser"), 3),
        Listing((Item(runs("et")), Item(runs("to")), Item(runs("to a"), 1), Item(runs("tre")))),
        Listing((Item(runs("først")), Item(runs("så"))), ordered=True),
        Listing((Item(runs("igen først")),), ordered=True),
        Paragraph((Run("gammel", Mark.REMOVED), Run("ny", Mark.ADDED), Run(" ordlyd"))),
        Paragraph((Run("stærk", Mark.STRONG), Run("skrå", Mark.EMPHASIS)), Style.QUIET),
        Paragraph((Run("In English", language="en"),)),
        Table(
            "Mål",
            ("Nr.", "Mål"),
            tuple((runs(str(number)), runs(PARAGRAPH[:120])) for number in range(1, 61)),
            row_headers=True,
            widths=(1, 5),
            numbers=(0,),
        ),
        Picture(png(), "To børn læser", "Fra biblioteket"),
        contents=True,
    )


TORTURE = (
    '#read("/etc/passwd")',
    "$x^2$ *a* _b_ `c` @d <e> = f - g + h / i // j /* k */ \\ [l] #{m}",
    "&amp; <script>alert(1)</script> ]]> <!-- \"'",
    "=1+1", "+45 12 34 56 78", "-2", "@SUM(A1)", "{=A1}",
    "Ord\x00med\x0bstyre\x1btegn\ufeff\ufffe",
    "linje\nlinje\r\nlinje\u2028linje\ttab",
    "😀👩‍👩‍👧 漢字 العربية אבג ไทย \u202eomvendt\u202c e\u0301 ﬁ",
    "langtord" * 400,
    "https://example.dk/" + "a" * 300,
    PARAGRAPH * 40,
    " ", "",
)  # fmt: skip


def torture() -> Report:
    """Every text that somebody could break a drawer with, in every place for a text."""
    blocks: list[Block] = []
    for text in TORTURE:
        blocks += [
            Heading(runs(text[:300]), 1),
            Heading(runs(text[:300]), 2),
            Paragraph((Run(text), Run(text[:200], Mark.ADDED), Run(text[:200], Mark.REMOVED))),
            Paragraph((Run(text[:100], url=text), Run("x", url=f"javascript:{text[:50]}"))),
            Listing((Item(runs(text[:500])), Item(runs(text[:500]), 2), Item(()))),
        ]
    cells = tuple((runs(text[:2_000]), runs(text[:2_000]), ()) for text in TORTURE)
    blocks += [
        Table(TORTURE[0], (TORTURE[3], TORTURE[1], ""), cells, sheet="a/b:c*d?[e]\\'" * 4),
        Table("", ("tom",), (), sheet="History"),
        Table("", ("tom",), (), sheet="history"),
        Picture(png(), TORTURE[1], TORTURE[0]),
    ]
    return report(
        *blocks,
        title=TORTURE[0] + TORTURE[6],
        subtitle=TORTURE[1],
        sender=TORTURE[2],
        facts=tuple((text[:60], runs(text[:200])) for text in TORTURE),
        source="&P #x",
        contents=True,
        language="en",
        title_language="da",
        colour="red; }",
    )
