"""What a request knows of where it came in and who is asking; set by the middleware.

Views say `request: SiteRequest`, views behind login `request: StaffRequest`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from retning.apps.hearing.queries.open import OpenHearings
from retning.apps.organisation.queries import Standing

if TYPE_CHECKING:
    from retning.apps.accounts.models import User
    from retning.apps.organisation.models import Municipality


class SiteRequest(HttpRequest):
    """A request to one municipality's pages.

    `municipality` has its appearance loaded; `now` is one moment for the whole request and
    `today` its date in Denmark; `hearings` says whether one is open; `standing` is read from the
    database when it is first asked for, in one query, and asking makes the answer depend on who
    asks.
    """

    municipality: Municipality
    now: datetime
    today: date
    hearings: OpenHearings
    standing: Standing


class StaffRequest(SiteRequest):
    """A request by somebody who has logged in and has a role here (see `requires`)."""

    user: User
