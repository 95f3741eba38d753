"""What may be asked with: each parameter's name, its schema and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext

from retning.apps.hearing.enums import CommentKind, SenderKind
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.strategy.enums import RowKind
from retning.foundation.clock import COPENHAGEN
from retning.web.api.problems import ProblemKind, Refused
from retning.web.api.shapes import Fault

PAGE_SIZE, LARGEST_PAGE_SIZE = 50, 200
LARGEST_NUMBER = 1_000_000
LONGEST_TEXT = 200
LONGEST_SLUG = 100
FEWEST_MUNICIPALITIES, MOST_MUNICIPALITIES, MOST_INDICATORS = 2, 6, 12
FIRST_YEAR, LAST_YEAR = 1900, 2199
UUID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
SLUG_PATTERN = "^[-a-zA-Z0-9_]+$"


class Unreadable(ValueError):
    """A value that a parameter does not take; the text says what it takes."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query. `read` turns its text into a value, or raises Unreadable."""

    name: str
    description: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    default: Any = None
    example: Any = None
    is_required: bool = False


def read_query(given: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Every parameter's value by its name. Raises Refused naming each that cannot be used,
    each that is needed and missing, not known here or given twice."""
    known = {parameter.name: parameter for parameter in parameters}
    values = {parameter.name: parameter.default for parameter in parameters}
    faults = [
        Fault(parameter=parameter.name, detail=gettext("It must be given."))
        for parameter in parameters
        if parameter.is_required and parameter.name not in given
    ]
    for name, texts in given.lists():
        if name not in known:
            faults.append(Fault(parameter=name, detail=gettext("It is not known here.")))
        elif len(texts) != 1:
            faults.append(Fault(parameter=name, detail=gettext("It is given more than once.")))
        else:
            try:
                values[name] = known[name].read(texts[0])
            except Unreadable as wrong:
                faults.append(Fault(parameter=name, detail=str(wrong)))
    if faults:
        detail = gettext("Look at the parameters that are named, and ask again.")
        raise Refused(ProblemKind.BAD_PARAMETER, detail, faults)
    return values


def _language(text: str) -> str:
    if text not in {"da", "en"}:
        raise Unreadable(gettext("It must be da or en."))
    return text


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_NUMBER))
        if not is_number or not 1 <= int(text) <= most:
            message = gettext("It must be a whole number from 1 to %(most)s.")
            raise Unreadable(message % {"most": most})
        return int(text)

    return read


def _uuid(text: str) -> UUID:
    try:
        key = UUID(text)
    except ValueError:
        raise Unreadable(gettext("It must be a key (a UUID).")) from None
    if str(key) != text.lower():
        raise Unreadable(gettext("It must be a key (a UUID)."))
    return key


def _slug(text: str) -> str:
    if not 1 <= len(text) <= LONGEST_SLUG or not all(
        char.isascii() and (char.isalnum() or char in "-_") for char in text
    ):
        raise Unreadable(gettext("It must be a short name of letters, digits and hyphens."))
    return text


def _one_of(kinds: type[TextChoices]) -> Callable[[str], TextChoices]:
    def read(text: str) -> TextChoices:
        if text not in kinds.values:
            message = gettext("It must be one of %(values)s.")
            raise Unreadable(message % {"values": ", ".join(kinds.values)})
        return kinds(text)

    return read


def _postcode(text: str) -> str:
    if len(text) != 4 or not (text.isascii() and text.isdigit()):
        raise Unreadable(gettext("It must be four digits."))
    return text


def _question(text: str) -> str:
    if not 1 <= len(text) <= LONGEST_TEXT or "\0" in text:
        message = gettext("It must be a text of 1 to %(most)s characters.")
        raise Unreadable(message % {"most": LONGEST_TEXT})
    return text


def _day(text: str) -> datetime:
    """The last moment of a day in Denmark."""
    try:
        day = date.fromisoformat(text) if len(text) == len("2025-12-31") else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(gettext("It must be a day, such as 2025-12-31."))
    return datetime.combine(day, time.max, tzinfo=COPENHAGEN)


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise Unreadable(gettext("It must be true or false."))
    return text == "true"


def _municipalities(text: str) -> list[str]:
    codes = text.split(",", MOST_MUNICIPALITIES)
    known = set(codes) <= set(CODES)
    if not known or len(set(codes)) != len(codes) or not _is_within(codes, MUNICIPALITY_LIST):
        raise Unreadable(gettext("It must be the codes of two to six municipalities, with commas."))
    return codes


def _indicators(text: str) -> list[str]:
    codes = text.split(",", MOST_INDICATORS)
    if len(set(codes)) != len(codes) or not _is_within(codes, INDICATOR_LIST):
        message = gettext("It must be the codes of one to twelve indicators with figures.")
        raise Unreadable(message)
    return [_slug(code) for code in codes]


def _is_within(codes: Sequence[str], schema: Mapping[str, Any]) -> bool:
    return bool(schema["minItems"] <= len(codes) <= schema["maxItems"])


def number_schema(most: int = LARGEST_NUMBER) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most}


LANGUAGE = Parameter(
    "lang",
    "The language of our own words and of `url`; else Accept-Language decides, else Danish.",
    {"type": "string", "enum": ["da", "en"]},
    _language,
    example="en",
)
PAGE = Parameter(
    "page", "Which page, from 1.", number_schema() | {"default": 1}, _number(LARGEST_NUMBER), 1, 1
)
SIZE = Parameter(
    "page_size",
    "How many on a page.",
    number_schema(LARGEST_PAGE_SIZE) | {"default": PAGE_SIZE},
    _number(LARGEST_PAGE_SIZE),
    PAGE_SIZE,
    PAGE_SIZE,
)
SLUG_SCHEMA = {"type": "string", "pattern": SLUG_PATTERN, "maxLength": LONGEST_SLUG}
KEY_SCHEMA = {"type": "string", "format": "uuid"}
STRATEGY = Parameter("strategy", "Only this strategy's, by its slug.", SLUG_SCHEMA, _slug)
AREA = Parameter("area", "Only below this area, by its id.", KEY_SCHEMA, _uuid)
FIELD = Parameter("field", "Only in this field (fagområde), by its slug.", SLUG_SCHEMA, _slug)
OWNER = Parameter("owner", "Only this owner's: the id of a unit or a position.", KEY_SCHEMA, _uuid)
SINCE = Parameter(
    "since",
    "The number of the earlier edition to compare with; else the one just before.",
    number_schema(),
    _number(LARGEST_NUMBER),
)
QUESTION = Parameter(
    "q",
    'Words that must all be there, in any form and inside compounds; or "exact phrases".',
    {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
    _question,
    example="uddannelse",
    is_required=True,
)
KIND = Parameter(
    "kind",
    "Only rows of this kind.",
    {"type": "string", "enum": RowKind.values},
    _one_of(RowKind),
    example="goal",
)
KNOWN_ON = Parameter(
    "known_on",
    "As it was known at the end of this day; else as it stands.",
    {"type": "string", "format": "date"},
    _day,
)
OWN = Parameter(
    "own",
    "true: the municipality's own figures; false: the national ones; the others where there are"
    " none (`is_own` tells). Else those that the municipality shows.",
    {"type": "boolean"},
    _truth,
)
ABOUT = Parameter("about", "Only on this part of the text, by its id.", KEY_SCHEMA, _uuid)
SENDER = Parameter(
    "sender",
    "Only from senders of this kind.",
    {"type": "string", "enum": SenderKind.values},
    _one_of(SenderKind),
)
COMMENT_KIND = Parameter(
    "kind",
    "Only comments of this kind.",
    {"type": "string", "enum": CommentKind.values},
    _one_of(CommentKind),
)
POSTCODE = Parameter(
    "postcode", "Only from this postcode.", {"type": "string", "pattern": "^[0-9]{4}$"}, _postcode
)
CODES = tuple(sorted(municipality_names()))
MUNICIPALITY_LIST = {
    "type": "array",
    "items": {"type": "string", "enum": list(CODES)},
    "minItems": FEWEST_MUNICIPALITIES,
    "maxItems": MOST_MUNICIPALITIES,
    "uniqueItems": True,
}
INDICATOR_LIST = {
    "type": "array",
    "items": SLUG_SCHEMA,
    "minItems": 1,
    "maxItems": MOST_INDICATORS,
    "uniqueItems": True,
}
MUNICIPALITIES = Parameter(
    "municipalities",
    "The codes of two to six municipalities, with commas.",
    MUNICIPALITY_LIST,
    _municipalities,
    example=["187", "165"],
    is_required=True,
)
INDICATORS = Parameter(
    "indicators",
    "The codes of one to twelve indicators, with commas.",
    INDICATOR_LIST,
    _indicators,
    example=["population"],
    is_required=True,
)
FILTERS = (STRATEGY, AREA, FIELD, OWNER)
