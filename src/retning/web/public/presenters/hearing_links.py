"""Addresses of a hearing's pages, and how its state and its days are said."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.public import PublicHearing
from retning.web.public.presenters.labels import Label
from retning.web.public.presenters.links import anchor
from retning.web.ui.formats import long_date

ABOUT, SENDER, KIND, POSTCODE, PAGE = "om", "fra", "slags", "postnr", "side"
"""The parameters of a page of comments."""


def hearing_url(slug: str) -> str:
    return reverse("public:hearing", args=[slug])


def answer_url(slug: str, row: UUID | None = None) -> str:
    """The reading room, at a row where one is meant."""
    address = reverse("public:hearing_answer", args=[slug])
    return address if row is None else f"{address}#{anchor(row)}"


def comments_url(slug: str, row: UUID | None = None, **filters: str) -> str:
    """The comments, about a row where one is meant."""
    asked: Mapping[str, str] = filters if row is None else {ABOUT: str(row)} | filters
    address = reverse("public:hearing_comments", args=[slug])
    return f"{address}?{urlencode(asked)}" if asked else address


def feed_url(slug: str) -> str:
    return reverse("public:hearing_feed", args=[slug])


def embed_url(slug: str) -> str:
    return reverse("public:hearing_embed", args=[slug])


def days_said(days: int) -> str:
    """How long one can still answer; `days` counts today."""
    if days <= 1:
        return gettext("Today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def comments_said(count: int) -> str:
    if not count:
        return gettext("No comments yet")
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}


PHASES = {
    Phase.DRAFT: "draft",
    Phase.ANNOUNCED: "waiting",
    Phase.OPEN: "published",
    Phase.CLOSED: "earlier",
    Phase.HANDLED: "working",
    Phase.CONCLUDED: "earlier",
}
"""Which `{% status %}` a phase has."""


def phase_label(phase: Phase) -> Label:
    return Label(PHASES[phase], str(phase.label))


def phase_said(found: PublicHearing) -> str:
    """Where the hearing stands, in a sentence with its day."""
    row, empty = found.hearing, ""
    match found.phase:
        case Phase.ANNOUNCED if row.opens_on:
            return gettext("You can answer from %(day)s.") % {"day": long_date(row.opens_on)}
        case Phase.ANNOUNCED:
            return gettext(
                "You cannot answer yet. We have not set the day on which the hearing opens."
            )
        case Phase.OPEN if row.closes_on:
            return gettext("You can answer until and including %(day)s.") % {
                "day": long_date(row.closes_on)
            }
        case Phase.CLOSED if row.closes_on:
            return gettext("The hearing ended on %(day)s. We are reading what has come in.") % {
                "day": long_date(row.closes_on)
            }
        case Phase.HANDLED:
            return gettext("What came in has been read, and the proposal waits for a decision.")
        case Phase.CONCLUDED:
            return gettext("The hearing is over, and the council has decided.")
        case _:
            return empty
