"""The deeds with accounts. A user belongs to no municipality, so the audit line has no tenant."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from retning.apps.accounts.enums import Refusal
from retning.apps.accounts.models import User
from retning.apps.accounts.validators import normalised_email
from retning.foundation.audit.services import Actor, record, snapshot

NO_TENANT = ""


class Refused(Exception):
    """A deed that is not done. `code` says why; `sentences` says it to the one who tried."""

    def __init__(self, code: Refusal, sentences: list[str] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.sentences = sentences or [str(code.label)]


def create_user(*, email: str, name: str, password: str | None, by: Actor, now: datetime) -> User:
    """A new user. Without a password nobody can log in as them until they have chosen one.

    Raises Refused: email_not_valid, email_taken, name_missing, password_too_weak.
    """
    user = User(email=normalised_email(email), name=name.strip(), created_at=now)
    _check_identity(user)
    if password is None:
        user.set_unusable_password()
    else:
        _check_password(password, user)
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record(tenant=NO_TENANT, deed="user_created", subject=user, before=None, by=by, now=now)
    except IntegrityError:
        raise Refused(Refusal.EMAIL_TAKEN) from None
    return user


def change_password(*, user: User, password: str, by: Actor, now: datetime) -> User:
    """A new password. Every other session of the user, and every link to choose one, ends.

    Raises Refused: password_too_weak.
    """
    _check_password(password, user)
    with transaction.atomic():
        before = snapshot(user)
        user.set_password(password)
        user.save(update_fields=["password"])
        record(
            tenant=NO_TENANT, deed="password_changed", subject=user, before=before, by=by, now=now
        )
    return user


def deactivate(*, user: User, by: Actor, now: datetime) -> User:
    """The user may no longer log in, and open sessions end at their next request."""
    return _set_active(user, active=False, deed="user_deactivated", by=by, now=now)


def reactivate(*, user: User, by: Actor, now: datetime) -> User:
    """The user may log in again, with the password they had."""
    return _set_active(user, active=True, deed="user_reactivated", by=by, now=now)


def _set_active(user: User, *, active: bool, deed: str, by: Actor, now: datetime) -> User:
    with transaction.atomic():
        before = snapshot(user)
        user.is_active = active
        user.save(update_fields=["is_active"])
        record(tenant=NO_TENANT, deed=deed, subject=user, before=before, by=by, now=now)
    return user


def _check_identity(user: User) -> None:
    try:
        validate_email(user.email)
    except ValidationError:
        raise Refused(Refusal.EMAIL_NOT_VALID) from None
    if not user.name:
        raise Refused(Refusal.NAME_MISSING)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(Refusal.PASSWORD_TOO_WEAK, list(error.messages)) from None
