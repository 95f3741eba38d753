"""What goes up the stairs without an import: foreign keys, reverse accessors, URL names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tests.helpers.source import (
    STAIRS,
    URL_TAG,
    Module,
    dotted,
    is_above,
    module,
    nothing,
    package,
    strings,
    templates,
)

REVERSES = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
# A door may name its own pages; the staff may be led to what the public sees.
SAYS = {
    "public": {"public", "ui", "api"},
    "api": {"api", "public"},
    "staff": {"staff", "public", "ui"},
    "ui": {"ui"},
}
# The frame around every page leads home, to the search, the accessibility statement and to people.
FRAME = {
    "public:front",
    "public:accessibility",
    "public:contact",
    "public:search",
    "public:indicators",
    "public:hearings",
    "public:events",
}


def place(model: type[Model]) -> tuple[str, str]:
    """Where a model lives: ("apps", "strategy"), ("foundation", "jobs") or ("", "")."""
    parts = model.__module__.split(".")
    return (parts[1], parts[2]) if parts[0] == "retning" else ("", "")


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if place(model)[0]]


def relations_up(model: type[Model]) -> Iterator[str]:
    """A model's keys into a room above its own, or from the foundation into any room."""
    floor, room = place(model)
    for field in model._meta.get_fields():
        related = field.related_model
        if not (field.concrete and isinstance(related, type)):
            continue
        other_floor, other_room = place(related)
        up = other_floor == "apps" and (floor != "apps" or is_above(other_room, room))
        if up:
            yield f"{model._meta.label}.{field.name} → {related._meta.label}"


def accessors_from_above() -> dict[str, set[str]]:
    """By room: the names under which models of rooms above are reached backwards."""
    names: dict[str, set[str]] = {}
    for model in own_models():
        floor, room = place(model)
        for relation in model._meta.related_objects:
            other_floor, other_room = place(relation.related_model)  # type: ignore[arg-type]
            accessor = relation.get_accessor_name()
            is_below = floor != "apps" or is_above(other_room, room)
            if accessor and other_floor == "apps" and is_below:
                names.setdefault(room, set()).update({accessor, relation.name})
    return names


def backwards(one: Module, names: set[str]) -> Iterator[str]:
    """Where a module reaches backwards into a room above: `.memberships`, "memberships__role"."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield f"{one.path}:{node.lineno}: .{node.attr}"
        if isinstance(node, ast.keyword) and node.arg and node.arg.split("__")[0] in names:
            yield f"{one.path}:{node.value.lineno}: {node.arg}="
    for text in strings(one.tree):
        if "__" in text.value and text.value.split("__")[0] in names:
            yield f"{one.path}:{text.lineno}: {text.value!r}"


def door(path: str) -> str:
    """Which door a file of `web` belongs to; empty elsewhere."""
    parts = path.removeprefix("src/retning/").split("/")
    return parts[1] if parts[0] == "web" and len(parts) > 2 else ""


def url_names(one: Module) -> Iterator[tuple[int, str]]:
    """The URL names that Python code turns into addresses."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in REVERSES:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and ":" in str(argument.value):
                    yield node.lineno, str(argument.value)


def wrong_name(path: str, name: str) -> bool:
    """Whether the file at `path` may not say this URL name."""
    here = door(path)
    if not here:
        # Settings name the pages of the login; nothing below the doors knows an address.
        return not path.startswith("src/retning/config/")
    is_frame = here == "ui" and name in FRAME
    return name.partition(":")[0] not in SAYS.get(here, set()) and not is_frame


def test_the_stairs_are_those_of_the_linter(repository: object) -> None:
    rooms = {room for rooms in STAIRS for room in rooms}
    installed = {name.split(".")[2] for name in settings.INSTALLED_APPS if ".apps." in name}
    assert installed <= rooms


def test_no_foreign_key_goes_up() -> None:
    nothing(line for model in own_models() for line in relations_up(model))


def test_no_reverse_accessor_is_used_from_below() -> None:
    names = accessors_from_above()
    found = [
        line
        for one in package()
        if one.room in names and one.parts[0] == "apps"
        for line in backwards(one, names[one.room])
    ]
    nothing(found)


def test_url_names_stay_behind_their_door() -> None:
    said = [(one.path, name) for one in package() for _, name in url_names(one)]
    said += [(path, name) for path, text in templates() for name in URL_TAG.findall(text)]
    nothing(f"{path}: {name}" for path, name in said if wrong_name(path, name))


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("user.memberships.all()", 1),
        ("User.objects.filter(memberships__role='x')", 1),
        ("queries.prefetch('memberships__unit')", 1),
        ("user.groups.all()", 0),
        ("text = 'memberships'", 0),
    ],
)
def test_reaching_backwards_is_seen(source: str, count: int) -> None:
    assert len(list(backwards(module(source), {"memberships"}))) == count


@pytest.mark.parametrize(
    ("path", "name", "is_wrong"),
    [
        ("src/retning/web/public/views.py", "staff:home", True),
        ("src/retning/web/public/views.py", "public:goal", False),
        ("src/retning/web/staff/templates/staff/goal.html", "public:goal", False),
        ("src/retning/web/ui/context.py", "staff:login", True),
        ("src/retning/web/ui/context.py", "public:front", False),
        ("src/retning/apps/strategy/queries.py", "public:goal", True),
        ("src/retning/config/settings.py", "staff:login", False),
    ],
)
def test_which_names_a_door_may_say(path: str, name: str, is_wrong: bool) -> None:
    assert wrong_name(path, name) is is_wrong


def test_url_names_are_found_in_code_and_templates() -> None:
    source = "from django.urls import reverse\nx = reverse('staff:home', args=[1])"
    assert list(url_names(module(source))) == [(2, "staff:home")]
    assert URL_TAG.findall("""<a href="{% url 'public:goal' goal.key %}">""") == ["public:goal"]


def test_above_is_higher_or_beside() -> None:
    assert is_above("strategy", "organisation")
    assert is_above("hearing", "plans")
    assert not is_above("organisation", "strategy")
    assert not is_above("strategy", "strategy")
