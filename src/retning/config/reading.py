"""`retning read FILE …`: what the reader finds in documents, without a database."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from retning.config.reading_outline import outline_lines
from retning.config.reading_sentences import (
    FEWER_WORDS,
    MERGED,
    NO_FILE,
    NOT_DANISH,
    RECOGNISING,
    refusal_sentence,
    scan_note,
)
from retning.core.documents import (
    Document,
    Unreadable,
    UnreadableCode,
    outline,
)
from retning.core.documents.besides import besides
from retning.core.documents.cautions import caution_code, cautions_of
from retning.core.documents.exchange import Json, as_json, of_sentence
from retning.core.documents.exchange_merged import merged_json
from retning.core.documents.merging import Read, merged
from retning.core.documents.sentence_lines import sentence_lines
from retning.core.documents.unreadable import LIMIT_BYTES
from retning.core.targets import read
from retning.foundation.recognition import read_document, read_lines


def main(argv: Sequence[str]) -> int:
    """Read documents and print what was found: 0 if they could be read, else 2 and a sentence."""
    options = _parser().parse_args(argv)
    tongue = 1 if options.language == "en" else 0
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    name = ""
    names: list[str] = []
    found: list[Read] = []
    sentences: list[Document] = []
    try:
        for file in options.files:
            name = "stdin" if file == "-" else Path(file).name
            data = _bytes_of(file)
            if options.lines:
                sentences.append(read_lines(data))
            else:
                document = _read(data, name, tongue)
                names.append(name)
                found.append(Read(document, outline(document), besides(document)))
    except OSError:
        print(NO_FILE[tongue].format(name=name), file=sys.stderr)
        return 2
    except Unreadable as refusal:
        print(refusal_sentence(refusal, name, tongue), file=sys.stderr)
        return 2
    try:
        for each in sentences:
            _print(_of_sentences(each))
        if found:
            _print(_said(names, found, options, tongue))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has seen enough; nothing is left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="retning read", description=__doc__)
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="PDF, Word, HTML or text; - for standard input; several are extractions of one",
    )
    parser.add_argument("--json", action="store_true", help="schema 1, see docs/reading.md")
    parser.add_argument("--blocks", action="store_true", help="with --json: the blocks too")
    parser.add_argument(
        "--lines", action="store_true", help="each line is a sentence: its targets, one JSON a line"
    )
    parser.add_argument(
        "--language",
        choices=("da", "en"),
        default="en" if os.environ.get("LANG", "").startswith("en") else "da",
        help="of the sentences printed",
    )
    return parser


def _read(data: bytes, name: str, tongue: int) -> Document:
    """The document in `data`, read in processes apart with limits (decisions 0013, 0026)."""
    if len(data) > LIMIT_BYTES:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(LIMIT_BYTES))

    def tell(done: int, of: int) -> None:
        said = RECOGNISING[tongue].format(page=done + 1, pages=of) if done < of else ""
        print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)

    return read_document(data, name=name, page=tell if sys.stderr.isatty() else None)


def _bytes_of(file: str) -> bytes:
    """At most one byte more than may be read, so that a file of any size costs no memory."""
    if file == "-":
        return sys.stdin.buffer.read(LIMIT_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LIMIT_BYTES + 1)


def _of_sentences(document: Document) -> Iterator[str]:
    for line in sentence_lines(document):
        said = of_sentence(read(line.sentence), line.in_source)
        yield json.dumps(said, ensure_ascii=False)


def _said(
    names: Sequence[str], found: Sequence[Read], options: argparse.Namespace, tongue: int
) -> Iterator[str]:
    if options.json:
        yield json.dumps(_as_json(names, found, options), ensure_ascii=False, indent=1)
        return
    for name, each in zip(names, found, strict=True):
        _print_notes(each.document, tongue)
        if len(found) > 1:
            yield f"== {name}"
        yield from outline_lines(each.draft, tongue)
    if len(found) > 1:
        yield MERGED[merged(found).code][tongue]


def _as_json(
    names: Sequence[str], found: Sequence[Read], options: argparse.Namespace
) -> dict[str, Json]:
    if len(found) == 1:
        return as_json(found[0].document, found[0].draft, blocks=options.blocks)
    return merged_json(names, found, merged(found))


def _print_notes(document: Document, tongue: int) -> None:
    if document.language.confident and document.language.code != "da":
        print(NOT_DANISH[tongue].format(code=document.language.code), file=sys.stderr)
    if cautions_of(caution_code(document)).lacks_words:
        print(FEWER_WORDS[tongue], file=sys.stderr)
    if note := scan_note(document, tongue):
        print(note, file=sys.stderr)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
