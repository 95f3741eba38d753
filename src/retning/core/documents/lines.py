"""What single lines give away in any document: page numbers, page furniture, table rows."""

# ruff: noqa: SIM905  (lists of words read best as words)
import re

from retning.core.danish import fold, marker_of
from retning.core.danish.patterns import pattern

_PAGE_NUMBER = pattern(
    r"[-–—\s]*(?:(?:side|page|s\.)\s*)?\d{1,4}(?:\s*(?:/|af|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
# Furniture of web pages and converters, folded. Each is a phrase that a page system writes.
_FURNITURE = pattern(
    r"(?:you are here|du er her|(?:spring|gaa) til (?:hoved)?indhold(?:et)?"
    r"|skip to (?:main )?content|til toppen|tilbage til toppen|print(?: siden)?|udskriv(?: siden)?"
    r"|del (?:paa|siden|via)\b.{0,40}|laes op|cookies?(?:politik)?|tilgaengelighedserklaering"
    r"|(?:sidst|senest) (?:opdateret|aendret|revideret)\b.{0,40}|last updated\b.{0,40}"
    r"|stoerrelse: ?px|starte visningen fra side:?|transkript|aflyst"
    r"|(?:tlf|telefon|e-?mail|mail|cvr|ean|fax)\b.{0,3}[\d:.@].{0,60}"
    r"|https?://\S+|www\.\S+|\S+@\S+\.\w{2,6}"
    r"|(?:siden|artiklen) er (?:sidst |senest )?(?:opdateret|aendret|revideret)\b.{0,40}"
    r"|(?:publiceret|offentliggjort|oprettet|udgivet)(?: den|:)? \d{1,2}\b.{0,40}"
    r"|(?:vi|siden|denne side|hjemmesiden) (?:bruger|anvender|benytter) cookies\b.{0,120}"
    r"|(?:accepter|afvis|tillad)(?: alle)?(?: cookies)?|menu|soeg|forside|naviger.{0,40}"
    r"|(?:del|tip) .{0,30}(?:facebook|twitter|linkedin|mail|siden|ven).{0,30}"
    r"|(?:facebook|twitter|linkedin|instagram)(?:[ |/·•]+(?:facebook|twitter|linkedin|instagram"
    r"|e?-?mail))*"
    r"|(?:kladde|udkast|fortrolig|kopi|ikke gaeldende|draft|download .{0,120})"
    r")"
)
# "Forside > Politik > Planer": where on a site the page lies.
_CRUMBS = pattern(
    r"[^>»›/|]{1,60}(?:\s[>»›]\s[^>»›]{1,60}){2,8}|(?:forside|hjem|home)\s?[>»›/|].{1,160}",
    re.IGNORECASE,
)
# A sentence set for machines that collect addresses.
_SPAM_TRAP = pattern(
    r"\b(?:spam|robot(?:ter)?|honeypot)\b.{0,80}\b(?:felt\w*|adresse\w*|udfyld\w*|skriv\w*|mail)\b"
    r"|\b(?:felt\w*|adresse\w*|udfyld\w*|skriv\w*)\b.{0,80}\b(?:spam|robot(?:ter)?|honeypot)\b"
    r"|\b(?:lad|efterlad) dette felt (?:staa |vaere )?tomt\b"
)
_WORD = pattern(r"[^\W\d_]+")
_SHORT_WORDS = frozenset(
    "i å og at en et de den det vi af på til for med om er har kan skal kl nr fra du der alle "
    "nye".split()
)
_VOWEL = pattern(r"[aeiouyæøåéAEIOUYÆØÅ]")
# The line that a collection of documents puts before each: where it was taken from.
_PROVENANCE = pattern(r"#\s*(?:source|kilde)\s*:", re.IGNORECASE)
_LINK_TEXT = pattern(
    r"(?:(?:vis|se) (?:udvikling\w*|data\w*|graf\w*|tal(?:lene|let)?|figur\w*|status|indikator\w*)"
    r"|\(?(?:data )?(?:afventer|mangler)(?: data)?\)?"
    r"|(?:vis (?:udviklingen|mere|alle|flere|hele|paa kort)|se (?:mere|ogsaa|alle|hele|kort|video)"
    r"|laes (?:mere|ogsaa|hele|videre)|klik her|download"
    r"|hent (?:hele|filen|dokumentet|pdf))\b.{0,100})(?:\W.{0,40})?"
)
_LONGEST_LINK = 12
_LOGO = pattern(r"\S{3,40} kommune")
_CELL_BREAK = pattern(r"\t+| {0,3}\|{1,2} {0,3}| {3,}")


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
    if _FURNITURE.fullmatch(folded) or _CRUMBS.fullmatch(line.strip()) or is_junk(line):
        return True
    if _SPAM_TRAP.search(folded):
        return True
    if line.strip().isupper() and _LOGO.fullmatch(folded):
        return True
    short = len(folded.split()) <= _LONGEST_LINK and not folded.endswith((".", "!", "?", ":", ","))
    return short and bool(_LINK_TEXT.fullmatch(folded))


def is_junk(line: str) -> bool:
    """Whether a short line is no words at all: what a scan made of a column of numerals ("vk wNe").

    Capitals alone ("KL", "CO2") are a name.
    """
    found = _WORD.findall(line[:40])
    if not 1 <= len(found) <= 4 or len(line) > 20 or any(len(word) > 4 for word in found):
        return False
    if any(character.isdigit() for character in line):
        return False
    if all(word.isupper() for word in found) or sum(map(len, found)) < 4 or marker_of(line):
        return False
    odd = [not _VOWEL.search(word) or not (word.istitle() or word.islower()) for word in found]
    return any(odd) and not any(word.casefold() in _SHORT_WORDS for word in found)


def is_table_row(line: str) -> bool:
    """Whether a line of plain text has at least three cells, by tabs, upright bars or wide gaps."""
    bare = line.strip().strip("|")
    if len(bare) > 2000 or marker_of(line) is not None:
        return False
    return len(_CELL_BREAK.findall(bare)) >= 2


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the cells of a table row, blanks around them left off."""
    return [(first, last) for first, last in columns(text, start, end) if first < last]


def columns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """As `cells`, an empty cell between two bars as an empty span, so that places can be counted.
    The bars that a row begins and ends with bound no cell."""
    while start < end and text[start] in "| \t":
        start += 1
    while end > start and text[end - 1] in "| \t":
        end -= 1
    spans = []
    begin = start
    for found in _CELL_BREAK.finditer(text, start, end):
        spans.append(trim(text, begin, found.start()))
        begin = found.end()
    spans.append(trim(text, begin, end))
    return spans


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
