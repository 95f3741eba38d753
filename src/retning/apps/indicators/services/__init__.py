"""The deeds with figures."""

from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import (
    Taken,
    accept_release,
    reject_release,
    take_in,
)

__all__ = [
    "Refusal",
    "Refused",
    "Taken",
    "accept_release",
    "reject_release",
    "take_in",
]
