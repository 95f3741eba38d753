"""What single lines give away in any document: page numbers, page furniture, table rows."""

import re

from retning.core.danish import fold, marker_of

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:side|page|s\.)\s*)?\d{1,4}(?:\s*(?:/|af|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
# Furniture of web pages and converters, folded. Each is a phrase that a page system writes.
_FURNITURE = re.compile(
    r"(?:you are here|du er her|(?:spring|gaa) til (?:hoved)?indhold(?:et)?"
    r"|skip to (?:main )?content|til toppen|tilbage til toppen|print(?: siden)?|udskriv(?: siden)?"
    r"|del (?:paa|siden|via)\b.{0,40}|laes op|cookies?(?:politik)?|tilgaengelighedserklaering"
    r"|(?:sidst|senest) (?:opdateret|aendret|revideret)\b.{0,40}|last updated\b.{0,40}"
    r"|stoerrelse: ?px|starte visningen fra side:?|transkript|aflyst"
    r"|(?:tlf|telefon|e-?mail|mail|cvr|ean|fax)\b.{0,3}[\d:.@].{0,60}"
    r"|https?://\S+|www\.\S+|\S+@\S+\.\w{2,6}"
    r")"
)
# The line that a collection of documents puts before each: where it was taken from.
_PROVENANCE = re.compile(r"#\s*(?:source|kilde)\s*:", re.IGNORECASE)
_LINK_TEXT = re.compile(
    r"(?:vis (?:udviklingen|mere|alle|flere|hele|paa kort)|se (?:mere|ogsaa|alle|hele|kort|video)"
    r"|laes (?:mere|ogsaa|hele|videre)|klik her|download"
    r"|hent (?:hele|filen|dokumentet|pdf))\b.{0,100}"
)
_LONGEST_LINK = 12
_LOGO = re.compile(r"\S{3,40} kommune")
_CELL_BREAK = re.compile(r"\t+| {0,3}\|{1,2} {0,3}")


def is_page_number(line: str) -> bool:
    """ "12", "- 12 -", "Side 3 af 10"."""
    stripped = line.strip()
    return len(stripped) <= 24 and bool(_PAGE_NUMBER.fullmatch(stripped))


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the text: "Sidst opdateret …", a link."""
    if _PROVENANCE.match(line):
        return True
    if len(line) > 160:
        return False
    folded = fold(line)
    if not any(character.isalnum() for character in folded):
        return True
    if _FURNITURE.fullmatch(folded):
        return True
    if line.strip().isupper() and _LOGO.fullmatch(folded):
        return True
    short = len(folded.split()) <= _LONGEST_LINK and not folded.endswith((".", "!", "?", ":", ","))
    return short and bool(_LINK_TEXT.fullmatch(folded))


def is_table_row(line: str) -> bool:
    """Whether a line of plain text has at least three cells, by tabs or upright bars."""
    bare = line.strip().strip("|")
    if len(bare) > 2000 or marker_of(line) is not None:
        return False
    return len(_CELL_BREAK.findall(bare)) >= 2


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the cells of a table row, blanks around them left off."""
    spans = []
    begin = start
    for found in _CELL_BREAK.finditer(text, start, end):
        spans.append((begin, found.start()))
        begin = found.end()
    spans.append((begin, end))
    trimmed = [trim(text, first, last) for first, last in spans]
    return [(first, last) for first, last in trimmed if first < last]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
