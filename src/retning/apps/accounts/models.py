"""Users and login only; who may do what where is told by `organisation.Membership`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from retning.apps.accounts.validators import normalised_email
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this e-mail address, however it is capitalised."""
        return self.get(email=normalised_email(username or ""))


FIVE_YEARS = timedelta(days=5 * 365)
BASIS = _("GDPR article 6(1)(e): a task in the exercise of public authority")


class User(AbstractBaseUser):
    """Somebody who can log in, by e-mail address."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("is_active", "created_at"),
        hashed=("email", "name"),
        never=("password", "last_login"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "email": Retention(
            purpose=_("to log in and to be written to"),
            keep=FIVE_YEARS,
            then=Afterwards.ANONYMISE,
            basis=BASIS,
            since="last_login",
            or_since="created_at",
            replacement="user-{pk}@anonymous.invalid",
        ),
        "name": Retention(
            purpose=_("to show who did what"),
            keep=FIVE_YEARS,
            then=Afterwards.ANONYMISE,
            basis=BASIS,
            since="last_login",
            or_since="created_at",
            replacement="user {pk}",
        ),
        "password": Retention(
            purpose=_("to log in; kept only as an argon2 hash"),
            keep=FIVE_YEARS,
            then=Afterwards.ANONYMISE,
            basis=BASIS,
            since="last_login",
            or_since="created_at",
            replacement="!",
        ),
        "last_login": Retention(
            purpose=_("to know which accounts are in use"),
            keep=None,
            then=Afterwards.KEEP,
            basis=BASIS,
        ),
    }

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("may log in"), default=True)
    created_at = models.DateTimeField(_("created"))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_email_is_kept_in_small_letters", condition=Q(email=Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_key(self) -> str:
        """How this user is named in the audit trail."""
        return f"user:{self.pk}"
