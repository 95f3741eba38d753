"""The repository itself: addresses, shelves, READMEs, decisions, locks and the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers.source import PACKAGE, nothing, package, tracked
from tools import lint, messages

HERE = Path(__file__)
# A registry is a matter of the machine: its address is in no file.
INDEX = re.compile(
    r"https?://[\w.-]*(?:py[p]i|python[h]osted|npm[j]s|registry|artifactory|nexus)[\w.-]*"
    r"|--(?:extra-)?index-url|--find-links|^\s*registry\s*=|\"resolved\":",
    re.MULTILINE,
)
TEXTS = {".py", ".md", ".txt", ".in", ".toml", ".json", ".cfg", ".yml", ".yaml", ".html", ".css",
         ".js", ".po", ".csv", ".sh", ""}  # fmt: skip


def addresses(text: str) -> list[str]:
    return INDEX.findall(text)


def is_empty(tree: ast.Module) -> bool:
    """Whether a module says nothing: no statement but its docstring and imports of the future."""
    return not [
        node
        for node in tree.body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
    ]


def misnumbered(names: Sequence[str]) -> list[str]:
    """What is wrong with the numbers of the decision records."""
    wrong = [name for name in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)]
    numbers = sorted(int(name[:4]) for name in names if name[:4].isdigit())
    doubles = sorted({number for number in numbers if numbers.count(number) > 1})
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    return (
        [f"{name} is not named NNNN-words.md" for name in wrong]
        + [f"{number:04} is there twice" for number in doubles]
        + [f"{number:04} is missing" for number in gaps]
    )


def test_no_file_names_a_registry() -> None:
    found = [
        f"{path.name}: {addresses(path.read_text())}"
        for path in tracked()
        if path.suffix in TEXTS and path != HERE and addresses(path.read_text(errors="replace"))
    ]
    nothing(found)


def test_locks_hold_hashes_and_agree() -> None:
    nothing(lint.lock_problems())


def test_no_shelf_is_empty() -> None:
    found = [one.path for one in package() if one.parts[-1] != "__init__" and is_empty(one.tree)]
    lonely = [
        path.parent.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("__init__.py")
        if path.parent.name != "migrations"
        and is_empty(ast.parse(path.read_text()))
        and not [other for other in path.parent.iterdir() if other.name[0] not in "_."]
    ]
    nothing(found + lonely)


def test_every_app_has_a_readme() -> None:
    apps = [path.parent for path in (PACKAGE / "apps").glob("*/apps.py")]
    found = [path.name for path in apps if not (path / "README.md").exists()]
    nothing(found)
    assert apps


def test_decisions_are_numbered(repository: Path) -> None:
    names = [path.name for path in (repository / "docs" / "decisions").glob("*.md")]
    assert names
    nothing(misnumbered(names))


def test_the_licence_is_named(repository: Path) -> None:
    assert "SPDX-License-Identifier: EUPL-1.2" in (repository / "LICENSE").read_text()


def test_the_danish_catalogue_is_complete() -> None:
    report = messages.review(messages.read(messages.DANISH), messages.gather())
    nothing(report.lines())


@pytest.mark.parametrize(
    "text",
    [
        "see https://registry.example.org/x",
        "--index-url https://mirror.example.org",
        "registry = somewhere",
        '"resolved": "x"',
    ],
)
def test_an_address_is_seen(text: str) -> None:
    assert len(addresses(text)) == 1


def test_an_ordinary_link_is_no_registry() -> None:
    assert addresses("https://www.retsinformation.dk/ and http://localhost:8000") == []


def test_misnumbered_decisions_are_seen() -> None:
    assert misnumbered(["0001-a.md", "0002-b.md"]) == []
    assert misnumbered(["0001-a.md", "0001-b.md", "0003-c.md", "4.md"]) == [
        "4.md is not named NNNN-words.md",
        "0001 is there twice",
        "0002 is missing",
    ]


def test_an_empty_shelf_is_seen() -> None:
    assert is_empty(ast.parse('"""Words."""\nfrom __future__ import annotations'))
    assert not is_empty(ast.parse("from json import loads"))
