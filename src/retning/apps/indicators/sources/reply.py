"""What a source says, whatever it is: figures by indicator, what is odd in them, or why none came.

Nothing here knows the database, so that `retning judge` and the tests read sources without one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.indicators.enums import SourceKind
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import Period

Cell = tuple[str, Period]
"""An area's code ("187", "000" for the country) and a period."""
MISSING = Figure(None, State.MISSING)
SUPPRESSED = Figure(None, State.SUPPRESSED)
NOT_PUBLISHED = Figure(None, State.NOT_PUBLISHED)
UNDEFINED = Figure(None, State.UNDEFINED)


class UnavailableCode(models.TextChoices):
    """The closed set of reasons why no figures came. Kept in `Feed.problem`."""

    NO_ANSWER = "no_answer", _("The source does not answer.")
    TOO_SLOW = "too_slow", _("The source did not answer in time.")
    BROKEN_OFF = "broken_off", _("The answer broke off before its end.")
    TOO_MANY = "too_many", _("The source asks us to wait: it was asked too often.")
    SERVER_ERROR = "server_error", _("The source has an error of its own.")
    REFUSED = "refused", _("The source refused the question.")
    NOT_FOUND = "not_found", _("The source no longer has this table, variable or value.")
    TOO_LARGE = "too_large", _("The answer is larger than is read here.")
    ELSEWHERE = "elsewhere", _("The source sent us to another address, which is not followed.")
    WRONG_TYPE = "wrong_type", _("The answer is of another kind than was asked for.")
    UNREADABLE = "unreadable", _("The answer cannot be read.")
    COLUMNS_CHANGED = "columns_changed", _("The columns are not those that they should be.")
    NO_AREAS = "no_areas", _("There are no municipalities in the table.")
    NO_FIGURES = "no_figures", _("There are no figures in it.")
    BAD_QUERY = "bad_query", _("The indicator's query does not fit the table.")
    NO_TOKEN = "no_token", _("The source needs an access token, and none is set.")
    PASSWORD = "password", _("The file is protected by a password.")
    NOT_A_SHEET = "not_a_sheet", _("The file is no spreadsheet and no table of text.")


def printable(text: str, most: int) -> str:
    """A stranger's words, cut short, without what a database refuses to keep."""
    return text[:most].encode(errors="replace").decode().replace("\0", " ")


class Unavailable(Exception):
    """No figures came. `code` says why; `detail` is for those who look after the sources (the
    source's own words, an address, a line), never for the public. `request_id` is the source's."""

    def __init__(self, code: UnavailableCode, detail: str = "", *, request_id: str = "") -> None:
        super().__init__(f"{code.value}: {detail}" if detail else code.value)
        self.code = code
        self.detail = printable(detail, 2_000)
        self.request_id = request_id


class OddityCode(models.TextChoices):
    """The closed set of what can be odd in figures that did come. Kept in `Release.problems`."""

    UNKNOWN_AREA = "unknown_area", _("no municipality of this code or name")
    NO_AREA = "no_area", _("no municipality is named")
    DUPLICATE = "duplicate", _("the same municipality and period twice")
    NOT_A_NUMBER = "not_a_number", _("no number")
    NOT_A_PERIOD = "not_a_period", _("no year, quarter or month")
    MIXED_DECIMALS = "mixed_decimals", _("decimals with both comma and point")
    AMBIGUOUS_NUMBER = "ambiguous_number", _("a number that can be read in two ways")
    WRONG_UNIT = "wrong_unit", _("another unit than the indicator's")
    OUT_OF_RANGE = "out_of_range", _("a number that the unit does not allow")
    TABLE_ENDED = "table_ended", _("the source no longer continues the table")
    MISSING_AREAS = "missing_areas", _("municipalities without a line")
    FORMULA_ERROR = "formula_error", _("a formula that gives an error")
    MORE = "more", _("there are more like these")


@dataclass(frozen=True)
class Oddity:
    """Something to look at: where it is, and what was said there (`said`, cut short). `row` is the
    line of the file, from 1; 0 where there is none."""

    code: OddityCode
    indicator: str = ""
    area: str = ""
    period: str = ""
    row: int = 0
    said: str = ""

    def as_plain(self) -> dict[str, str | int]:
        """For JSON: what is empty is left out."""
        said: dict[str, str | int] = {
            "code": self.code.value,
            "indicator": self.indicator,
            "area": self.area,
            "period": self.period,
            "row": self.row,
            "said": printable(self.said, 120),
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Fetched:
    """What came. `figures`: by indicator code, each by area and period; a cell that is not in it
    was not said. `names`: of indicators whose names the source says (exports). `notes`: the
    source's own remarks on an indicator. `answers`: how many stand behind a figure, where said.
    `checksum`: SHA-256 of the bytes. `price_level`: the year that money is counted in, "" unknown.
    `is_active` is False where the source says that the table has ended.
    """

    source: SourceKind
    table: str
    figures: Mapping[str, Mapping[Cell, Figure]]
    names: Mapping[str, str] = field(default_factory=dict)
    updated: date | None = None
    request_id: str = ""
    checksum: str = ""
    problems: tuple[Oddity, ...] = ()
    is_active: bool = True
    price_level: str = ""
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[Cell, int]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many figures, of all indicators."""
        return sum(len(each) for each in self.figures.values())


class Oddities:
    """Gathers what is odd, so many of each code at most: a broken file has no end of them."""

    def __init__(self, most: int = 50) -> None:
        self._found: list[Oddity] = []
        self._counts: dict[OddityCode, int] = {}
        self._most = most

    def add(self, code: OddityCode, **where: str | int) -> None:
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= self._most:
            self._found.append(Oddity(code, **where))  # type: ignore[arg-type]

    def found(self) -> tuple[Oddity, ...]:
        """In the order they were met; last, how many more of each code there are."""
        more = [
            Oddity(OddityCode.MORE, indicator="", said=f"{code.value}: {count - self._most}")
            for code, count in self._counts.items()
            if count > self._most
        ]
        return (*self._found, *more)


def checksum_of(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
