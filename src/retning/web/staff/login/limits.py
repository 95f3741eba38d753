"""How often somebody may try to log in.

Five failures in 15 minutes lock one pair of e-mail address and network address: so nobody can
guess on one account, and nobody can lock out somebody who sits elsewhere. A whole town hall
often shares one network address, so that address alone is never locked: after 30 failures over
any number of accounts it is slowed to one attempt in five seconds, and a browser that has logged
in to the account before is not slowed at all. None of it depends on whether an account exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from retning.apps.accounts.validators import normalised_email
from retning.foundation import clock
from retning.web.request.addresses import client_address

ADDRESS_LIMIT = 30
ADDRESS_PAUSE = timedelta(seconds=5)

BROWSER_COOKIE = "known_browser"
BROWSER_COOKIE_AGE = timedelta(days=180)


class Reason(Enum):
    ACCOUNT = "account"  # this e-mail address from this network address
    ADDRESS = "address"  # this network address, over many e-mail addresses


@dataclass(frozen=True)
class Wait:
    """Why somebody has to wait, and until when."""

    reason: Reason
    until: datetime

    def seconds(self, now: datetime) -> int:
        return max(1, round((self.until - now).total_seconds()))


def wait_of(request: HttpRequest, email: str, *, now: datetime) -> Wait | None:
    """How long an attempt on this account from this request's network address has to wait."""
    failures = AccessAttempt.objects.filter(
        ip_address=client_address(request), attempt_time__gt=now - settings.AXES_COOLOFF_TIME
    )
    of_account, last = _count(failures.filter(username=normalised_email(email)))
    if last is not None and of_account >= settings.AXES_FAILURE_LIMIT:
        return Wait(Reason.ACCOUNT, last + settings.AXES_COOLOFF_TIME)
    of_address, last = _count(failures)
    is_slow = last is not None and of_address >= ADDRESS_LIMIT and last + ADDRESS_PAUSE > now
    if last is not None and is_slow and not is_known_browser(request, email):
        return Wait(Reason.ADDRESS, last + ADDRESS_PAUSE)
    return None


def _count(failures: Any) -> tuple[int, datetime | None]:
    sums = failures.aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    return sums["count"] or 0, sums["last"]


def forgive(request: HttpRequest, email: str) -> None:
    """Forget this account's failures from this network address: its password is a new one."""
    AxesProxyHandler.reset_attempts(
        ip_address=client_address(request), username=normalised_email(email)
    )


def is_known_browser(request: HttpRequest, email: str) -> bool:
    """Whether somebody has logged in to this account in this browser before."""
    return constant_time_compare(request.COOKIES.get(BROWSER_COOKIE, ""), _browser_mark(email))


def remember_browser(response: HttpResponse, email: str) -> None:
    """Leave the mark of a login; it is sent to the login page only, and opens nothing."""
    response.set_cookie(
        BROWSER_COOKIE,
        _browser_mark(email),
        max_age=BROWSER_COOKIE_AGE,
        path=reverse("staff:login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _browser_mark(email: str) -> str:
    key = "retning.staff.login.browser"
    return salted_hmac(key, normalised_email(email), algorithm="sha256").hexdigest()


class LoginHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """django-axes keeps the count; when to wait is said above."""

    def is_allowed(self, request: Any, credentials: Any = None) -> bool:
        now = clock.now()
        request.axes_attempt_time = now
        return wait_of(request, attempted_email(request, credentials), now=now) is None


def attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Whose account is tried, in one spelling; at most as long as the table holds."""
    tried = (credentials or {}).get("username") or request.POST.get("email", "")
    return normalised_email(str(tried))[:255]


def keep_answer(_request: HttpRequest, response: HttpResponse, _credentials: Any) -> HttpResponse:
    """The login page has already said what there is to say."""
    return response
