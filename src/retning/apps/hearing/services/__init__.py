"""The deeds of a hearing: keyword-only, one transaction each, with their audit line.

What everyone can do without an account (send, add, withdraw, follow, sign up, take a note at a
table) has no `by`: nobody in particular does it, and the row itself says when.
"""

from retning.apps.hearing.services.events import (
    call_off,
    change_event,
    make_event,
    publish_event,
    remove_event,
)
from retning.apps.hearing.services.hearings import change_hearing, make_hearing, renew_hearing
from retning.apps.hearing.services.refusals import Refusal, Refused

__all__ = [
    "Refusal",
    "Refused",
    "call_off",
    "change_event",
    "change_hearing",
    "make_event",
    "make_hearing",
    "publish_event",
    "remove_event",
    "renew_hearing",
]
