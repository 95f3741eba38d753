"""A hearing, what comes in to it, the meetings around it, and its record."""

from retning.apps.hearing.models.events import Event, EventTable, Note, SignUp
from retning.apps.hearing.models.groups import CommentGroup, Grouping
from retning.apps.hearing.models.hearings import Extension, Follower, Hearing, Invitation
from retning.apps.hearing.models.record import Archive, JournalEntry, SubjectRequest
from retning.apps.hearing.models.responses import (
    AbuseReport,
    Comment,
    Correction,
    Response,
    ResponseFile,
)

__all__ = [
    "AbuseReport",
    "Archive",
    "Comment",
    "CommentGroup",
    "Correction",
    "Event",
    "EventTable",
    "Extension",
    "Follower",
    "Grouping",
    "Hearing",
    "Invitation",
    "JournalEntry",
    "Note",
    "Response",
    "ResponseFile",
    "SignUp",
    "SubjectRequest",
]
