"""Goals in tables: which column holds them, from the heads of the columns or the words in a row."""

from __future__ import annotations

from dataclasses import dataclass

from retning.core.danish import fold, is_question
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block
from retning.core.documents.commitments import listed_commitment
from retning.core.documents.draft import PieceKind
from retning.core.documents.flattened import heads_in_a_row
from retning.core.documents.lines import columns
from retning.core.documents.units import Unit

_GOAL = pattern(
    r"(?:(?:overordnede?|strategiske?|politiske?|vores|konkrete?) )?"
    r"(?:maal|maalet|maalene|effektmaal|delmaal|maalsaetning(?:er)?|resultatmaal|milepael(?:e)?"
    r"|pejlemaerker?)(?: (?:for|i|og) .{0,30}| \d{4})?"
)
_SIGN = pattern(r"indikator(?:er)?|tegn paa succes")
_REQUIRED = pattern(r"(?:succeskriteri(?:um|er|et)|maaltal|resultatkrav|krav|delmaal)(?: 20\d\d)?")
_OTHER = pattern(
    r"nr\.?|nummer|resultat(?: 20\d\d)?|center|beskrivelse|metode|ansvarlige?|frist|deadline"
    r"|tid(?:splan|spunkt)?|hvem|hvornaar"
    r"|hvordan|status\b.{0,30}|baseline\b.{0,20}|udgangspunkt|indsats(?:er)?|handling(?:er)?|tema"
    r"|aktivitet(?:er)?|oekonomi|tovholder|opfoelgning|bemaerkning(?:er)?|omraade|kilde|udvalg"
    r"|foelges op|maales|ejer|startdato|slut(?:dato)?|maaling|datakilde|aar|20\d\d"
    r"|opgoerelse(?:smetode)?|opgoeres|maalemetode|maalemaade|datagrundlag|dokumentation|kilder"
    r"|maalgruppe"
)
_WHEN = pattern(r"frist|deadline|tid(?:splan|spunkt)?|hvornaar|slut(?:dato)?|aar|maalaar")
_YEAR = pattern(r"\b20\d\d\b")
_BARE_AMOUNT = pattern(
    r"(?:(?:mindst|hoejst|under|over|maks\.?|min\.?|maksimalt|minimum|mere end|mindre end|op paa"
    r"|ned paa|ned under|til|fra|ca\.|[<>≥≤]) ?){0,2}\d.{0,40}|\w+ i \w+|top ?\d.{0,20}"
    r"|(?:stigende|faldende|uaendret|flere|faerre|lavere|hoejere|mindre|mere)\b.{0,30}"
)
_RULE = pattern(r"[\s|:+=–—_-]+")


@dataclass(frozen=True, slots=True)
class Heads:
    """Which of a table's `count` columns (from 0) hold goals, which the signs of their success, and
    which what is required, in figures or words."""

    count: int
    goals: tuple[int, ...]
    signs: tuple[int, ...]
    required: tuple[int, ...]
    deadlines: tuple[int, ...] = ()


def heads_of(text: str, block: Block) -> Heads | None:
    """The heads of a table, where the row is one: every cell but one at most a known head."""
    spans = columns(text, block.start, block.end)
    if len(spans) == 1:
        spans = heads_in_a_row(text, block.start, block.end)
    cells = [fold(text[start:end]).rstrip(":") for start, end in spans]
    filled = [cell for cell in cells if cell]
    known = [
        cell
        for cell in filled
        if any(kind.fullmatch(cell) for kind in (_GOAL, _SIGN, _REQUIRED, _OTHER))
    ]
    if len(known) < 2 or len(known) < len(filled) - 1:
        return None
    goals = tuple(place for place, cell in enumerate(cells) if _GOAL.fullmatch(cell))
    signs = tuple(place for place, cell in enumerate(cells) if _SIGN.fullmatch(cell))
    required = tuple(place for place, cell in enumerate(cells) if _REQUIRED.fullmatch(cell))
    deadlines = tuple(place for place, cell in enumerate(cells) if _WHEN.fullmatch(cell))
    return Heads(len(cells), goals, signs, required, deadlines)


def units_of_row(
    text: str, block: Block, heads: Heads | None, *, may_hold_goals: bool
) -> list[Unit]:
    """A table row: its goals, and the other cells as not placed.

    Under known heads a row has one goal: the sign of success that commits, else the goal's cell.
    Without heads the cells that commit are goals.
    """
    if _RULE.fullmatch(text, block.start, block.end):
        return [Unit(PieceKind.BOILERPLATE, block.start, block.end, 0.9, "table_rule")]
    spans = columns(text, block.start, block.end)
    chosen: dict[int, tuple[float, str]] = {}
    year: int | None = None
    if heads is not None and (heads.goals or heads.signs or heads.required):
        place = _goal_place(text, spans, heads)
        if place is not None:
            year = _year_beside(text, spans, heads)
            place = _with_its_name(text, spans, heads, place)
            chosen[place] = (0.85, "goal_table")
    elif heads is None and may_hold_goals:
        for place, (start, end) in enumerate(spans):
            found = listed_commitment(text[start:end])
            if found.rule:
                chosen[place] = (found.confidence, found.rule)
    if not chosen:
        return [Unit(PieceKind.UNPLACED, block.start, block.end, 0.3, "table_row")]
    return [
        Unit(PieceKind.GOAL, start, end, *chosen[place], year=year)
        if place in chosen
        else Unit(PieceKind.UNPLACED, start, end, 0.3, "table_cell")
        for place, (start, end) in enumerate(spans)
        if start < end
    ]


def _with_its_name(text: str, spans: list[tuple[int, int]], heads: Heads, place: int) -> int:
    """Where the chosen cell only says how much ("mindst 92 %"), the cell before it says of what:
    both are made one. The place of the goal among `spans`, which are changed."""
    shift = max(0, heads.count - len(spans))
    named = {at - shift for at in (*heads.goals, *heads.signs)}
    if place in named or place - 1 not in named or spans[place - 1][0] >= spans[place - 1][1]:
        return place
    if not _BARE_AMOUNT.fullmatch(fold(text[slice(*spans[place])])):
        return place
    spans[place - 1 : place + 1] = [(spans[place - 1][0], spans[place][1])]
    return place - 1


def _year_beside(text: str, spans: list[tuple[int, int]], heads: Heads) -> int | None:
    shift = max(0, heads.count - len(spans))
    for place in heads.deadlines:
        if 0 <= place - shift < len(spans):
            found = _YEAR.search(text, *spans[place - shift])
            if found is not None:
                return int(found[0])
    return None


def _goal_place(text: str, spans: list[tuple[int, int]], heads: Heads) -> int | None:
    # A row in a group leaves out the group's column, which is the first.
    shift = max(0, heads.count - len(spans))

    def words(place: int) -> str:
        return text[slice(*spans[place])] if 0 <= place < len(spans) else ""

    required = [place - shift for place in heads.required if place not in heads.goals]
    for place in required:
        said, named = words(place), {at - shift for at in (*heads.goals, *heads.signs)}
        if place - 1 in named and words(place - 1) and any(letter.isdigit() for letter in said):
            return place
        if len(said.split()) > 1 and any(letter.isalpha() for letter in said):
            return place
    signs = [place - shift for place in heads.signs if len(words(place - shift).split()) > 2]
    for place in signs:
        if not is_question(words(place)) and any(letter.isdigit() for letter in words(place)):
            return place
    goals = [place - shift for place in heads.goals if len(words(place - shift).split()) > 1]
    for place in (*goals, *signs):
        if not is_question(words(place)):
            return place
    return None
