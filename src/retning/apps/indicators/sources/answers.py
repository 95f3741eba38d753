"""The formats that Statistics Denmark answers in: CSV, BULK and JSON-stat 1.x, as rows of codes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from retning.apps.indicators.sources.numbers import NoNumber, statbank_reader
from retning.apps.indicators.sources.reply import SUPPRESSED, Unavailable, UnavailableCode
from retning.core.benchmark.figures import Figure

Key = tuple[str, ...]
_VALUE, _CONTENTS = "indhold", "contentscode"


@dataclass(frozen=True)
class Asked:
    """What a request asked for: codes by variable, time among them. An answer has a figure for
    each combination and nothing else."""

    values: Mapping[str, Sequence[str]]

    @property
    def rows(self) -> int:
        count = 1
        for codes in self.values.values():
            count *= len(codes)
        return count

    @property
    def cells(self) -> int:
        """As the source counts them: rows times columns, the figure's too."""
        return self.rows * (len(self.values) + 1)

    def combinations(self) -> Iterator[Key]:
        return product(*self.values.values())


def read_csv(body: bytes, asked: Asked, *, suppressed: str | None = None) -> dict[Key, Figure]:
    """CSV, or BULK where `suppressed` is said: rows that are left out then stand for that.

    Columns may come in any order. Raises Unavailable: COLUMNS_CHANGED (another column, or a code
    that was not asked for), BROKEN_OFF (rows are missing), UNREADABLE.
    """
    rows = _lines(body)
    *places, last = _places(next(rows, []), asked)
    wanted = [set(codes) for codes in asked.values.values()]
    reader = statbank_reader()
    found: dict[Key, Figure] = {}
    for row in rows:
        if len(row) != len(places) + 1:
            raise Unavailable(UnavailableCode.BROKEN_OFF, f"a line of {len(row)} columns")
        key = tuple(row[place] for place in places)
        if key in found or not all(map(set.__contains__, wanted, key)):
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"not asked for: {key}"[:200])
        try:
            found[key] = reader.figure(row[last].strip())
        except NoNumber as error:
            raise Unavailable(UnavailableCode.UNREADABLE, f"no number: {error}") from error
    if suppressed is not None:
        left_out = reader.figure(suppressed)
        return {key: found.get(key, left_out) for key in asked.combinations()}
    return _whole(found, asked)


def read_json_stat(body: bytes, asked: Asked) -> dict[Key, Figure]:
    """JSON-stat 1.x: `id` and `size` stand inside `dimension`; the dimension of contents, which
    nobody asked for, has one value. Raises Unavailable as `read_csv`."""
    try:
        dataset = json.loads(body, parse_float=str, parse_int=str)["dataset"]
        dimension = dataset["dimension"]
        names = [str(name) for name in dimension["id"]]
        codes = [_in_order(dimension[name]["category"]["index"]) for name in names]
        values = dataset["value"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        detail = f"JSON-stat: {type(error).__name__}"
        raise Unavailable(UnavailableCode.UNREADABLE, detail) from error
    places = _dimensions(names, codes, asked)
    size = 1
    for each in codes:
        size *= len(each)
    if not isinstance(values, list) or len(values) != size or size != asked.rows:
        raise Unavailable(UnavailableCode.BROKEN_OFF, f"{size} figures of {asked.rows}")
    wanted = [set(each) for each in asked.values.values()]
    reader = statbank_reader()
    found: dict[Key, Figure] = {}
    for combination, value in zip(product(*codes), values, strict=True):
        key = tuple(combination[place] for place in places)
        if not all(map(set.__contains__, wanted, key)):
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"not asked for: {key}"[:200])
        try:
            found[key] = SUPPRESSED if value is None else reader.figure(_token(value))
        except NoNumber as error:
            raise Unavailable(UnavailableCode.UNREADABLE, f"no number: {error}") from error
    return _whole(found, asked)


def _lines(body: bytes) -> Iterator[list[str]]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unavailable(UnavailableCode.UNREADABLE, "not UTF-8") from error
    if not text.endswith("\n"):
        raise Unavailable(UnavailableCode.BROKEN_OFF, "the last line has no end")
    try:
        yield from csv.reader(text.splitlines(), delimiter=";")
    except csv.Error as error:
        raise Unavailable(UnavailableCode.UNREADABLE, str(error)) from error


def _places(head: list[str], asked: Asked) -> list[int]:
    """Where each asked variable stands in a row, from 0; last, where the figure does."""
    names = [name.strip().casefold() for name in head]
    wanted = [name.casefold() for name in asked.values]
    if sorted(names) != sorted([*wanted, _VALUE]):
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, ";".join(head)[:300])
    return [names.index(name) for name in (*wanted, _VALUE)]


def _in_order(index: Any) -> list[str]:
    """A category's codes: by position where it is an object, as they stand where it is a list."""
    if isinstance(index, dict):
        return [str(code) for code in sorted(index, key=lambda code: int(index[code]))]
    return [str(code) for code in index]


def _dimensions(names: list[str], codes: list[list[str]], asked: Asked) -> list[int]:
    folded = [name.casefold() for name in names]
    wanted = [name.casefold() for name in asked.values]
    others = [place for place, name in enumerate(folded) if name not in wanted]
    if len(names) - len(others) != len(wanted) or any(
        folded[place] != _CONTENTS or len(codes[place]) != 1 for place in others
    ):
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, ", ".join(names)[:300])
    return [folded.index(name) for name in wanted]


def _token(value: Any) -> str:
    if not isinstance(value, str):
        raise NoNumber(str(value)[:30])
    return value


def _whole(found: dict[Key, Figure], asked: Asked) -> dict[Key, Figure]:
    if len(found) != asked.rows:
        detail = f"{len(found)} rows of {asked.rows}"
        raise Unavailable(UnavailableCode.BROKEN_OFF, detail)
    return found
