"""Lists of those who are asked to answer, as people keep them: pasted, or from a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from retning.apps.hearing.enums import InvitationKind

ENCODINGS = ("utf-8-sig", "cp1252")
"""As spreadsheets save; whatever is not the first is the second, which reads every byte we mean."""
MOST_LINES = 2_000
HEADINGS = {
    "name": ("navn", "hvem", "name", "who"),
    "email": ("e-mail", "email", "mail", "e-mailadresse", "mailadresse", "e-mail address"),
    "kind": ("slags", "type", "art", "kind"),
    "note": ("note", "bemærkning", "notat"),
}
ORDER = ("name", "email", "kind", "note")
"""The columns of a list without headings."""

# Parts of names and of what people call the kinds; the first that fits decides.
_TOLD_BY = (
    ("ældreråd|seniorråd|elders", InvitationKind.ELDERS_COUNCIL),
    ("handicapråd|disability", InvitationKind.DISABILITY_COUNCIL),
    ("skolebestyrelse|school board", InvitationKind.SCHOOL_BOARD),
    (
        "brugerbestyrelse|forældrebestyrelse|brugerråd|bruger- og pårørenderåd|user board",
        InvitationKind.USER_BOARD,
    ),
    (
        r"grundejerforening|ejerforening|ejerlaug|boligforening|andelsforening|\b[ag]?e?/?f\b|owners",
        InvitationKind.OWNERS_ASSOCIATION,
    ),
    ("nabo(?!kommune)|beboere|neighbour", InvitationKind.NEIGHBOURS),
    (
        r"kommune\b|region\b|ministeri|styrelsen|politi\b|stift\b|museum|authority|myndighed",
        InvitationKind.AUTHORITY,
    ),
    (r"\baps\b|\ba/s\b|\bi/s\b|\bp/s\b|company|virksomhed", InvitationKind.COMPANY),
    ("forening|idræt|klub|laug|association|forbund", InvitationKind.ASSOCIATION),
)


@dataclass(frozen=True)
class Line:
    """One who is to be asked, from the line `number` of a list (the first is 1)."""

    number: int
    name: str
    email: str
    kind: InvitationKind
    note: str


@dataclass(frozen=True)
class Problem:
    """A line that nobody can be asked from: `what` is "name" (none, or too long) or "email"."""

    number: int
    what: str
    said: str


@dataclass(frozen=True)
class ReadList:
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    is_too_long: bool = False


def kind_of(said: str, name: str) -> InvitationKind:
    """The kind that was said, else what the name tells, else others."""
    for text in (said, name):
        folded = text.casefold().strip()
        for kind in InvitationKind:
            if folded in {kind.value, str(kind.label).casefold()}:
                return kind
        for pattern, kind in _TOLD_BY:
            if folded and re.search(pattern, folded):
                return kind
    return InvitationKind.OTHER


def read_list(data: bytes) -> ReadList:
    """A list with one on each line, columns apart by semicolon, tabulator or comma. What cannot be
    used is told line by line; nothing is guessed of an address."""
    try:
        rows = _rows(_decoded(data))
    except csv.Error:  # a field of more than 128 kB is no name and no address
        return ReadList((), (), is_too_long=True)
    if len(rows) > MOST_LINES:
        return ReadList((), (), is_too_long=True)
    columns, body = _columns(rows)
    lines, problems = list[Line](), list[Problem]()
    for number, cells in body:
        said = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        name, email = " ".join(said.get("name", "").split()), said.get("email", "")
        if not 0 < len(name) <= 200:
            problems.append(Problem(number, "name", name[:60]))
        elif not _is_address(email):
            problems.append(Problem(number, "email", email[:60]))
        else:
            kind, note = kind_of(said.get("kind", ""), name), said.get("note", "")[:300]
            lines.append(Line(number, name, email, kind, note))
    return ReadList(tuple(lines), tuple(problems))


def _is_address(email: str) -> bool:
    if not email:
        return True
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number, cut where their columns part."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    apart = next((each for each in ";\t," if each in first), ";")
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(plain), delimiter=apart)
    return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _columns(
    rows: Sequence[tuple[int, list[str]]],
) -> tuple[dict[str, int], Sequence[tuple[int, list[str]]]]:
    """Which column says what, and the lines below the headings."""
    heads = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    found = {
        name: heads.index(word)
        for name, words in HEADINGS.items()
        for word in words
        if word in heads
    }
    if "name" in found:
        return found, rows[1:]
    return {name: at for at, name in enumerate(ORDER)}, rows
