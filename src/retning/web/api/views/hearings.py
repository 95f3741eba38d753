"""The twins of the pages of hearings: which there are, one of them, and what was said."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.hearing.queries.public import (
    Filters,
    PublicHearing,
    comment_count,
    comment_counts,
    comments_page,
    extensions_of,
    public_hearing,
    public_hearings,
    text_rows,
)
from retning.web.api.asking import Asked, told
from retning.web.api.presenters import hearings
from retning.web.api.problems import not_found
from retning.web.api.views.reading import teller


def hearing_list(asked: Asked) -> HttpResponse:
    """Every hearing that has been announced."""
    every = public_hearings(asked.request.municipality, now=asked.request.now)
    parts = ("hearings", *(each.state for each in every))
    return told(asked, parts, lambda: hearings.hearing_list(teller(asked), every))


def hearing(asked: Asked, slug: str) -> HttpResponse:
    """One hearing, the text that is heard and how much was said of each part."""
    found = _found(asked, slug)
    counts = comment_counts(found.hearing) if found.shows_comments else {}
    parts = ("hearing", found.state, repr(sorted(counts.items())))
    return told(
        asked,
        parts,
        lambda: hearings.hearing(
            teller(asked),
            found,
            text_rows(found.frozen_set_id),
            counts,
            extensions_of(found.hearing),
        ),
    )


def comment_list(asked: Asked, slug: str) -> HttpResponse:
    """A page of what everyone can read of what was said."""
    found, query = _found(asked, slug), asked.query
    filters = Filters(
        about=None if query["about"] is None else [query["about"]],
        sender=query["sender"],
        kind=query["kind"],
        postcode=query["postcode"] or "",
    )
    total = comment_count(found.hearing, filters)
    comments = comments_page(found.hearing, filters, page=query["page"], size=query["page_size"])
    parts = ("comments", found.state, str(total), repr(comments))
    return told(
        asked,
        parts,
        lambda: hearings.comment_list(teller(asked), found, comments, total, query),
    )


def _found(asked: Asked, slug: str) -> PublicHearing:
    here = asked.request
    found = public_hearing(here.municipality, slug, now=here.now)
    if found is None:
        raise not_found(gettext("No such hearing has been announced."))
    return found
