"""What text recognition said of a page: words with boxes, and how sure it was of each.

It is read from hOCR, in the form that tesseract writes: with each line comes the height of its
letters, which tells headings from text and which tesseract's table of words does not give.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from retning.core.documents.unreadable import Unreadable, UnreadableCode

MOST_PAGES = 300
_MOST_WORDS_A_PAGE = 20_000
# A line whose words are less sure than this was no line: a picture was looked at as if it were.
_NO_LINE_BELOW = 40
_TOKEN = re.compile(
    r"<(?:span|div) class='(?P<what>ocr\w*)'[^>]{0,200}? title=(?P<quote>[\"'])"
    r"(?P<told>[^>]{0,400}?)(?P=quote)[^>]{0,80}>(?P<text>[^<]{0,400})"
)
_WITHIN = re.compile(r"</?(?:strong|em)>")
_BOX = re.compile(r"bbox (\d{1,6}) (\d{1,6}) (\d{1,6}) (\d{1,6})")
_SURENESS = re.compile(r"x_wconf (\d{1,3})")
_BASELINE = re.compile(r"baseline (-?[\d.]{1,12}) (-?[\d.]{1,12})")
_SIZE = re.compile(r"x_size ([\d.]{1,12})")
_DESCENT = re.compile(r"x_descenders (-?[\d.]{1,12})")
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as it was recognised: its box in pixels from the upper left corner (left, top, right,
    bottom), and how sure that is, in percent."""

    text: str
    box: Box
    confidence: int


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words that stand on one line. `height` is that of its tall letters in pixels; the line they
    stand on is `rise` pixels above the lower edge of `box` at its left, and sinks by `slope` for
    each pixel to the right. `stroke` is how wide its strokes are in pixels, 0 where nobody knows.
    """

    words: tuple[SeenWord, ...]
    box: Box
    height: float
    rise: float = 0.0
    slope: float = 0.0
    stroke: float = 0.0


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page that was recognised, of so many pixels; `lines` in no order yet."""

    number: int
    width: int
    height: int
    lines: tuple[SeenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """Rows of grey bytes, from the top."""

    width: int
    height: int
    rows: memoryview


_GREY = re.compile(rb"P5 (\d{1,5}) (\d{1,5}) 255\n")


def grey_of(picture: bytes) -> GreyPicture:
    """The picture that is a portable greymap of 8 bits (as `pdf.picture.grey_of` makes them);
    raises ValueError where it is none."""
    head = _GREY.match(picture)
    if head is None:
        raise ValueError("No greymap")
    width, height = int(head[1]), int(head[2])
    rows = memoryview(picture)[head.end() :]
    if len(rows) != width * height:
        raise ValueError("A greymap of another size")
    return GreyPicture(width, height, rows)


def page_of(told: bytes, picture: bytes, *, number: int) -> SeenPage:
    """The page that recognition `told` of (hOCR in UTF-8) when it was given `picture`. Whatever is
    not as expected is left out. Raises ValueError where the picture is none."""
    seen = grey_of(picture)
    lines = [line for line in _lines(told.decode(errors="replace")) if _is_line(line)]
    weighed = (replace(line, stroke=_stroke(seen, line.box)) for line in lines)
    return SeenPage(number, seen.width, seen.height, tuple(weighed))


def _lines(told: str) -> Iterator[SeenLine]:
    line: SeenLine | None = None
    words: list[SeenWord] = []
    count = 0
    for token in _TOKEN.finditer(_WITHIN.sub("", told)):
        if token["what"] == "ocrx_word":
            word = _word(token["told"], token["text"])
            if word is not None and count < _MOST_WORDS_A_PAGE:
                words.append(word)
                count += 1
            continue
        if line is not None and words:
            yield replace(line, words=tuple(words))
        line, words = _line(token["told"]) if token["what"] in _LINES else None, []
    if line is not None and words:
        yield replace(line, words=tuple(words))


def _word(told: str, text: str) -> SeenWord | None:
    box, sureness = _box(told), _SURENESS.search(told)
    text = "".join(unicodedata.normalize("NFC", html.unescape(text)).split())
    text = "".join(one for one in text if one.isprintable())
    if box is None or not text:
        return None
    return SeenWord(text, box, min(int(sureness[1]), 100) if sureness else 0)


def _line(told: str) -> SeenLine | None:
    box = _box(told)
    if box is None:
        return None
    size, descent = _number(_SIZE, told), _number(_DESCENT, told)
    baseline = _BASELINE.search(told)
    slope, offset = (_float(baseline[1]), _float(baseline[2])) if baseline else (0.0, 0.0)
    height = size - descent if 0 < descent < size else size
    return SeenLine((), box, height or box[3] - box[1], -offset, slope)


def _box(told: str) -> Box | None:
    found = _BOX.search(told)
    if found is None:
        return None
    left, top, right, bottom = map(int, found.groups())
    return (left, top, right, bottom) if left < right and top < bottom else None


def _number(pattern: re.Pattern[str], told: str) -> float:
    found = pattern.search(told)
    return _float(found[1]) if found else 0.0


def _float(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0


def _is_line(line: SeenLine) -> bool:
    letters = sum(len(word.text) for word in line.words)
    sure = sum(word.confidence * len(word.text) for word in line.words)
    said = "".join(word.text for word in line.words)
    return sure >= _NO_LINE_BELOW * letters and any(one.isalnum() for one in said)


def _stroke(picture: GreyPicture, box: Box) -> float:
    """How wide the strokes within `box` are, in pixels: dark ones for each that begins."""
    left, top, right, bottom = box
    right, bottom = min(right, picture.width), min(bottom, picture.height)
    if left >= right or top >= bottom:
        return 0.0
    rows = picture.rows
    cut = [
        rows[at * picture.width + left : at * picture.width + right] for at in range(top, bottom)
    ]
    # A pale edge parts the rows, so that no stroke goes on from one to the next.
    seen = b"\xff".join(cut)
    middle = (min(seen) + max(seen)) // 2
    dark = seen.translate(bytes(one <= middle for one in range(256)))
    begun = dark.count(b"\x00\x01")
    return dark.count(1) / begun if begun else 0.0


def packed_pages(pages: Iterable[SeenPage], file: bytes) -> bytes:
    """`pages` and the file that they are of, for the process that puts them together."""
    told = msgspec.json.encode(list(pages))
    return len(told).to_bytes(8, "big") + told + file


def unpacked_pages(data: bytes) -> tuple[dict[int, SeenPage], bytes]:
    """What `packed_pages` packed: the pages by number, and the file. Raises Unreadable."""
    end = 8 + int.from_bytes(data[:8], "big")
    try:
        pages = msgspec.json.decode(data[8:end], type=list[SeenPage])
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Unreadable(UnreadableCode.BROKE_DOWN) from problem
    return {page.number: page for page in pages}, data[end:]
