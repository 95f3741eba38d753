"""The budgets: needing more is a sign of a missing noun."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.source import CODE, PACKAGE, ROOT, functions, modules, nothing, templates

FILE, FUNCTION, CLASS, TEMPLATE, BASES = 400, 40, 250, 150, 3


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the end, decorators apart."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_large(path: str, tree: ast.AST) -> Iterator[str]:
    for function in functions(tree):
        if length(function) > FUNCTION:
            yield f"{path}: {function.name} has {length(function)} lines (at most {FUNCTION})"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if length(node) > CLASS:
                yield f"{path}: {node.name} has {length(node)} lines (at most {CLASS})"
            if len(node.bases) > BASES:
                yield f"{path}: {node.name} has {len(node.bases)} base classes (at most {BASES})"


def too_long(path: str, text: str, limit: int) -> list[str]:
    lines = len(text.splitlines())
    return [f"{path} has {lines} lines (at most {limit})"] if lines > limit else []


def own_files() -> Iterator[Path]:
    for folder in CODE:
        yield from (ROOT / folder).rglob("*.py")
    for kind in ("css", "js"):
        yield from PACKAGE.rglob(f"static/**/*.{kind}")


def test_functions_classes_and_bases_keep_their_budget() -> None:
    nothing(line for one in modules(*CODE) for line in too_large(one.path, one.tree))


def test_files_keep_their_budget() -> None:
    found = [
        line
        for path in own_files()
        if not {"migrations", "vendor"} & set(path.parts)
        for line in too_long(path.relative_to(ROOT).as_posix(), path.read_text(), FILE)
    ]
    nothing(found)


def test_templates_keep_their_budget() -> None:
    found = [line for path, text in templates() for line in too_long(path, text, TEMPLATE)]
    nothing(found)


def test_the_budget_can_be_broken() -> None:
    body = "\n".join(f"    a = {number}" for number in range(FUNCTION))
    tree = ast.parse(f"def long():\n{body}\nclass Heir(A, B, C, D): pass\n")
    assert list(too_large("x.py", tree)) == [
        "x.py: long has 41 lines (at most 40)",
        "x.py: Heir has 4 base classes (at most 3)",
    ]
    assert list(too_large("x.py", ast.parse(f"def fits():\n{body[: body.rfind(chr(10))]}"))) == []
    assert too_long("x.html", "a\n" * 151, TEMPLATE) == ["x.html has 151 lines (at most 150)"]
    assert too_long("x.html", "a\n" * 150, TEMPLATE) == []
