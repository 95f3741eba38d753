"""A hearing is announced, opened, extended, handled and concluded.

Which phase it is in follows from its days (`queries.phases`); the deeds here only set days, and
only those that the phase allows and the law permits (`core.law.hearings`).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from retning.apps.hearing.models import Extension, Hearing
from retning.apps.hearing.queries.phases import May, is_in_grace
from retning.apps.hearing.queries.retaining import default_erased_on
from retning.apps.hearing.services.days import (
    Basis,
    check_days,
    check_erasure,
)
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited, changed, locked, reason_of
from retning.foundation.audit.services import Actor
from retning.foundation.clock import date_in_denmark


@transaction.atomic
def announce_hearing(
    *, hearing: Hearing, expected_version: int, announced_on: date, by: Actor, now: datetime
) -> Hearing:
    """Tell everyone of it from a day on, though it has no first day yet.

    Raises Refused: not_now, in_the_past, before_announced; ChangedMeanwhile.
    """
    row = locked(hearing, May.BE_CHANGED, now)
    if announced_on < date_in_denmark(now):
        raise Refused(Refusal.IN_THE_PAST, "announced_on")
    if row.opens_on is not None and row.opens_on < announced_on:
        raise Refused(Refusal.BEFORE_ANNOUNCED, "announced_on")
    fields = {"announced_on": announced_on}
    return changed("hearing_announced", row, expected_version, fields, by=by, now=now)


@transaction.atomic
def open_hearing(
    *,
    hearing: Hearing,
    expected_version: int,
    opens_on: date,
    closes_on: date,
    basis: Basis | None = None,
    by: Actor,
    now: datetime,
) -> Hearing:
    """Give it its first and last day, today or later, and what it rests on: it opens and closes by
    itself. A hearing that was not announced is so from today. Days that have been set can be set
    again until the first one comes.

    Raises Refused: not_now, in_the_past, too_short (the detail is the first day that could be the
    last, as 2026-05-04), no_decision, not_the_councils, behind_another, not_in_plandata,
    not_published_yet, published_before_decision, opens_before_publication, before_announced,
    gone_too_soon, not_valid; ChangedMeanwhile.
    """
    row = locked(hearing, May.BE_CHANGED, now)
    today = date_in_denmark(now)
    rests_on = basis or Basis()
    check_days(row, opens_on=opens_on, closes_on=closes_on, basis=rests_on, today=today)
    fields = {
        "announced_on": row.announced_on or today,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "erased_on": row.erased_on or default_erased_on(closes_on),
        **rests_on.fields(),
    }
    return changed("hearing_dated", row, expected_version, fields, by=by, now=now)


@transaction.atomic
def call_back_hearing(
    *, hearing: Hearing, expected_version: int, by: Actor, now: datetime
) -> Hearing:
    """An announced hearing becomes a draft again: it is seen by nobody, and does not open.

    Raises Refused: not_now; ChangedMeanwhile.
    """
    row = locked(hearing, May.BE_CHANGED, now)
    if row.announced_on is None:
        raise Refused(Refusal.NOT_NOW)
    fields = {"announced_on": None, "opens_on": None, "closes_on": None}
    return changed("hearing_called_back", row, expected_version, fields, by=by, now=now)


@transaction.atomic
def extend_hearing(
    *,
    hearing: Hearing,
    expected_version: int,
    closes_on: date,
    reason: str,
    by: Actor,
    now: datetime,
) -> Extension:
    """Move the last day of an open hearing further away, and say why; everyone can read it.

    Raises Refused: not_now, only_later, no_reason, gone_too_soon, not_valid; ChangedMeanwhile.
    """
    row = locked(hearing, May.BE_EXTENDED, now)
    why = reason_of(reason)
    before = row.closes_on
    if before is None or closes_on <= before:
        raise Refused(Refusal.ONLY_LATER, "closes_on")
    if row.erased_on is not None:
        check_erasure(row.erased_on, closes_on, field="closes_on")
    changed("hearing_extended", row, expected_version, {"closes_on": closes_on}, by=by, now=now)
    extension = Extension(
        municipality_id=row.municipality_id,
        hearing=row,
        before=before,
        closes_on=closes_on,
        reason=why,
        extended_at=now,
    )
    extension.save(force_insert=True)
    audited("hearing_extension_kept", extension, before=None, by=by, now=now)
    return extension


@transaction.atomic
def handle_hearing(*, hearing: Hearing, expected_version: int, by: Actor, now: datetime) -> Hearing:
    """The responses have been handled, from today. Not while those who were writing at the last
    moment may still send. Raises Refused: not_now; ChangedMeanwhile."""
    row = locked(hearing, May.BE_HANDLED, now)
    if is_in_grace(row, now):
        raise Refused(Refusal.NOT_NOW)
    fields = {"handled_on": date_in_denmark(now)}
    return changed("hearing_handled", row, expected_version, fields, by=by, now=now)


@transaction.atomic
def conclude_hearing(
    *, hearing: Hearing, expected_version: int, by: Actor, now: datetime
) -> Hearing:
    """It is over, from today. Raises Refused: not_now; ChangedMeanwhile."""
    row = locked(hearing, May.BE_CONCLUDED, now)
    fields = {"concluded_on": date_in_denmark(now)}
    return changed("hearing_concluded", row, expected_version, fields, by=by, now=now)
