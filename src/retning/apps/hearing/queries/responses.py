"""A response as its sender sees it, at its secret address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from retning.apps.hearing.models import Comment, Response, ResponseFile
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality


@dataclass(frozen=True)
class OwnResponse:
    """A response with all that was sent under it, in the order it came. `later` are the comments
    that were added after it was sent."""

    response: Response
    comments: Sequence[Comment]
    later: Sequence[Comment]
    files: Sequence[ResponseFile]


def own_response(municipality: Municipality, slug: str, secret: str) -> OwnResponse | None:
    """What a secret opens, in the hearing at an address of this municipality; None where it opens
    nothing here. Three queries, however much was sent."""
    key = key_of(Purpose.FOLLOW, secret)
    if key is None:
        return None
    comments = Comment.objects.select_related("row").order_by("received_at", "row__order", "pk")
    files = ResponseFile.objects.select_related("attachment").order_by("received_at", "pk")
    found = (
        Response.objects.filter(municipality=municipality, hearing__slug=slug, key=key)
        .select_related("hearing__edition__frozen_set")
        .prefetch_related(Prefetch("comments", comments), Prefetch("files", files))
        .first()
    )
    if found is None:
        return None
    sent = list(found.comments.all())
    return OwnResponse(
        response=found,
        comments=[each for each in sent if each.received_at <= found.received_at],
        later=[each for each in sent if each.received_at > found.received_at],
        files=list(found.files.all()),
    )
