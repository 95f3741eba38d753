"""Following a hearing by mail: asked for, confirmed from one's own mailbox, ended with one click,
and told of what is new at most once a day.

Who asks is nobody in particular. Nothing here tells whether an address follows a hearing already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from retning.apps.hearing.models import Follower, Hearing
from retning.apps.hearing.queries.following import News, is_due, news_for
from retning.apps.hearing.queries.phases import May, allows, phase_of
from retning.apps.hearing.services.letters import Letter, post
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.audit.services import Actor
from retning.foundation.clock import date_in_denmark

logger = logging.getLogger("retning.hearing")

UNCONFIRMED_FOR = timedelta(days=2)
"""How long an address waits for its owner to say that they meant it."""

WriteConfirmation = Callable[[Follower], Letter]
WriteNews = Callable[[Follower, News], Letter]
LeaveAddress = Callable[[Follower], str]
"""The whole address that a POST to ends the following."""


def ask_to_follow(
    *,
    hearing: Hearing,
    email: str,
    language: str,
    write: WriteConfirmation,
    now: datetime,
) -> None:
    """Write to an address that somebody wants to follow the hearing from it; once a day at most.

    One that follows already is not written to. Raises Refused: not_now, not_valid.
    """
    if not allows(hearing, May.BE_FOLLOWED, now):
        raise Refused(Refusal.NOT_NOW)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(Refusal.NOT_VALID, "email") from None
    follower = _asked(hearing, address, language, now)
    if follower.confirmed_at is None:
        _send_confirmation(follower, write, now)


@transaction.atomic
def _send_confirmation(follower: Follower, write: WriteConfirmation, now: datetime) -> None:
    post(
        write(follower),
        to=follower.email,
        tenant=follower.municipality_id,
        key=f"follow:{follower.key}:{date_in_denmark(now)}",
        at=now,
    )


def _asked(hearing: Hearing, email: str, language: str, now: datetime) -> Follower:
    """The address as it stands on the list; put there where it was not."""
    rows = Follower.objects.select_related("hearing")
    found = rows.filter(hearing=hearing, email=email).first()
    if found is not None:
        if found.confirmed_at is None:
            Follower.objects.filter(pk=found.pk).update(asked_at=now)
        return found
    made = Follower(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        email=email,
        language=language,
        asked_at=now,
        told_phase=phase_of(hearing, now),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return rows.get(hearing=hearing, email=email)
    return made


def confirm_following(*, follower: Follower, now: datetime) -> None:
    """It was the owner of the mailbox who asked. Said again, it changes nothing."""
    Follower.objects.filter(pk=follower.pk, confirmed_at=None).update(
        confirmed_at=now, told_phase=phase_of(follower.hearing, now)
    )


def leave(*, follower: Follower, now: datetime) -> None:  # noqa: ARG001  a deed has its moment
    """No more mails: the address is gone. Said again, it changes nothing."""
    Follower.objects.filter(pk=follower.pk).delete()


@transaction.atomic
def forget_followers(*, by: Actor, now: datetime) -> int:
    """Forget those who have not said yes from their own mailbox in the two days that the mail
    gives them, and those of a hearing whose personal data goes although nobody has concluded it;
    how many."""
    rows = Follower.objects.filter(
        Q(confirmed_at=None, asked_at__lte=now - UNCONFIRMED_FOR)
        | Q(hearing__erased_on__lte=date_in_denmark(now))
    )
    count, _by_model = rows.delete()
    if count:
        logger.info("%s forgot %d followers", by.actor_key, count)
    return count


def tell_follower(
    *, follower_id: int, write: WriteNews, leave_address: LeaveAddress, now: datetime
) -> bool:
    """Mail one follower what is new since they were told last; False where nothing is, where they
    have been told today, or have left. One transaction: killed anywhere, done again it is one
    mail."""
    with transaction.atomic():
        rows = Follower.objects.select_for_update(of=("self",))
        found = rows.select_related("hearing__municipality").filter(pk=follower_id).first()
        if found is None or not is_due(found, now):
            return False
        news = news_for(found, now)
        if news.is_nothing:
            return False
        post(
            write(found, news),
            to=found.email,
            tenant=found.municipality_id,
            key=f"follow-news:{found.key}:{date_in_denmark(now)}",
            at=now,
            unsubscribe=leave_address(found),
        )
        Follower.objects.filter(pk=found.pk).update(
            told_at=now, told_phase=phase_of(found.hearing, now)
        )
    return True
