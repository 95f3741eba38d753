"""The municipality, its people and units, who may do what, and what its bodies decided."""

from retning.apps.organisation.models.appearance import Appearance
from retning.apps.organisation.models.municipality import (
    HostName,
    Municipality,
    OwnedByMunicipality,
    RegionPeriod,
)
from retning.apps.organisation.models.people import Membership, Person
from retning.apps.organisation.models.resolutions import Meeting, Resolution
from retning.apps.organisation.models.units import Field, Position, PositionHolder, Unit

__all__ = [
    "Appearance",
    "Field",
    "HostName",
    "Meeting",
    "Membership",
    "Municipality",
    "OwnedByMunicipality",
    "Person",
    "Position",
    "PositionHolder",
    "RegionPeriod",
    "Resolution",
    "Unit",
]
