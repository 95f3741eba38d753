"""Every deed that the strategy's services write in the audit trail has its words there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from retning.apps.strategy import services
from retning.web.staff.trails import DEEDS

SERVICES = Path(services.__file__).parent
NODES = ("area", "objective", "goal", "theme")
# An area hangs in the strategy itself: it has no other place to go to.
NEVER_DONE = {"area_placed"}
# Where a deed is handed on to be written: whoever calls these names it with `deed=`.
HANDED_ON = {"trail.py", "editions.py"}


def deeds_of(source: str) -> tuple[set[str], list[int]]:
    """The deeds that a module's calls of `recorded` and its `deed=` name, and the lines of those
    calls of which none could be told."""
    tree = ast.parse(source)
    found: set[str] = set()
    silent = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        named = [given.value for given in call.keywords if given.arg == "deed"]
        is_record = isinstance(call.func, ast.Name) and call.func.id == "recorded"
        if is_record:
            named += call.args[:1]
        told = {deed for one in named for deed in _told(one, tree, frozenset())}
        if is_record and not told:
            silent.append(call.lineno)
        found |= told
    return found, silent


def _told(value: ast.expr, tree: ast.Module, seen: frozenset[str]) -> Iterator[str]:
    """The deeds in an expression: literals, those with a node's kind in front, and whatever the
    names in it were given anywhere in the module."""
    for node in ast.walk(value):
        if isinstance(node, ast.JoinedStr):
            ends = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield from (f"{kind}{end}" for kind in NODES for end in ends)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if "_" in node.value.strip("_") and "__" not in node.value:
                yield node.value
        elif isinstance(node, ast.Name) and node.id not in seen:
            for given in _given(node.id, tree):
                yield from _told(given, tree, seen | {node.id})


def _given(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            parts = [part for target in node.targets for part in ast.walk(target)]
            if name in {part.id for part in parts if isinstance(part, ast.Name)}:
                yield node.value


def written() -> set[str]:
    found = set()
    for module in sorted(SERVICES.glob("*.py")):
        deeds, silent = deeds_of(module.read_text())
        assert not silent or module.name in HANDED_ON, (module.name, silent)
        found |= deeds
    return {deed for deed in found if deed[0] != "_"} - NEVER_DONE  # else the end of one


def test_every_deed_has_its_words() -> None:
    assert sorted(written() - DEEDS.keys()) == []


def test_no_words_outlive_their_deed() -> None:
    assert sorted(DEEDS.keys() - written()) == []


@pytest.mark.parametrize(
    ("source", "deeds"),
    [
        ('recorded("goal_sung", goal)', {"goal_sung"}),
        ('recorded("goal_sung" if sung else "goal_said", goal)', {"goal_sung", "goal_said"}),
        ('deed = "goal_sung"\nrecorded(deed, goal)', {"goal_sung"}),
        ('KEPT = {1: ("sung", "goal_sung")}\nname, deed = KEPT[1]\nrecorded(deed)', {"goal_sung"}),
        ('recorded(f"{kind}_sung", goal)', {f"{kind}_sung" for kind in NODES}),
        ('keep(deed="goal_sung")', {"goal_sung"}),
    ],
)
def test_deeds_are_found(source: str, deeds: set[str]) -> None:
    assert deeds_of(source) == (deeds, [])


def test_a_deed_that_cannot_be_told_is_told() -> None:
    assert deeds_of("\nrecorded(deed, goal)") == (set(), [2])
