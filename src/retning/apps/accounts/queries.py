"""Reads of users."""

from __future__ import annotations

from collections.abc import Collection

from retning.apps.accounts.models import User
from retning.apps.accounts.validators import normalised_email


def user_by_email(email: str) -> User | None:
    """The user with this address, however it is written; also one who may no longer log in."""
    return User.objects.filter(email=normalised_email(email)).first()


def user_who_may_log_in(email: str) -> User | None:
    """The active user with this address."""
    return User.objects.filter(email=normalised_email(email), is_active=True).first()


def lock_user(user: User) -> None:
    """Until the transaction ends nobody else gets this lock; what refers to the user is written
    all the same."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def names_of(user_ids: Collection[int]) -> dict[int, str]:
    """The users' names by their keys, also of those who may no longer log in: one query."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))
