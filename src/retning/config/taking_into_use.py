"""What `retning begin` does, once Django is up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from retning.apps.accounts import services as accounts
from retning.apps.accounts.models import User
from retning.apps.organisation import services as organisation
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Appearance, Municipality
from retning.apps.organisation.queries import municipality_by_code, roles_of
from retning.foundation import clock
from retning.foundation.audit.services import SystemActor
from retning.web.staff.login.mail import TOKENS

ROLES = (Role.ADMINISTRATOR, Role.CONSULTANT)


class CannotBegin(Exception):
    """Why a municipality was not taken into use, as a sentence; nothing was changed."""


def begin(code: str, *, email: str, name: str, host: str) -> str:
    """What to tell the administrator: the address, and the link to choose a password."""
    municipality = municipality_by_code(code)
    if municipality is None:
        raise CannotBegin(f"There is no municipality {code}. The codes are three digits: 101-860.")
    try:
        with transaction.atomic(), translation.override("da"):
            _take_into_use(municipality, host=host)
            user = _administrator(municipality, email=email, name=name)
            link = _link(user, host=host)
    except accounts.Refused as refused:
        raise CannotBegin(" ".join(refused.sentences)) from None
    except organisation.Refused as refused:
        raise CannotBegin(str(refused.code.label)) from None
    return (
        f"{municipality.official_name} is in use at {host}.\n"
        f"{user.name} chooses a password here, within three days:\n\n  {link}\n"
    )


def _deed() -> dict[str, Any]:
    return {"by": SystemActor("command-line"), "now": clock.now()}


def _take_into_use(municipality: Municipality, *, host: str) -> None:
    if not Appearance.objects.filter(municipality=municipality).exists():
        look = organisation.Look(site_name=municipality.name)
        organisation.set_appearance(municipality=municipality, look=look, **_deed())
    organisation.set_host_name(municipality=municipality, host=host.partition(":")[0], **_deed())


def _administrator(municipality: Municipality, *, email: str, name: str) -> User:
    today = clock.date_in_denmark(clock.now())
    user = User.objects.filter(email__iexact=email.strip()).first() or accounts.create_user(
        email=email, name=name, password=None, **_deed()
    )
    for role in ROLES:
        if role not in roles_of(user, municipality, on=today):
            organisation.grant_membership(
                user=user, municipality=municipality, role=role, valid_from=today, **_deed()
            )
    return user


def _link(user: User, *, host: str) -> str:
    name = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("staff:first_password", args=[name, TOKENS.make_token(user)])
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{host}{path}"
