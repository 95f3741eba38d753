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
    remove_node,
)
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.lineage import (
    confirm_ancestors,
    end_goals,
    set_ancestor,
    take_back_ending,
)
from retning.apps.strategy.services.placing import place_node
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
from retning.apps.strategy.services.succession import begin_successor
from retning.apps.strategy.services.taking_over import take_over

__all__ = [
    "add_area",
    "add_goal",
    "add_objective",
    "add_passage",
    "add_theme",
    "assign_goal",
    "begin_successor",
    "change_node",
    "change_passage",
    "change_strategy",
    "confirm_ancestors",
    "create_strategy",
    "discard_reading",
    "drop_passage",
    "end_goals",
    "move_node",
    "move_passage",
    "place_node",
    "publish_edition",
    "read_again",
    "receive_document",
    "remove_node",
    "set_ancestor",
    "take_back_ending",
    "take_over",
]
