"""The deeds: on the draft, on editions, on documents that are read in."""

from retning.apps.strategy.services.draft import (
    add_area,
    add_goal,
    add_objective,
    add_theme,
    assign_goal,
    change_node,
    change_strategy,
    create_strategy,
    move_node,
    place_goal,
    remove_node,
)
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.readings import (
    discard_reading,
    read_again,
    receive_document,
)
from retning.apps.strategy.services.review import (
    add_passage,
    change_passage,
    drop_passage,
    move_passage,
)
from retning.apps.strategy.services.taking_over import take_over

__all__ = [
    "add_area",
    "add_goal",
    "add_objective",
    "add_passage",
    "add_theme",
    "assign_goal",
    "change_node",
    "change_passage",
    "change_strategy",
    "create_strategy",
    "discard_reading",
    "drop_passage",
    "move_node",
    "move_passage",
    "place_goal",
    "publish_edition",
    "read_again",
    "receive_document",
    "remove_node",
    "take_over",
]
