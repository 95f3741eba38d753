"""Codes into sentences: what happened, what is kept, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.queries.readings import ReadingOnItsWay
from retning.apps.strategy.rules import Lack
from retning.apps.strategy.services.refusals import DoesNotFit, Refusal
from retning.foundation.attachments.services import Refusal as FileRefusal
from retning.foundation.jobs.enums import JobState
from retning.web.staff.advice import advice
from retning.web.staff.measuring_sentences import MeasuringRefusal, not_measured


def megabytes(size: int) -> int:
    return size // 1_000_000


def too_large(limit: int) -> str:
    """The one sentence about size, before and after the upload."""
    return _(
        "The document is larger than %(limit)s MB. Nothing of it has been kept. "
        "Save it without pictures, or as plain text, and upload it again."
    ) % {"limit": megabytes(limit)}


_FILE_REFUSED = {
    FileRefusal.EMPTY: gettext_lazy(
        "The document is empty. Nothing has been kept. Open it on your computer, "
        "check that there is text in it, and upload it again."
    ),
    FileRefusal.NOT_TEXT: gettext_lazy(
        "There is no text in the document that we can read. Nothing has been kept. Save "
        "it as PDF, Word (.docx), OpenDocument (.odt), web page, Markdown or plain text, "
        "and upload that."
    ),
    FileRefusal.NOT_DECODABLE: gettext_lazy(
        "The document's letters cannot be made out: it is written in an encoding that we "
        "do not know. Nothing has been kept. Save it as text with the encoding UTF-8, and "
        "upload that."
    ),
    FileRefusal.ENCRYPTED: gettext_lazy(
        "The document can only be opened with a password. Nothing has been kept. Save it "
        "without a password, and upload that."
    ),
    FileRefusal.DAMAGED: gettext_lazy(
        "The file is damaged and cannot be opened. Nothing has been kept. Open it on your "
        "computer and save it again, or fetch it anew, and upload that."
    ),
    FileRefusal.BOMB: gettext_lazy(
        "The file is built in a way that no document is, so we did not open it. Nothing "
        "has been kept. Save it again from the program that it was written in, and upload "
        "that."
    ),
}


def file_refused(code: FileRefusal, detail: str, *, limit: int) -> str:
    """Why a file was not taken."""
    match code:
        case FileRefusal.TOO_LARGE:
            return too_large(limit)
        case FileRefusal.WRONG_TYPE:
            return _(
                "The document looks like %(kind)s, whatever its name says, and that is not a kind "
                "that we read. Nothing has been kept. %(advice)s"
            ) % {"kind": detail, "advice": advice(detail)}
        case _:
            return str(_FILE_REFUSED[code])


def queued(before: int) -> str:
    """Said after an upload, with the count of documents that are to be read first."""
    if not before:
        return _("The document has been received and is being read. You may leave this page.")
    return ngettext(
        "The document has been received. Another document is being read first; then yours is "
        "read by itself. You may leave this page.",
        "The document has been received. %(count)s other documents are read first; then yours is "
        "read by itself. You may leave this page.",
        before,
    ) % {"count": before}


def refused(code: Refusal) -> str:
    """Why a deed on a strategy or a document was not done."""
    match code:
        case Refusal.ANOTHER_MUNICIPALITY:
            return _("That belongs to another strategy or municipality. Nothing was changed.")
        case Refusal.NOT_EMPTY:
            return _(
                "It was not removed: something still hangs below it. Move or remove that first."
            )
        case Refusal.POSITION_ELSEWHERE:
            return _("The position does not belong to that unit. Nothing was changed.")
        case Refusal.OWN_SUCCESSOR:
            return _(
                "A strategy cannot follow after one that follows after itself. Nothing was changed."
            )
        case Refusal.NO_SUCH_ANCESTOR:
            return _(
                "That does not stand in the earlier strategy any longer. Nothing was changed: "
                "look at the page again."
            )
        case Refusal.HAS_HEIRS:
            return _("A goal goes on from it, so it has not ended. Nothing was changed.")
        case Refusal.NOT_READ_YET:
            return _("The document is not ready for review. Nothing was changed.")
        case Refusal.ALREADY_TAKEN_OVER:
            return _(
                "The document has been taken over into a strategy already. Go on in the strategy."
            )
        case Refusal.NOTHING_TO_TAKE_OVER:
            return _(
                "There is nothing to take over: mark at least one passage as the vision, an area, "
                "an objective or a goal."
            )
        case _:
            return _elsewhere(code)


ReviewRefusal = Literal[
    Refusal.NOTHING_TO_SPLIT,
    Refusal.NOTHING_TO_MERGE,
    Refusal.NOT_IN_SOURCE,
    Refusal.NOT_TO_PLACE,
    Refusal.NOT_A_GOAL,
    Refusal.NO_SUCH_ANSWER,
    Refusal.NO_SUCH_REPAIR,
]


def _elsewhere(code: ReviewRefusal | MeasuringRefusal) -> str:
    match code:
        case (
            Refusal.NOTHING_TO_SPLIT
            | Refusal.NOTHING_TO_MERGE
            | Refusal.NOT_IN_SOURCE
            | Refusal.NOT_TO_PLACE
            | Refusal.NOT_A_GOAL
            | Refusal.NO_SUCH_ANSWER
            | Refusal.NO_SUCH_REPAIR
        ):
            return _not_in_the_review(code)
        case _:
            return not_measured(code)


def _not_in_the_review(code: ReviewRefusal) -> str:
    match code:
        case Refusal.NOTHING_TO_SPLIT:
            return _("It was not divided: there must be text on both sides of the place you chose.")
        case Refusal.NOTHING_TO_MERGE:
            return _("No passage comes after this one. Nothing was changed.")
        case Refusal.NOT_IN_SOURCE:
            return _("There is no text at that place in the document. Nothing was changed.")
        case Refusal.NOT_TO_PLACE:
            return _(
                "It cannot be put there: it has a place already, or that place takes nothing of "
                "this kind. Nothing was changed."
            )
        case Refusal.NOT_A_GOAL:
            return _("Only a goal has targets. Nothing was changed.")
        case Refusal.NO_SUCH_ANSWER:
            return _("That question has been answered meanwhile. Nothing was changed.")
        case Refusal.NO_SUCH_REPAIR:
            return _("There is no such repair in the document. Nothing was changed.")


def left_unplaced(number: int) -> str:
    """Said when a document was taken over with passages that nobody gave a place."""
    return ngettext(
        "%(number)s passage has no place yet. Give it one, or say that it is not needed.",
        "%(number)s passages have no place yet. Give them one, or say that they are not needed.",
        number,
    ) % {"number": number}


def does_not_fit(refusal: DoesNotFit) -> str:
    """Which text of a document is too long for a strategy, and what to do about it."""
    return _(
        "There is too much text at “%(beginning)s”: at most %(limit)s characters fit there. "
        "Nothing has been taken over. Leave some of it out in the review, or divide it."
    ) % {"beginning": refusal.beginning, "limit": refusal.limit}


@dataclass(frozen=True)
class Mending:
    """A lack, and where it is mended; no address where it is on this page."""

    sentence: str
    url: str = ""


def lack(code: Lack, *, key: object) -> Mending:
    """What keeps the strategy with this key from being published."""
    return Mending(_lacking(code), _mended_at(code, key))


def _lacking(code: Lack) -> str:
    match code:
        case Lack.NO_AREA:
            return _("The strategy has no area yet. Add one.")
        case Lack.NO_GOAL:
            return _("The strategy has no goal yet. Add one.")
        case Lack.NO_PLANNING_SINCE_REVISION:
            return _("Section 23 a: write about the planning since the last revision.")
        case Lack.NO_REVISION_KIND:
            return _("Section 23 a: say whether the revision is full or themed.")
        case Lack.NO_REVISION_DECISION:
            return _("Section 23 a: write the decision on the revision.")
        case Lack.NO_READOPTED_PARTS:
            return _("Section 23 a: say which parts of the plan are adopted again.")
        case Lack.NO_RESOLUTION:
            return _("An adopted or revised edition rests on a decision. Choose it, or record it.")
        case Lack.NOTHING_CHANGED:
            return _("Nothing has changed since the last edition of this kind. It stands as it is.")
        case Lack.NEVER_ADOPTED:
            return _("The strategy has never been adopted. Choose “adopted” the first time.")
        case Lack.ALREADY_ADOPTED:
            return _("The strategy has been adopted before. Choose “revised” for a new text.")


# The field of the strategy's own page in which each of section 23 a's requirements is met.
FIELDS_OF_SECTION_23A = {
    Lack.NO_PLANNING_SINCE_REVISION: "planning_since_revision",
    Lack.NO_REVISION_KIND: "revision_kind",
    Lack.NO_REVISION_DECISION: "revision_decision",
    Lack.NO_READOPTED_PARTS: "readopted_parts",
}


def _mended_at(code: Lack, key: object) -> str:
    if code in {Lack.NO_AREA, Lack.NO_GOAL}:
        return f"{reverse('staff:strategy', args=[key])}#outline"
    if code in FIELDS_OF_SECTION_23A:
        own = reverse("staff:strategy_fields", args=[key])
        return f"{own}#id_{FIELDS_OF_SECTION_23A[code]}"
    if code is Lack.NO_RESOLUTION:
        return reverse("staff:resolution_record", args=[key])
    return ""


def reading_state(item: ReadingOnItsWay) -> tuple[str, str]:
    """How a document stands: a kind for the status component, and the words."""
    if item.is_broken_off:
        return "failed", _("Broke off")
    match ReadingState(item.reading.state):
        case ReadingState.WAITING:
            is_running = item.job is not None and item.job.state is JobState.RUNNING
            return ("working", _("Being read")) if is_running else ("waiting", _("In the queue"))
        case ReadingState.READ:
            return "new", _("Waits for review")
        case ReadingState.FAILED:
            return "failed", _("Could not be read")
        case ReadingState.TAKEN_OVER:
            return "met", _("Taken over")
        case ReadingState.DISCARDED:
            return "unknown", _("Put away")
