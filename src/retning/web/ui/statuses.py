"""How a verdict's status is drawn: `{% status %}` knows the kinds; the word comes with it."""

from __future__ import annotations

from collections.abc import Mapping

from retning.core.targets.verdicts import Status

LOOKS: Mapping[Status, str] = {
    Status.MET: "met",
    Status.ON_TRACK: "met",
    Status.AT_RISK: "near",
    Status.NOT_MET: "unmet",
    Status.MISSED: "unmet",
    Status.OFF_TRACK: "unmet",
    Status.UNKNOWN: "unknown",
}
