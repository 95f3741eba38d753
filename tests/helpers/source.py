"""The repository as a text to walk: what the linters cannot see is read from here."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "retning"
CODE = ("src", "tests", "tools", "benchmarks")
# From the ground up; rooms on one step may not call each other either.
STAIRS: tuple[tuple[str, ...], ...] = (
    ("accounts",),
    ("organisation",),
    ("indicators",),
    ("strategy",),
    ("plans", "hearing"),
    ("dialogue",),
    ("reports",),
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        """Its place in the package: ("apps", "strategy", "services", "draft")."""
        return tuple(self.path.removeprefix("src/retning/").removesuffix(".py").split("/"))

    @property
    def room(self) -> str:
        """The app it belongs to; empty outside apps."""
        return self.parts[1] if self.parts[0] == "apps" and len(self.parts) > 2 else ""


def module(source: str, path: str = "src/retning/apps/strategy/services.py") -> Module:
    """A module that is only a text: for the counter-examples."""
    return Module(path, ast.parse(source))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below the folders (from the root), generated migrations left out."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text()))
        for path in paths
        if "migrations" not in path.parts
    )


def package() -> tuple[Module, ...]:
    return modules("src/retning")


def templates() -> Iterator[tuple[str, str]]:
    """Each template's path from the root, and its text."""
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.is_file():
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method below, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def public_functions(tree: ast.Module) -> Iterator[Function]:
    """The functions of a module that others may call."""
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The full names that an import statement names: `from a import b` gives `a.b`."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def imports(tree: ast.AST) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Every import below, wherever it stands, with each full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported(node):
                yield node, name


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression that is only names and dots; empty for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string literal below."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control."""
    ran = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in ran.stdout.decode().split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def nothing(lines: Iterable[str]) -> None:
    """Fail with the lines, each on its own, where there are any."""
    found = list(lines)
    if found:
        pytest.fail("\n" + "\n".join(f"  {line}" for line in found), pytrace=False)


def step(room: str) -> int:
    """How far up the stairs a room is. Raises LookupError for a room the stairs do not know."""
    for height, rooms in enumerate(STAIRS):
        if room in rooms:
            return height
    raise LookupError(room)


def is_above(room: str, other: str) -> bool:
    """Whether `other` may not call `room`: it is higher, or beside it on the same step."""
    return room != other and step(room) >= step(other)


URL_TAG = re.compile(r"""\{%\s*url\s+['"]([^'"]+)['"]""")
