"""From bytes to text: refuse what is not text, find the encoding of what is.

The order matters: signature, byte order mark, UTF-8, UTF-16 without a mark, and only then
the one-byte encodings that Danish offices have used, weighed by how many of their letters above
ASCII are letters that Danish uses (why not a library: decision 0006).
"""

import codecs
import re
from dataclasses import dataclass

from retning.core.documents.unreadable import Unreadable, UnreadableCode

# Text of this many bytes is a shelf of books; PDF and Word have limits of their own.
LIMIT_BYTES = 10 * 1024 * 1024
_SAMPLE = 64 * 1024
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"OggS", "media"),
    (b"ID3", "media"),
    (b"RIFF", "media"),
)
_OFFICE_MEMBERS = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"opendocument", "odt"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "iso-8859-1", "mac-roman", "cp865")
_EXPECTED_LETTERS = frozenset("æøåÆØÅéÉèüöäÜÖÄ")
_EXPECTED_SIGNS = frozenset("–—’‘“”„»«•…§°½´\u00a0\u00ad€")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_MOST_CONTROLS = 0.002


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding (Python's name) that it was found to be in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of `data`, or `Unreadable`."""
    if len(data) > LIMIT_BYTES:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(LIMIT_BYTES))
    if not data.strip():
        raise Unreadable(UnreadableCode.EMPTY)
    _refuse_known_binaries(data)
    decoded = _by_mark(data) or _as_unicode(data) or _by_declaration(data) or _as_one_byte(data)
    if decoded is None:
        binary = _looks_binary(data[:_SAMPLE])
        raise Unreadable(UnreadableCode.NOT_TEXT if binary else UnreadableCode.UNDECODABLE)
    return _cleaned(decoded)


def _refuse_known_binaries(data: bytes) -> None:
    for signature, looks_like in _SIGNATURES:
        if data.startswith(signature):
            if looks_like == "zip":
                looks_like = next(
                    (name for member, name in _OFFICE_MEMBERS if member in data[:_SAMPLE]), "zip"
                )
            raise Unreadable(UnreadableCode.BINARY, looks_like)
    if data[4:8] == b"ftyp":
        raise Unreadable(UnreadableCode.BINARY, "media")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # A mark is a promise: one broken character does not undo it.
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    return None


def _as_unicode(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) < 0.1 * half:
        return _strictly(data, "utf-16-le")
    if half and sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
        return _strictly(data, "utf-16-be")
    exact = _strictly(data, "utf-8")
    if exact is not None:
        return exact
    replaced = data.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    beyond_ascii = sum(1 for character in replaced if character > "\x7f")
    # Almost all of it is good UTF-8: a file that was cut or patched, not another encoding.
    return Decoded(replaced, "utf-8") if broken * 10 <= beyond_ascii else None


def _by_declaration(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    # Browsers read Latin-1 as Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    name = "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "windows-1252"} else name
    if not name.startswith(("cp", "iso-8859", "windows", "koi8", "macintosh")):
        return None
    try:
        return _strictly(data, name)
    except LookupError:
        return None


def _as_one_byte(data: bytes) -> Decoded | None:
    best, best_score = None, 0.6
    sample = data[: 4 * _SAMPLE]
    for encoding in _ONE_BYTE:
        score = _danish_score(sample.decode(encoding, errors="replace"))
        if score > best_score:
            best, best_score = encoding, score
    if best is None:
        return None
    return Decoded(data.decode(best, errors="replace"), best)


def _danish_score(text: str) -> float:
    """How well the characters above ASCII fit a Danish text, from 0 to 1.

    A letter counts in full where Danish uses it, somewhat less where it is another letter of
    Western Europe; both only beside an ASCII letter, as in a word. Signs count for less.
    """
    score, beyond_ascii = 0.0, 0
    for position, character in enumerate(text):
        if character <= "\x7f":
            continue
        beyond_ascii += 1
        neighbours = text[max(0, position - 1) : position] + text[position + 1 : position + 2]
        in_word = any(letter.isascii() and letter.isalpha() for letter in neighbours)
        if character in _EXPECTED_LETTERS:
            score += 1.0 if in_word else 0.2
        elif character in _EXPECTED_SIGNS:
            score += 0.75
        elif in_word and "\u00c0" <= character <= "\u00ff":
            score += 0.65
    return score / beyond_ascii if beyond_ascii else 0.0


def _looks_binary(sample: bytes) -> bool:
    controls = sum(sample.count(code) for code in (*range(9), *range(14, 27), 28, 29, 30, 31))
    return controls > _MOST_CONTROLS * len(sample)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _cleaned(decoded: Decoded) -> Decoded:
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > max(3, _MOST_CONTROLS * len(decoded.text)):
        raise Unreadable(UnreadableCode.NOT_TEXT)
    # Replaced one for one, so that positions hold; PostgreSQL takes no NUL.
    text = decoded.text.replace("\x00", "\ufffd")
    if not any(character.isalnum() for character in text):
        raise Unreadable(UnreadableCode.EMPTY)
    return Decoded(text, decoded.encoding)
