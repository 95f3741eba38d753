"""`retning read FILE`: what the reader finds in a document, without a database."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from retning.core.documents import (
    Document,
    Draft,
    Piece,
    PieceKind,
    Unreadable,
    UnreadableCode,
    as_json,
    outline,
    passages,
)
from retning.core.documents.transport import unpacked
from retning.core.documents.unreadable import LIMIT_BYTES
from retning.foundation import confined

# No catalogue is loaded here: the command must start without Django. (Danish, English)
_SENTENCES: dict[UnreadableCode, tuple[str, str]] = {
    UnreadableCode.EMPTY: (
        "{name} er tom. Vælg et dokument, der har tekst i sig.",
        "{name} is empty. Choose a document that has text in it.",
    ),
    UnreadableCode.TOO_LARGE: (
        "{name} er for stor: grænsen er {limit} MB og 100.000 afsnit. Del dokumentet.",
        "{name} is too large: the limit is {limit} MB and 100,000 paragraphs. Divide it.",
    ),
    UnreadableCode.BINARY: (
        "{name} er ikke tekst, men ligner {detail}. Gem dokumentet som PDF eller ren tekst først.",
        "{name} is not text, but looks like {detail}. Save it as PDF or plain text first.",
    ),
    UnreadableCode.NOT_TEXT: (
        "{name} kan ikke læses som tekst. Gem dokumentet som HTML eller ren tekst først.",
        "{name} cannot be read as text. Save the document as HTML or plain text first.",
    ),
    UnreadableCode.UNDECODABLE: (
        "{name} har en tegnkodning, vi ikke kender. Gem dokumentet igen som UTF-8.",
        "{name} has a character encoding that we do not know. Save the document again as UTF-8.",
    ),
    UnreadableCode.ENCRYPTED: (
        "{name} kan kun åbnes med en adgangskode. Gem dokumentet uden adgangskode først.",
        "{name} can only be opened with a password. Save the document without one first.",
    ),
    UnreadableCode.DAMAGED: (
        "{name} er beskadiget og kan ikke åbnes. Hent eller gem dokumentet på ny.",
        "{name} is damaged and cannot be opened. Fetch the document or save it anew.",
    ),
    UnreadableCode.NO_TEXT: (
        (
            "{name} er billeder af sider uden tekst ({detail} i alt), fx en scanning. Den skal "
            "tekstgenkendes (OCR) først; det kan vi ikke endnu."
        ),
        (
            "{name} is pictures of pages without text ({detail} in all), such as a scan. It needs "
            "text recognition (OCR) first, which we cannot do yet."
        ),
    ),
    UnreadableCode.NO_LETTERS: (
        (
            "{name} har skrifttyper, der ikke siger, hvilke bogstaver de tegner. Gem dokumentet "
            "som PDF igen fra det program, det er skrevet i."
        ),
        (
            "{name} has fonts that do not say which letters they draw. Save the document as PDF "
            "again from the program that it was written in."
        ),
    ),
    UnreadableCode.TOO_MANY_PAGES: (
        "{name} har for mange sider: grænsen er {detail}. Del dokumentet.",
        "{name} has too many pages: the limit is {detail}. Divide it.",
    ),
    UnreadableCode.BOMB: (
        (
            "{name} vokser ud over alle grænser, når den pakkes ud, og er ikke læst. Gem "
            "dokumentet igen fra det program, det er skrevet i."
        ),
        (
            "{name} grows beyond measure when it is unpacked, and was not read. Save the document "
            "again from the program that it was written in."
        ),
    ),
    UnreadableCode.TOO_HEAVY: (
        (
            "{name} krævede for meget hukommelse eller tid at læse. Del dokumentet, eller gem det "
            "som ren tekst."
        ),
        "{name} took too much memory or time to read. Divide it, or save it as plain text.",
    ),
    UnreadableCode.BROKE_DOWN: (
        (
            "{name} kunne ikke læses: læseren brød sammen over den. Gem dokumentet igen, gerne som "
            "ren tekst."
        ),
        (
            "{name} could not be read: the reader broke down over it. Save it again, as plain text "
            "if you can."
        ),
    ),
}
_NO_FILE = (
    "{name} kunne ikke åbnes: findes filen, og må du læse den?",
    "{name} could not be opened: does the file exist, and may you read it?",
)
_NOT_DANISH = (
    "Bemærk: dokumentet ser ikke ud til at være på dansk ({code}), men er læst, som om det var.",
    "Note: the document does not seem to be in Danish ({code}), but was read as if it were.",
)
_SCANNED = (
    "Bemærk: {count} af siderne har ingen tekst og er ikke læst ({pages}); er de scannet?",
    "Note: {count} of the pages have no text and were not read ({pages}); are they scans?",
)
_LABELS = {
    PieceKind.TITLE: ("Titel", "Title"),
    PieceKind.VISION: ("Vision", "Vision"),
    PieceKind.AREA: ("Område", "Area"),
    PieceKind.OBJECTIVE: ("Overordnet mål", "Objective"),
    PieceKind.GOAL: ("Mål", "Goal"),
    PieceKind.THEME: ("Tema", "Theme"),
    PieceKind.NARRATIVE: ("Tekst", "Narrative"),
    PieceKind.UNPLACED: ("Ikke placeret", "Not placed"),
}
_INDENTS = {PieceKind.OBJECTIVE: 1, PieceKind.GOAL: 2, PieceKind.THEME: 1, PieceKind.NARRATIVE: 1}
_LINE = 100
_FEW = 20
_READ = "retning.core.documents.apart:read"
# Codes of `Unreadable.detail` that a reader may not know by name.
_LOOKS_LIKE = {
    "office": ("et gammelt Office-dokument", "an old Office document"),
    "image": ("et billede", "an image"),
    "archive": ("et arkiv", "an archive"),
    "database": ("en database", "a database"),
    "program": ("et program", "a program"),
    "media": ("lyd eller video", "sound or video"),
}


def main(argv: Sequence[str]) -> int:
    """Read one document and print what was found: 0 if it could be read, else 2 and a sentence."""
    options = _parser().parse_args(argv)
    tongue = 1 if options.language == "en" else 0
    name = "stdin" if options.file == "-" else Path(options.file).name
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        document = _read(_bytes_of(options.file), name)
        draft = outline(document)
    except OSError:
        print(_NO_FILE[tongue].format(name=name), file=sys.stderr)
        return 2
    except Unreadable as refusal:
        print(_sentence(refusal, name, tongue), file=sys.stderr)
        return 2
    try:
        _print(document, draft, options, tongue)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has seen enough; nothing is left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="retning read", description=__doc__)
    parser.add_argument(
        "file", metavar="FILE", help="PDF, Word, HTML or plain text; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="schema 1, see docs/reading.md")
    parser.add_argument("--blocks", action="store_true", help="with --json: the blocks too")
    parser.add_argument(
        "--language",
        choices=("da", "en"),
        default="en" if os.environ.get("LANG", "").startswith("en") else "da",
        help="of the sentences printed",
    )
    return parser


def _read(data: bytes, name: str) -> Document:
    """The document in `data`, read in a process apart with limits (decision 0013)."""
    if len(data) > LIMIT_BYTES:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(LIMIT_BYTES))
    try:
        return unpacked(confined.run(_READ, data, arguments={"name": name}))
    except confined.Broken as broken:
        crashed = broken.code is confined.BrokenCode.CRASHED
        code = UnreadableCode.BROKE_DOWN if crashed else UnreadableCode.TOO_HEAVY
        raise Unreadable(code) from None


def _bytes_of(file: str) -> bytes:
    """At most one byte more than may be read, so that a file of any size costs no memory."""
    if file == "-":
        return sys.stdin.buffer.read(LIMIT_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LIMIT_BYTES + 1)


def _sentence(refusal: Unreadable, name: str, tongue: int) -> str:
    looks_like = _LOOKS_LIKE.get(refusal.detail, (refusal.detail.upper(),) * 2)[tongue]
    limit = (int(refusal.detail) if refusal.detail.isdigit() else LIMIT_BYTES) // (1024 * 1024)
    return _SENTENCES[refusal.code][tongue].format(name=name, detail=looks_like, limit=limit)


def _print(document: Document, draft: Draft, options: argparse.Namespace, tongue: int) -> None:
    if options.json:
        found = as_json(document, draft, blocks=options.blocks)
        json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    if document.language.confident and document.language.code != "da":
        print(_NOT_DANISH[tongue].format(code=document.language.code), file=sys.stderr)
    if bare := document.pages_without_text:
        pages = ", ".join(map(str, bare[:_FEW])) + (" …" if len(bare) > _FEW else "")
        print(_SCANNED[tongue].format(count=len(bare), pages=pages), file=sys.stderr)
    for line in _lines(draft, tongue):
        print(line)


def _lines(draft: Draft, tongue: int) -> Iterator[str]:
    facts = [draft.municipality_name]
    if draft.period is not None:
        facts.append(f"{draft.period.first}-{draft.period.last}")
    if any(facts):
        yield " · ".join(fact for fact in facts if fact)
    for piece in passages(draft):
        label = _LABELS[piece.kind][tongue]
        yield f"{'  ' * _INDENTS.get(piece.kind, 0)}{label}: {_short(piece)}"
    counts = (len(draft.areas), len(draft.objectives), len(draft.goals), len(draft.themes))
    yield (
        "{} områder, {} overordnede mål, {} mål, {} temaer",
        "{} areas, {} objectives, {} goals, {} themes",
    )[tongue].format(*counts)


def _short(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    return text if len(text) <= _LINE else f"{text[: _LINE - 1].rstrip()}…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
