"""States and kinds of a strategy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalBasis(models.TextChoices):
    NONE = "none", _("none: the municipality's own strategy")
    PLANLOVEN_23A = "planloven_23a", _("the Planning Act, section 23 a")


class RevisionKind(models.TextChoices):
    """What planloven § 23 a asks the council to decide on."""

    FULL = "full", _("full revision of the municipal plan")
    THEMED = "themed", _("revision of particular themes or districts")


class EditionKind(models.TextChoices):
    PROPOSAL = "proposal", _("proposal")
    ADOPTED = "adopted", _("adopted")
    REVISED = "revised", _("revised")


class RowKind(models.TextChoices):
    """Kinds of frozen rows in an edition."""

    STRATEGY = "strategy", _("strategy")
    AREA = "area", _("area")
    OBJECTIVE = "objective", _("objective")
    GOAL = "goal", _("goal")
    THEME = "theme", _("theme")


class ReadingState(models.TextChoices):
    """From a document that has come in to a draft that people work on."""

    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("read; waits for review")
    FAILED = "failed", _("could not be read")
    TAKEN_OVER = "taken_over", _("taken over into the draft")
    DISCARDED = "discarded", _("discarded")


class PassageKind(models.TextChoices):
    """What the reader, and then a person, says a passage of a document is."""

    TITLE = "title", _("title")
    VISION = "vision", _("vision")
    AREA = "area", _("area")
    OBJECTIVE = "objective", _("objective")
    GOAL = "goal", _("goal")
    THEME = "theme", _("theme")
    NARRATIVE = "narrative", _("narrative")
    UNPLACED = "unplaced", _("not placed")


class Difference(models.TextChoices):
    """What a passage is beside the same document as it was read before."""

    SAME = "same", _("as last time")
    CHANGED = "changed", _("changed since last time")
    NEW = "new", _("new since last time")


class ReviewDeed(models.TextChoices):
    """What a person did to passages under review; each can be undone, the last one first."""

    ACCEPT = "accept", _("approved")
    UNACCEPT = "unaccept", _("approval taken back")
    EDIT = "edit", _("corrected")
    SPLIT = "split", _("divided")
    MERGE = "merge", _("put together")
    MOVE = "move", _("moved")
    DROP = "drop", _("left out")
    RESTORE = "restore", _("taken in again")
    ADD = "add", _("added")
    TARGETS = "targets", _("targets corrected")
    NO_GOAL = "no_goal", _("said to be no goal")
    REPAIR = "repair", _("letters repaired")
    UNREPAIR = "unrepair", _("letters kept as in the source")


class MeasuredBy(models.TextChoices):
    """What tells whether a target is met. Empty: nobody has said."""

    INDICATOR = "indicator", _("an indicator")
    MILESTONE = "milestone", _("done by a date, with proof")
    PANEL = "panel", _("people who judge it")
    NONE = "none", _("no national source")


class TieRule(models.TextChoices):
    """How equal figures are ranked, as `core.targets.verdicts.Ties`."""

    STANDARD = "standard", _("equal figures share the best place")
    STRICT = "strict", _("equal figures share the last place")


class PanelShare(models.TextChoices):
    """How many of those asked must say so before a panel finds that a goal holds."""

    HALF = "1/2", _("at least half")
    TWO_THIRDS = "2/3", _("at least two thirds")
    THREE_QUARTERS = "3/4", _("at least three quarters")
    ALL = "1/1", _("all")
