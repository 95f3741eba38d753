"""Habits of the code: the clock, signals, imports, services, views, and what is public."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.helpers.source import (
    Function,
    Module,
    dotted,
    functions,
    imports,
    module,
    nothing,
    package,
    public_functions,
    templates,
)

CLOCK = "src/retning/foundation/clock.py"
TELLS_TIME = {
    "timezone.now", "timezone.localtime", "timezone.localdate", "datetime.now", "datetime.today",
    "datetime.utcnow", "date.today", "datetime.datetime.now", "datetime.date.today",
    "datetime.datetime.today", "datetime.datetime.utcnow",
}  # fmt: skip
SIGNALS = {
    "pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed",
    "receiver", "Signal", "ModelSignal", "request_started", "request_finished",
}  # fmt: skip
MIGRATING = {"pre_migrate", "post_migrate"}
WRITES = {"save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create"}
# Nobody's deeds: what the realm has decided, loaded with every migration.
FACTS = {"load_municipalities"}

Check = Callable[[Module], Iterator[str]]


def asks_the_time(one: Module) -> Iterator[str]:
    """Only the clock knows what time it is."""
    if one.path == CLOCK:
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and dotted(node) in TELLS_TIME:
            yield f"{one.path}:{node.lineno}: {dotted(node)}"


def sends_signals(one: Module) -> Iterator[str]:
    """No signals, but an app's own after a migration."""
    for node, name in imports(one.tree):
        last = name.rpartition(".")[2]
        is_signal = "signals" in name.split(".") or name.startswith("django.dispatch")
        may = last in MIGRATING and one.parts[-1] == "apps"
        if is_signal and (last in SIGNALS or last in MIGRATING) and not may:
            yield f"{one.path}:{node.lineno}: {name}"


def imports_inside(one: Module) -> Iterator[str]:
    """Imports stand at the top; the command line alone may save itself some."""
    if one.parts[0] == "config":
        return
    for function in functions(one.tree):
        for node, name in imports(function):
            yield f"{one.path}:{node.lineno}: {function.name} imports {name}"


def careless_services(one: Module) -> Iterator[str]:
    """A deed of an app takes only keywords, and says by whom and when."""
    if not one.room or "services" not in one.parts:
        return
    for function in public_functions(one.tree):
        names = {argument.arg for argument in function.args.kwonlyargs}
        if function.name in FACTS or _is_job(function) or is_inner(one, function.name):
            continue
        if not (names & {"by", "now"} or _writes(function)):
            continue
        lacking = sorted({"by", "now"} - names)
        place = f"{one.path}:{function.lineno}: {function.name}"
        if lacking:
            yield f"{place} takes no keyword {', '.join(lacking)}"
        if function.args.args or function.args.posonlyargs:
            yield f"{place} takes positional arguments"


def is_inner(one: Module, name: str) -> bool:
    """Whether a function is there for its own package only: `services/__init__` leaves it out."""
    offered = offers().get("/".join(one.parts[:3]))
    return offered is not None and one.parts[-1] != "services" and name not in offered


@cache
def offers() -> dict[str, set[str]]:
    """What each services package names in its `__all__`."""
    found = {}
    for one in package():
        if one.parts[-2:] != ("services", "__init__"):
            continue
        for node in one.tree.body:
            if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__all__":
                found["/".join(one.parts[:-1])] = set(ast.literal_eval(node.value))
    return found


def _is_job(function: Function) -> bool:
    return any(
        dotted(decorator.func if isinstance(decorator, ast.Call) else decorator) == "job"
        for decorator in function.decorator_list
    )


def _writes(function: Function) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        for node in ast.walk(function)
    )


def views_with_models(one: Module) -> Iterator[str]:
    """Views call services and queries; forms alone touch models."""
    if one.parts[0] != "web" or "views" not in one.parts:
        return
    for node, name in imports(one.tree):
        if name.startswith(("retning.apps.", "retning.foundation.")) and ".models" in name:
            yield f"{one.path}:{node.lineno}: {name}"


def public_drafts(one: Module) -> Iterator[str]:
    """What was never published is nowhere public."""
    if one.parts[:2] != ("web", "public"):
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and node.attr == "drafts":
            yield f"{one.path}:{node.lineno}: .drafts"


CHECKS: list[Check] = [
    asks_the_time, sends_signals, imports_inside, careless_services, views_with_models,
    public_drafts,
]  # fmt: skip


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_code_keeps_the_habit(check: Check) -> None:
    nothing(line for one in package() for line in check(one))


def test_public_templates_do_not_say_drafts() -> None:
    found = [path for path, text in templates() if "/web/public/" in path and ".drafts" in text]
    assert found == []


APP = "src/retning/apps/strategy/services.py"
VIEW = "src/retning/web/staff/views/goals.py"
PUBLIC = "src/retning/web/public/pages.py"


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (asks_the_time, APP, "from django.utils import timezone\nx = timezone.now()"),
        (asks_the_time, APP, "from datetime import date\ndef f(): return date.today()"),
        (sends_signals, APP, "from django.db.models.signals import post_save"),
        (sends_signals, APP, "from django.dispatch import receiver"),
        (sends_signals, APP, "from django.db.models.signals import post_migrate"),
        (imports_inside, APP, "def f():\n    import json"),
        (careless_services, APP, "def f(*, goal, by): goal.save()"),
        (careless_services, APP, "def f(goal, *, by, now): pass"),
        (careless_services, APP, "def f(*, goal): goal.delete()"),
        (views_with_models, VIEW, "from retning.apps.strategy.models import Goal"),
        (views_with_models, VIEW, "from retning.apps.strategy import models"),
        (public_drafts, PUBLIC, "Strategy.drafts.all()"),
    ],
)
def test_the_habit_can_be_broken(check: Check, path: str, source: str) -> None:
    assert len(list(check(module(source, path)))) == 1


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (asks_the_time, CLOCK, "now = datetime.now"),
        (sends_signals, "src/retning/apps/organisation/apps.py",
         "from django.db.models.signals import post_migrate"),
        (imports_inside, "src/retning/config/cli.py", "def f():\n    import json"),
        (careless_services, APP, "def f(*, goal, by, now): goal.save()"),
        (careless_services, APP, "@job(attempts=3)\ndef f(progress, *, goal_id): goal.save()"),
        (careless_services, APP, "def _f(goal): goal.save()"),
        (views_with_models, "src/retning/web/staff/forms.py",
         "from retning.apps.strategy.models import Goal"),
    ],
)  # fmt: skip
def test_the_habit_leaves_the_rest_alone(check: Check, path: str, source: str) -> None:
    assert list(check(module(source, path))) == []
