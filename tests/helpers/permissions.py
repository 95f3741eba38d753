"""Permissions as a picture: a table of who may what in which state and whose municipality.

    TABLE = '''
                          | draft/own | edition/own | draft/neighbour
    consultant            | yes       | yes         | no
    neighbour_consultant  | no        | yes         | yes
    '''

A row is somebody of the cast, a column `state/tenant` (or `state` alone: own). What stands in a
cell is up to the test: yes and no, or 200, 302, 403, 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

OWN = "own"


@dataclass(frozen=True)
class Case:
    """One cell of the table."""

    who: str
    state: str
    tenant: str
    expected: str

    def __str__(self) -> str:
        return f"{self.who}-{self.state}-{self.tenant}"


def cases(table: str) -> list[Case]:
    """Every cell, for `@pytest.mark.parametrize("case", cases(TABLE), ids=str)`.

    Raises ValueError where a row does not have as many cells as there are columns.
    """
    head, *rows = (line for line in table.splitlines() if line.strip())
    columns = [column.strip().partition("/") for column in head.split("|")[1:]]
    found: list[Case] = []
    for row in rows:
        who, *cells = (cell.strip() for cell in row.split("|"))
        for (state, _, tenant), expected in zip(columns, cells, strict=True):
            found.append(Case(who, state, tenant or OWN, expected))
    return found


def assert_matrix(table: str, decide: Callable[[Case], object]) -> None:
    """Ask `decide` about every cell; fail with the whole table, the wrong cells marked.

    True and False are written yes and no.
    """
    asked = cases(table)
    answers = {case: _said(decide(case)) for case in asked}
    wrong = [case for case in asked if answers[case] != case.expected]
    if wrong:
        picture = "\n".join(_picture(asked, answers))
        raise AssertionError(f"{len(wrong)} of {len(asked)} cells are wrong:\n{picture}")


def _said(answer: object) -> str:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case _:
            return str(answer)


def _picture(asked: list[Case], answers: dict[Case, str]) -> Iterator[str]:
    columns = list(dict.fromkeys((case.state, case.tenant) for case in asked))
    lines = [["", *("/".join(column) for column in columns)]]
    for who in dict.fromkeys(case.who for case in asked):
        cells = [
            case.expected
            if answers[case] == case.expected
            else f"{answers[case]} (not {case.expected})"
            for case in asked
            if case.who == who
        ]
        lines.append([who, *cells])
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        yield " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
