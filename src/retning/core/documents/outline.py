"""From blocks to a draft of the strategy: the walk's units gathered into pieces and a tree."""

from dataclasses import replace

from retning.core.documents.blocks import Document
from retning.core.documents.draft import Area, Draft, Named, Objective, Piece, PieceKind
from retning.core.documents.facts import municipality_of, period_of
from retning.core.documents.mending import Mended, mend
from retning.core.documents.sureness import Sureness
from retning.core.documents.units import Unit
from retning.core.documents.walk import Walk
from retning.core.targets import Context, Deadline, read

_IN_AN_AREA = frozenset({PieceKind.OBJECTIVE, PieceKind.GOAL, PieceKind.THEME})


# A goal by its place: whoever wrote it down there called it one.
_BY_PLACE = frozenset(
    {"goal_list", "goal_heading", "goal_table", "goal_label", "goal_stated", "among_goals"}
)
_SURELY_READ, _SPEAKS_FOR = 0.9, 0.05
_UNDER_OBJECTIVE = frozenset({"goal_list", "goal_table", "goal_label"})


def outline(document: Document) -> Draft:
    """The draft in `document`: title, municipality, period, vision, areas with their objectives,
    goals (and the targets in them), themes and narrative, and what found no place. It is found in
    the text as mended; every position is one of `document.text`. Danish rules; linear in the text.
    """
    mended = mend(document)
    units = _gathered(Walk(mended.document).units_of(), keep_bare_headings=document.has_levels)
    _give_goals_an_area(units)
    sureness = Sureness(document)
    pieces = tuple(_piece(document, mended, unit, sureness) for unit in units)
    title = next((piece for piece in pieces if _is_title(piece)), None)
    period = period_of(mended.document, title)
    place = _in_source(mended, municipality_of(mended.document))
    years = (period.first, period.last) if period is not None else None
    around = Context(period=years, municipality=place.name if place is not None else "")
    pieces = tuple(_with_targets(piece, around) for piece in pieces)
    introduction, areas = _tree(pieces)
    return Draft(
        title=title,
        municipality=place,
        period=period,
        vision=next((piece for piece in pieces if piece.kind is PieceKind.VISION), None),
        introduction=introduction,
        areas=areas,
        unplaced=tuple(piece for piece in pieces if piece.kind is PieceKind.UNPLACED),
        pieces=pieces,
    )


def _in_source(mended: Mended, place: Named | None) -> Named | None:
    if place is None:
        return None
    start, end = mended.source_span(place.start, place.end)
    return replace(place, start=start, end=end)


def _with_targets(piece: Piece, around: Context) -> Piece:
    if piece.kind is not PieceKind.GOAL:
        return piece
    targets = piece.targets
    if not targets:
        by = Deadline(piece.year) if piece.year is not None else None
        context = replace(around, listed=piece.rule in _BY_PLACE, deadline=by)
        targets = read(piece.wording, context).targets
    confidence = piece.confidence
    if targets and targets[0].confidence >= _SURELY_READ and confidence < _SURELY_READ:
        # A rule read surely speaks for a goal: of a hundred such in five corpora all were.
        confidence = min(_SURELY_READ, confidence + _SPEAKS_FOR)
    return replace(piece, targets=targets, confidence=round(confidence, 2))


def _is_title(piece: Piece) -> bool:
    return piece.kind is PieceKind.TITLE or piece.rule in {"title_is_area", "title_holds_goals"}


def _gathered(units: list[Unit], *, keep_bare_headings: bool) -> list[Unit]:
    """Narrative that stands together becomes one: a heading takes the text under it as its body."""
    gathered: list[Unit] = []
    for unit in units:
        last = gathered[-1] if gathered else None
        both = last is not None and last.kind is unit.kind is PieceKind.NARRATIVE
        if both and last is not None and not unit.heads:
            if last.heads:
                last.take(unit.start, unit.end)
            else:
                last.end = unit.end
        else:
            gathered.append(unit)
    if not keep_bare_headings:
        _doubt_bare_headings(gathered)
    return gathered


def _doubt_bare_headings(units: list[Unit]) -> None:
    """Where headings are guessed, one with nothing under it is as often a name or a stray line."""
    for position, unit in enumerate(units):
        following = units[position + 1].kind if position + 1 < len(units) else PieceKind.BOILERPLATE
        bare = unit.heads and unit.kind is PieceKind.NARRATIVE and not unit.body_end
        if bare and following not in _IN_AN_AREA and following is not PieceKind.VISION:
            unit.kind, unit.confidence = PieceKind.UNPLACED, 0.3
            unit.rule = "heading_without_text"


def _give_goals_an_area(units: list[Unit]) -> None:
    """Where goals stand before any area, the whole document is their area, named by the title."""
    for unit in units:
        if unit.kind is PieceKind.AREA:
            return
        if unit.kind in _IN_AN_AREA:
            break
    else:
        return
    for unit in units:
        if unit.kind is PieceKind.TITLE:
            unit.kind, unit.confidence = PieceKind.AREA, 0.6
            unit.rule = "title_holds_goals"
            return


def _piece(document: Document, mended: Mended, unit: Unit, sureness: Sureness) -> Piece:
    start, end = mended.source_span(unit.start, unit.end)
    body_start, body_end = end, end
    if unit.body_end:
        body_start, body_end = mended.source_span(unit.body_start, unit.body_end)
    text, body = document.text[start:end], document.text[body_start:body_end]
    clean, places = _on_one_line(mended, unit)
    clean_body = mended.document.text[unit.body_start : unit.body_end] if unit.body_end else ""
    return Piece(
        kind=unit.kind,
        text=text,
        start=start,
        end=end,
        confidence=round(unit.confidence * sureness.between(start, end), 2),
        rule=unit.rule,
        body=body,
        body_start=body_start,
        body_end=body_end,
        clean=clean if clean != text else "",
        clean_body=clean_body if clean_body != body else "",
        places=places if clean != text else (),
        targets=unit.targets,
        year=unit.year,
    )


def _on_one_line(mended: Mended, unit: Unit) -> tuple[str, tuple[int, ...]]:
    """The unit's mended text with every run of blanks one space; for goals, where in the source
    each character stands."""
    text = mended.document.text[unit.start : unit.end]
    clean = " ".join(text.split())
    if unit.kind is not PieceKind.GOAL or (clean == text and not mended.applied):
        return clean, ()
    places: list[int] = []
    for position, character in enumerate(text):
        is_kept = not character.isspace()
        if is_kept or (places and clean[len(places) : len(places) + 1] == " "):
            places.append(mended.source_start(unit.start + position))
    return clean, tuple(places)


class _OpenArea:
    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.narrative: list[Piece] = []
        self.objectives: list[tuple[Piece, list[Piece]]] = []
        self.goals: list[Piece] = []
        self.themes: list[Piece] = []

    def take(self, piece: Piece) -> None:
        match piece.kind:
            case PieceKind.NARRATIVE:
                self.narrative.append(piece)
            case PieceKind.OBJECTIVE:
                self.objectives.append((piece, []))
            case PieceKind.GOAL if self.objectives and piece.rule in _UNDER_OBJECTIVE:
                self.objectives[-1][1].append(piece)
            case PieceKind.GOAL:
                self.goals.append(piece)
            case PieceKind.THEME:
                self.themes.append(piece)
            case _:
                pass

    def close(self) -> Area:
        return Area(
            piece=self.piece,
            narrative=tuple(self.narrative),
            objectives=tuple(Objective(piece, tuple(goals)) for piece, goals in self.objectives),
            goals=tuple(self.goals),
            themes=tuple(self.themes),
        )


def _tree(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Area, ...]]:
    introduction: list[Piece] = []
    areas: list[_OpenArea] = []
    early: list[Piece] = []
    for piece in pieces:
        if piece.kind is PieceKind.AREA:
            areas.append(_OpenArea(piece))
            # What stood before the first area has no other to belong to.
            for waiting in early:
                areas[-1].take(waiting)
            early = []
        elif areas:
            areas[-1].take(piece)
        elif piece.kind in _IN_AN_AREA:
            early.append(piece)
        elif piece.kind is PieceKind.NARRATIVE:
            introduction.append(piece)
    return tuple(introduction), tuple(area.close() for area in areas)
