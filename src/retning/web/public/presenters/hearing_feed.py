"""The newest comments of a hearing as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from retning.apps.hearing.queries.public import PublicComment, PublicHearing
from retning.web.public.presenters.hearing_links import comments_url, feed_url, hearing_url
from retning.web.public.presenters.said import sender_said
from retning.web.public.presenters.xml import (
    ATOM,
    NEVER,
    Whole,
    add,
    link,
    moment,
    name_of,
    written,
)
from retning.web.ui.formats import shorten

TITLE = 100


def comments_feed(
    found: PublicHearing,
    comments: Sequence[PublicComment],
    wordings: Mapping[UUID, str],
    *,
    author: str,
    municipality: str,
    whole: Whole,
) -> bytes:
    """Each comment as an entry; `wordings` are the texts of the rows they are about."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    slug = found.hearing.slug
    root = Tree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    add(root, "id", name_of(municipality, language, "hearing", slug))
    add(root, "title", gettext("Comments: %(title)s") % {"title": found.hearing.title})
    add(root, "updated", moment(comments[0].published_at if comments else NEVER))
    link(root, "self", whole(feed_url(slug)), type="application/atom+xml")
    link(root, "alternate", whole(hearing_url(slug)), type="text/html", hreflang=language)
    add(Tree.SubElement(root, f"{{{ATOM}}}author"), "name", author)
    add(root, "generator", "Retning")
    for comment in comments:
        root.append(_entry(comment, wordings, municipality, whole))
    return written(root, ATOM)


def _entry(
    comment: PublicComment, wordings: Mapping[UUID, str], municipality: str, whole: Whole
) -> Tree.Element:
    about = shorten(wordings.get(comment.row_key, ""), TITLE)
    address = f"{whole(comments_url(comment.hearing_slug, comment.row_key))}#k-{comment.key}"
    entry = Tree.Element(f"{{{ATOM}}}entry")
    add(entry, "id", name_of(municipality, "comment", str(comment.key)))
    add(entry, "title", about or comment.hearing_title)
    add(entry, "updated", moment(comment.published_at))
    add(entry, "published", moment(comment.received_at))
    link(entry, "alternate", address, type="text/html")
    add(Tree.SubElement(entry, f"{{{ATOM}}}author"), "name", sender_said(comment))
    Tree.SubElement(entry, f"{{{ATOM}}}category", {"term": comment.kind})
    add(entry, "content", "\n\n".join(filter(None, (comment.suggestion, comment.text))))
    return entry
