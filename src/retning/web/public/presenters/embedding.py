"""The line of HTML that shows a goal or a hearing on somebody else's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from retning.apps.strategy.queries.published import PublishedRow
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.apps.strategy.queries.wording import owner_of
from retning.web.public.presenters.hearing_links import embed_url, hearing_url
from retning.web.public.presenters.labels import EditionLabel, edition_label
from retning.web.public.presenters.links import goal_url
from retning.web.public.presenters.overview_goals import OverviewVerdict, overview_verdict
from retning.web.ui.formats import shorten

EMBED_WIDTH, EMBED_HEIGHT = 640, 300
TITLE = 100


@dataclass(frozen=True)
class EmbeddedGoal:
    """A goal as other pages show it; `url` is its own page, `owner` empty where nobody is named,
    `verdicts` empty where nobody has said how it is measured."""

    text: str
    url: str
    owner: str
    edition: EditionLabel
    verdicts: Sequence[OverviewVerdict]


def embedded_goal(found: PublishedRow, verdicts: Sequence[GoalVerdict]) -> EmbeddedGoal:
    """No query."""
    return EmbeddedGoal(
        text=found.row.text,
        url=goal_url(found.row.key),
        owner=owner_of(found.row.data),
        edition=edition_label(found.edition, found.series),
        verdicts=[overview_verdict(each) for each in verdicts],
    )


@dataclass(frozen=True)
class Embedding:
    """How a goal is taken along: the line of HTML, and where programs ask for it."""

    line: str
    oembed_url: str


def embedding_of(whole: Callable[[str], str], found: PublishedRow) -> Embedding:
    """`whole` makes a path a whole address."""
    asked = urlencode({"url": whole(goal_url(found.row.key))})
    return Embedding(
        line=embed_line(whole, found.row.key, found.row.text),
        oembed_url=f"{whole(reverse('public:oembed'))}?{asked}",
    )


def embedding_of_hearing(whole: Callable[[str], str], slug: str, title: str) -> Embedding:
    """The same of a hearing."""
    asked = urlencode({"url": whole(hearing_url(slug))})
    return Embedding(
        line=hearing_embed_line(whole, slug, title),
        oembed_url=f"{whole(reverse('public:oembed'))}?{asked}",
    )


def embed_line(whole: Callable[[str], str], key: UUID, text: str) -> str:
    """The iframe in one line; `whole` makes a path a whole address."""
    title = gettext("Goal: %(text)s") % {"text": text}
    return _frame(whole(reverse("public:embed", args=[key])), title)


def hearing_embed_line(whole: Callable[[str], str], slug: str, title: str) -> str:
    """The same for a hearing."""
    return _frame(whole(embed_url(slug)), gettext("Hearing: %(title)s") % {"title": title})


def _frame(address: str, title: str) -> str:
    source, title = escape(address), escape(shorten(title, TITLE))
    # Text that is shown to be copied: whoever draws it must escape it once more.
    return (
        f'<iframe src="{source}" title="{title}" width="100%" height="{EMBED_HEIGHT}"'
        f' loading="lazy" style="border:0;max-width:{EMBED_WIDTH}px"></iframe>'
    )
