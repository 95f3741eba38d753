"""What is shown of what people sent in: each comment and file is decided by one gateway.

The original never changes; a decision sets what everyone reads. Whoever decides says which state
they had read, so that the second of two moderators is told instead of undoing the first. The
sender is told when nothing of the response waits any more, and again when a decision changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from retning.apps.hearing.enums import HeldFor, Publishing, ScanState, Showing, WithheldFor
from retning.apps.hearing.models import AbuseReport, Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.queries.files import as_given, waits_for_copy
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.queue import is_gone, state_of
from retning.apps.hearing.queries.retaining import is_erased
from retning.apps.hearing.services.letters import WriteDecided
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.telling import tell_decided
from retning.apps.hearing.services.writing import audited, locked_comments
from retning.core.screening.blackout import Span, blacked
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.clock import date_in_denmark


@dataclass(frozen=True)
class Publish:
    """Everyone can read it as it was sent; where `is_nameless`, without who sent it. That goes for
    the whole response: the same name stands beside each of its comments."""

    is_nameless: bool = False


@dataclass(frozen=True)
class Keep:
    """It stays as it stands; what readers reported of it is settled."""


@dataclass(frozen=True)
class Redact:
    """Everyone can read it with these stretches of its text and suggestion below bars;
    `is_nameless` as of `Publish`."""

    text: tuple[Span, ...]
    suggestion: tuple[Span, ...] = ()
    is_nameless: bool = False


@dataclass(frozen=True)
class Withhold:
    """Nobody but the municipality reads it; the reason is what its sender is told."""

    reason: WithheldFor


Decision = Publish | Keep | Redact | Withhold
NOT_TOGETHER = frozenset({HeldFor.CPR})
"""What a comment may hold that nobody publishes without having looked at that comment alone."""


@dataclass(frozen=True)
class Several:
    """What became of comments that were decided together, in numbers: `meanwhile` had been decided
    by somebody else, `alone` are to be looked at one by one."""

    done: int
    meanwhile: int
    alone: int


@transaction.atomic
def decide(
    *,
    comment: Comment,
    expected: str,
    decision: Decision,
    write: WriteDecided,
    by: Actor,
    now: datetime,
) -> Comment:
    """Decide on one comment that stood as `expected` (`queries.queue.state_of`).

    Raises Refused: not_now, withdrawn, never_shown, nothing_hidden, text_is_gone,
    decided_meanwhile.
    """
    row = locked_comments([comment.pk])[0]
    _check(row.response, now)
    if state_of(row) != expected:
        raise Refused(Refusal.DECIDED_MEANWHILE)
    if _decided(row, decision, by=by, now=now):
        tell_decided({row.response_id}, write=write, now=now)
    return row


@transaction.atomic
def decide_several(
    *,
    hearing: Hearing,
    chosen: Mapping[UUID, str],
    decision: Publish | Withhold,
    write: WriteDecided,
    by: Actor,
    now: datetime,
) -> Several:
    """Decide alike on comments of a hearing, by key, each with the state it was seen in. Those that
    cannot be are left as they stand and counted. Raises Refused: not_now, never_shown,
    text_is_gone."""
    if not allows(hearing, May.MODERATE, now):
        raise Refused(Refusal.NOT_NOW)
    keys = hearing.comments.filter(key__in=chosen).values_list("pk", flat=True)
    done, meanwhile, alone, told = 0, 0, 0, set[int]()
    for row in locked_comments(list(keys)):
        if is_gone(row.response) or state_of(row) != chosen[row.key]:
            meanwhile += 1
        elif isinstance(decision, Publish) and NOT_TOGETHER.intersection(row.held_for):
            alone += 1
        else:
            done += 1
            if _decided(row, decision, by=by, now=now):
                told.add(row.response_id)
    tell_decided(told, write=write, now=now)
    return Several(done, meanwhile, alone)


@transaction.atomic
def decide_file(
    *,
    file: ResponseFile,
    expected: str,
    decision: Publish | Withhold,
    write: WriteDecided,
    by: Actor,
    now: datetime,
) -> ResponseFile:
    """Whether everyone can open a file that came with a response.

    Raises Refused: not_now, withdrawn, never_shown, decided_meanwhile; not_examined, harmful,
    copy_waits and not_copied, where it would be shown.
    """
    files = ResponseFile.objects.select_related("response__hearing", "attachment")
    row = files.select_for_update(of=("self", "response"), no_key=True).get(pk=file.pk)
    _check(row.response, now)
    if state_of(row) != expected:
        raise Refused(Refusal.DECIDED_MEANWHILE)
    before, stood = snapshot(row), row.showing
    match decision:
        case Publish():
            _check_shown(row.response.hearing)
            _check_examined(row)
            _check_copied(row)
            row.showing, row.withheld_for = Showing.PUBLISHED, ""
        case Withhold(reason):
            row.showing, row.withheld_for = Showing.WITHHELD, reason
    row.decided_at = now
    row.save(update_fields=["showing", "withheld_for", "decided_at"])
    audited(f"file_{row.showing}", row, before=before, by=by, now=now)
    if row.showing != stood:
        tell_decided({row.response_id}, write=write, now=now)
    return row


def _check(response: Response, now: datetime) -> None:
    if not allows(response.hearing, May.MODERATE, now):
        raise Refused(Refusal.NOT_NOW)
    if is_gone(response):
        raise Refused(Refusal.WITHDRAWN)


def _check_shown(hearing: Hearing) -> None:
    if hearing.publishing == Publishing.NEVER:
        raise Refused(Refusal.NEVER_SHOWN)


def _check_text(row: Comment, now: datetime) -> None:
    """What everyone reads is made of what was sent: from the day of erasure there is none."""
    is_over = is_erased(row.response.hearing, date_in_denmark(now))
    if is_over or not (row.text or row.suggestion):
        raise Refused(Refusal.TEXT_IS_GONE)


def _check_examined(file: ResponseFile) -> None:
    match ScanState(file.scan):
        case ScanState.WAITING:
            raise Refused(Refusal.NOT_EXAMINED)
        case ScanState.INFECTED:
            raise Refused(Refusal.HARMFUL)
        case ScanState.CLEAN | ScanState.NOT_EXAMINED:
            return


def _check_copied(file: ResponseFile) -> None:
    if waits_for_copy(file):
        raise Refused(Refusal.COPY_WAITS)
    if as_given(file) is None:
        raise Refused(Refusal.NOT_COPIED)


def _decided(row: Comment, decision: Decision, *, by: Actor, now: datetime) -> bool:
    """Set what everyone reads; whether that is anything else than before."""
    before, stood = snapshot(row), _as_read(row)
    fields = _fields(row, decision, now)
    for name, value in fields.items():
        setattr(row, name, value)
    row.decided_at = now
    row.save(update_fields=[*fields, "decided_at"])
    AbuseReport.objects.filter(comment=row, settled_at=None).update(settled_at=now)
    audited(_deed(decision), row, before=before, by=by, now=now)
    if isinstance(decision, Publish | Redact) and decision.is_nameless:
        _leave_out_sender(row.response, by=by, now=now)
    return _as_read(row) != stood


def _leave_out_sender(response: Response, *, by: Actor, now: datetime) -> None:
    """Who sent it is shown with none of its comments. That they had wished for it stands in the
    trail."""
    if not response.shows_name:
        return
    before = snapshot(response)
    response.shows_name, response.changed_at = False, now
    response.version += 1
    response.save(update_fields=["shows_name", "version", "changed_at"])
    audited("sender_left_out", response, before=before, by=by, now=now)


def _as_read(row: Comment) -> tuple[object, ...]:
    shown = (row.showing, row.withheld_for, row.shown_text, row.shown_suggestion)
    return (*shown, row.response.shows_name)


def _fields(row: Comment, decision: Decision, now: datetime) -> dict[str, Any]:
    match decision:
        case Keep():
            return {}
        case Withhold(reason):
            return {
                "showing": Showing.WITHHELD,
                "withheld_for": reason,
                "published_at": None,
                "is_redacted": False,
                "shown_text": "",
                "shown_suggestion": "",
            }
        case Publish():
            _check_text(row, now)
            return _shown(row, row.text, row.suggestion, now=now)
        case Redact(text=text, suggestion=suggestion):
            _check_text(row, now)
            if not text and not suggestion:
                raise Refused(Refusal.NOTHING_HIDDEN)
            hidden = blacked(row.text, text), blacked(row.suggestion, suggestion)
            return _shown(row, *hidden, now=now) | {"is_redacted": True}


def _shown(row: Comment, text: str, suggestion: str, *, now: datetime) -> dict[str, Any]:
    _check_shown(row.response.hearing)
    return {
        "showing": Showing.PUBLISHED,
        "withheld_for": "",
        "published_at": row.published_at or now,
        "is_redacted": False,
        "shown_text": text,
        "shown_suggestion": suggestion,
    }


def _deed(decision: Decision) -> str:
    match decision:
        case Publish():
            return "comment_published"
        case Keep():
            return "comment_kept"
        case Redact():
            return "comment_redacted"
        case Withhold():
            return "comment_withheld"
