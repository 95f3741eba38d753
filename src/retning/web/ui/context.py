"""What the frame around every page needs, as `page` in every template."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from retning.apps.hearing.queries.open import NONE_OPEN, OpenHearings
from retning.web.ui.formats import is_english
from retning.web.ui.links import LanguageLink, Link, language_links
from retning.web.ui.look import NOBODYS, Look, look_of, sheet_checksum, style_sheet


class Page:
    """Read only as far as a template asks: a page without a frame costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.is_demo: bool = settings.IS_DEMO
        self.source_url: str = settings.SOURCE_URL

    @property
    def language(self) -> str:
        """The language of the page's own words: da or en."""
        return "en" if is_english() else "da"

    @cached_property
    def look(self) -> Look:
        return look_of(getattr(self._request, "municipality", None))

    @cached_property
    def appearance_url(self) -> str:
        """The municipality's style sheet, under its checksum; empty for nobody's pages."""
        if self.look is NOBODYS:
            return ""
        checksum = sheet_checksum(style_sheet(self.look))
        return f"{reverse('ui:appearance')}?v={checksum}"

    @cached_property
    def logo_url(self) -> str:
        """The municipality's logo, under its checksum; empty where it has none."""
        key = self.look.logo_key
        return reverse("ui:logo", args=[key]) if key else ""

    @cached_property
    def demo_banner(self) -> str:
        """Stands in Danish on every page of a demonstration, whatever its language."""
        return demo_words(self.look.official_name) if self.is_demo else ""

    @cached_property
    def languages(self) -> tuple[LanguageLink, ...]:
        return language_links(self._request.get_full_path(), self.language)

    @property
    def path(self) -> str:
        """The page's own path, without what was asked of it."""
        return self._request.path

    @cached_property
    def site_url(self) -> str:
        """The beginning of every whole address on this site: scheme and host."""
        return f"{self._request.scheme}://{self._request.get_host()}"

    @cached_property
    def alternates(self) -> tuple[LanguageLink, ...]:
        """This page in each language, without what was asked of it."""
        return language_links(self.path, self.language)

    @cached_property
    def front_url(self) -> str:
        return reverse("public:front")

    @cached_property
    def statement_url(self) -> str:
        """Straight to the statement in the WAS tool, where the municipality has made one."""
        return self.look.accessibility_statement_url or reverse("public:accessibility")

    @cached_property
    def contact_url(self) -> str:
        return reverse("public:contact")

    @cached_property
    def search_url(self) -> str:
        return reverse("public:search")

    @property
    def is_searching(self) -> bool:
        """The search page has a field of its own."""
        return self._request.path == self.search_url

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """The public pages' menu."""
        path = self._request.path
        places = (
            (gettext("Strategy"), self.front_url),
            (gettext("Figures"), reverse("public:indicators")),
            *self._hearings,
            (gettext("Contact"), self.contact_url),
        )
        return tuple(Link(label, url, current=path == url) for label, url in places)

    @property
    def has_meetings(self) -> bool:
        """Whether there are meetings that everyone can see."""
        hearings: OpenHearings = getattr(self._request, "hearings", NONE_OPEN)
        return hearings.has_meetings

    @property
    def _hearings(self) -> tuple[tuple[str, str], ...]:
        """How long one can answer a hearing; once there has been one, where they are."""
        hearings: OpenHearings = getattr(self._request, "hearings", NONE_OPEN)
        if hearings.days_left is None:
            label = gettext("Hearings")
        elif hearings.days_left == 1:
            label = gettext("Hearing: last day today")
        else:
            days = hearings.days_left
            label = ngettext("Hearing: %(days)s day left", "Hearing: %(days)s days left", days)
            label %= {"days": days}
        if hearings.has_some:
            return ((label, reverse("public:hearings")),)
        # Before the first hearing, meetings stand where it will: its page leads to them.
        return ((gettext("Meetings"), reverse("public:events")),) if hearings.has_meetings else ()


def demo_words(official_name: str) -> str:
    """What every page of a demonstration says; for nobody's pages the name is empty."""
    owner = genitive(official_name) if official_name else "en kommunes"
    return f"Demonstration. Ikke {owner} hjemmeside"


def genitive(name: str) -> str:
    """A Danish name's genitive: Vallensbæk Kommunes; names in s, x and z take an apostrophe."""
    return f"{name}'" if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"


def page(request: HttpRequest) -> dict[str, Page]:
    """The context processor."""
    return {"page": Page(request)}
