"""A mistake in typing is corrected in what staff entered of a letter, an e-mail or a call. What
people wrote themselves is never touched; how it read before stays beside it, for the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.hearing.enums import Showing
from retning.apps.hearing.models import Comment, Correction
from retning.apps.hearing.queries.corrections import Words, is_entered
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.queue import is_gone, state_of
from retning.apps.hearing.queries.retaining import is_erased
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.responses import MOST_CHARACTERS, found_in
from retning.apps.hearing.services.writing import audited, locked_comments
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.clock import date_in_denmark

LONGEST_REASON = 300


@transaction.atomic
def correct_comment(
    *, comment: Comment, expected: str, words: Words, reason: str, by: Actor, now: datetime
) -> Comment:
    """Put other words in place of those that staff typed, of a comment that stood as `expected`
    (`queries.queue.state_of`). What everyone could read waits to be looked at again; what is not
    shown stays so. The record gets the correction as a document of its own.

    Raises Refused: not_now, withdrawn, not_entered, text_is_gone, decided_meanwhile, no_reason,
    nothing_said, nothing_changed, not_valid.
    """
    row = locked_comments([comment.pk])[0]
    _check(row, now)
    if state_of(row) != expected:
        raise Refused(Refusal.DECIDED_MEANWHILE)
    why, kept = " ".join(reason.split()), Words(words.text.strip(), words.suggestion.strip())
    _check_words(row, kept, why)
    before = snapshot(row)
    Correction.objects.create(
        municipality_id=row.municipality_id,
        comment=row,
        text=row.text,
        suggestion=row.suggestion,
        reason=why,
        corrected_at=now,
    )
    row.text, row.suggestion, row.corrected_at = kept.text, kept.suggestion, now
    row.held_for = sorted(found_in(row.response, kept.text, kept.suggestion))
    if row.showing == Showing.PUBLISHED:
        _take_back(row)
    row.save()
    audited("comment_corrected", row, before=before, by=by, now=now)
    return row


def _take_back(row: Comment) -> None:
    """Nobody has looked at the new words: it waits as if it had just come."""
    row.showing, row.decided_at, row.published_at = Showing.WAITING, None, None
    row.is_redacted, row.shown_text, row.shown_suggestion = False, "", ""


def _check(row: Comment, now: datetime) -> None:
    """Whether it can be corrected at all. Raises Refused: not_now, withdrawn, not_entered,
    text_is_gone."""
    response = row.response
    if not allows(response.hearing, May.ENTER, now):
        raise Refused(Refusal.NOT_NOW)
    if not is_entered(row):
        raise Refused(Refusal.NOT_ENTERED)
    if is_gone(response):
        raise Refused(Refusal.WITHDRAWN)
    if is_erased(response.hearing, date_in_denmark(now)):
        raise Refused(Refusal.TEXT_IS_GONE)


def _check_words(row: Comment, words: Words, why: str) -> None:
    """Raises Refused: no_reason, not_valid, nothing_said, nothing_changed."""
    if not why:
        raise Refused(Refusal.NO_REASON, "reason")
    if len(why) > LONGEST_REASON:
        raise Refused(Refusal.NOT_VALID, "reason")
    for name in ("text", "suggestion"):
        kept, typed = getattr(words, name), getattr(row, name)
        if bool(kept) != bool(typed):
            raise Refused(Refusal.NOTHING_SAID, name)
        if len(kept) > MOST_CHARACTERS:
            raise Refused(Refusal.NOT_VALID, name)
    if _lines(words) == _lines(Words(row.text, row.suggestion)):
        raise Refused(Refusal.NOTHING_CHANGED)


def _lines(words: Words) -> tuple[list[str], list[str]]:
    """However their ends are written: a browser's form writes its own."""
    return words.text.splitlines(), words.suggestion.splitlines()
