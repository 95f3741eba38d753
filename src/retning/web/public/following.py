"""What those who follow a hearing are written, in their language.

Subjects name the hearing and nobody. A mail tells how much is new and where, never what somebody
wrote: it cannot be called back when they withdraw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Follower
from retning.apps.hearing.queries.following import News
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.letters import Letter
from retning.web.public.presenters.hearing_links import comments_url, days_said, hearing_url
from retning.web.ui.formats import long_date, shorten

Whole = Callable[[str], str]
"""A path on the site as a whole address."""
MOST_ROWS = 12
ROW = 90


def leave_address(follower: Follower, whole: Whole) -> str:
    """Where a POST, or a person's two clicks, end it."""
    with translation.override(follower.language):
        secret = secret_of(Purpose.LEAVE, follower.key)
        return whole(reverse("public:follow_leave", args=[secret]))


def confirmation(follower: Follower, whole: Whole) -> Letter:
    """The mail that asks whether it was the owner of the mailbox who asked."""
    with translation.override(follower.language):
        secret = secret_of(Purpose.CONFIRM, follower.key)
        title = follower.hearing.title
        paragraphs = [
            _("Somebody, most likely you, has asked to follow “%(title)s” from this address.")
            % {"title": title},
            _("Is that right? Then confirm it here:")
            + f"\n{whole(reverse('public:follow_confirm', args=[secret]))}",
            _(
                "You will get at most one mail a day, and only when there is something new. Every"
                " mail has a link that ends it."
            ),
            _("Was it not you? Then do nothing. Your address is erased after two days."),
        ]
        return Letter(_("Confirm that you want to follow a hearing"), _text(paragraphs))


def news_letter(follower: Follower, news: News, whole: Whole) -> Letter:
    """The day's mail of what is new."""
    with translation.override(follower.language):
        hearing = follower.hearing
        paragraphs = [
            _("This is new in “%(title)s”:") % {"title": hearing.title},
            *_told(news),
            *_comments(hearing.slug, news, whole),
            _("Read on here:") + f"\n{whole(hearing_url(hearing.slug))}",
            _("Do you want no more of these mails? End them here:")
            + f"\n{leave_address(follower, whole)}",
        ]
        return Letter(
            _("News in the hearing: %(title)s") % {"title": hearing.title}, _text(paragraphs)
        )


def _told(news: News) -> Iterator[str]:
    if news.phase is not None:
        yield _phase_said(news.phase)
    if news.closes_on is not None:
        yield _("It has been extended: you can answer until and including %(day)s.") % {
            "day": long_date(news.closes_on)
        }
    if news.days_left is not None:
        yield f"{days_said(news.days_left)}."
    for title in news.meetings:
        yield _("A meeting has been planned: %(title)s") % {"title": title}
    for title in news.minutes:
        yield _("The minutes are ready: %(title)s") % {"title": title}


def _phase_said(phase: Phase) -> str:
    match phase:
        case Phase.OPEN:
            return _("The hearing is open: you can answer now.")
        case Phase.CLOSED:
            return _("The hearing has ended. What has come in is being read.")
        case Phase.HANDLED:
            return _("What came in has been read, and the proposal waits for a decision.")
        case Phase.CONCLUDED:
            return _("The hearing is over, and the council has decided.")
        case Phase.ANNOUNCED | Phase.DRAFT:
            return _("The hearing has been announced.")


def _comments(slug: str, news: News, whole: Whole) -> Iterator[str]:
    count = news.comments
    if not count:
        return
    lines = [
        ngettext("%(count)s new comment:", "%(count)s new comments:", count) % {"count": count}
    ]
    for row in news.rows[:MOST_ROWS]:
        lines.append(f"- {shorten(row.text, ROW)} ({row.comments})")
        lines.append(f"  {whole(comments_url(slug, row.key))}")
    yield "\n".join(lines)


def _text(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"
