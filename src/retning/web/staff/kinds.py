"""The sentences about each kind of node: a language may bend its words differently for each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Words:
    """What the pages say of one kind of node."""

    name: str
    add: str
    edit: str
    remove: str
    added: str
    saved: str
    removed: str
    moved_up: str
    moved_down: str
    place: str = ""
    placed: str = ""
    help: str = ""


def _area() -> Words:
    return Words(
        name=_("Area"),
        add=_("Add an area"),
        edit=_("Edit the area"),
        remove=_("Remove the area"),
        added=_("The area has been added."),
        saved=_("The area has been saved."),
        removed=_("The area has been removed."),
        moved_up=_("The area has been moved up."),
        moved_down=_("The area has been moved down."),
        help=_("The area's title. Its story belongs in the explanation."),
    )


def _objective() -> Words:
    return Words(
        name=_("Objective"),
        add=_("Add an objective"),
        edit=_("Edit the objective"),
        remove=_("Remove the objective"),
        added=_("The objective has been added."),
        saved=_("The objective has been saved."),
        removed=_("The objective has been removed."),
        moved_up=_("The objective has been moved up."),
        moved_down=_("The objective has been moved down."),
        place=_("Move the objective"),
        placed=_("The objective has been moved."),
        help=_("The sentence that gathers a group of goals."),
    )


def _goal() -> Words:
    return Words(
        name=_("Goal"),
        add=_("Add a goal"),
        edit=_("Edit the goal"),
        remove=_("Remove the goal"),
        added=_("The goal has been added."),
        saved=_("The goal has been saved."),
        removed=_("The goal has been removed."),
        moved_up=_("The goal has been moved up."),
        moved_down=_("The goal has been moved down."),
        place=_("Move the goal"),
        placed=_("The goal has been moved."),
        help=_("One commitment, as it is to be read."),
    )


def _theme() -> Words:
    return Words(
        name=_("Theme"),
        add=_("Add a theme"),
        edit=_("Edit the theme"),
        remove=_("Remove the theme"),
        added=_("The theme has been added."),
        saved=_("The theme has been saved."),
        removed=_("The theme has been removed."),
        moved_up=_("The theme has been moved up."),
        moved_down=_("The theme has been moved down."),
        place=_("Move the theme"),
        placed=_("The theme has been moved."),
        help=_("An open question that is worked on over the period."),
    )


_KINDS = {"area": _area, "objective": _objective, "goal": _goal, "theme": _theme}


def words_of(kind: str) -> Words:
    """The words for a kind. Raises Http404 where there is no such kind."""
    if kind not in _KINDS:
        raise Http404("No such kind of node")
    return _KINDS[kind]()
