"""Whom a target compares with, as area codes."""

from __future__ import annotations

from retning.core.targets.judging.basis import CannotTell
from retning.core.targets.kinds import Among, Scope
from retning.core.targets.verdicts import Peers, Reason


def members(among: Among, municipality: str, peers: Peers) -> frozenset[str] | None:
    """Those compared; None: every municipality. Raises CannotTell(no_group).

    A region that is named is looked up among the groups; where it is not there, nothing is told.
    """
    match among.scope:
        case Scope.COUNTRY | Scope.MUNICIPALITIES:
            return None
        case Scope.REGION if not among.name:
            found = peers.region
        case Scope.NEIGHBOURS:
            found = peers.neighbours
        case Scope.REGION | Scope.GROUP:
            found = peers.groups.get(among.name.lower(), frozenset())
    if not found - {municipality}:
        raise CannotTell(Reason.NO_GROUP)
    return found
