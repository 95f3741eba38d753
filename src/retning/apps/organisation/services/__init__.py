"""The deeds of the organisation."""

from retning.apps.organisation.services.logo import describe_logo, remove_logo, set_logo
from retning.apps.organisation.services.meetings import add_meetings, remove_meeting
from retning.apps.organisation.services.memberships import end_membership, grant_membership
from retning.apps.organisation.services.municipalities import (
    Look,
    load_municipalities,
    set_appearance,
    set_host_name,
)
from retning.apps.organisation.services.resolutions import record_resolution
from retning.apps.organisation.services.units import (
    create_field,
    create_person,
    create_position,
    create_unit,
    end_holding,
    end_position,
    end_unit,
    hold_position,
    move_unit,
    rename_unit,
)
from retning.apps.organisation.services.writing import Refused

__all__ = [
    "Look",
    "Refused",
    "add_meetings",
    "create_field",
    "create_person",
    "create_position",
    "create_unit",
    "describe_logo",
    "end_holding",
    "end_membership",
    "end_position",
    "end_unit",
    "grant_membership",
    "hold_position",
    "load_municipalities",
    "move_unit",
    "record_resolution",
    "remove_logo",
    "remove_meeting",
    "rename_unit",
    "set_appearance",
    "set_host_name",
    "set_logo",
]
