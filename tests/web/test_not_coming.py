"""Where a source does not come, the last good figures stand, and the pages say since when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.indicators.models import Feed
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.core.targets import typed
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.organisation import TESTER

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
CODE = "test-share"
LATER = NOW + timedelta(hours=12)
SINCE = datetime(2026, 2, 3, 12, tzinfo=UTC)
SAID = "Der er ikke kommet nye tal fra kilden siden 3. februar 2026."


def addresses(cast: Cast) -> list[str]:
    """An indicator's page, and that of a goal that it measures."""
    figures.indicator(CODE)
    figures.release({CODE: {"2025": figures.country()}})
    strategy = make.strategy(cast.municipality)
    goal = make.goal(make.area(strategy), "Flere er med")
    targets = [Worded(typed("mindst 50 %"))]
    word_goal(goal=goal, expected_version=1, targets=targets, by=TESTER, now=NOW)
    means = Means(MeasuredBy.INDICATOR, CODE)
    link_target(goal=goal, expected_version=2, place=0, means=means, by=TESTER, now=NOW)
    make.published(strategy)
    return [reverse("public:indicator", args=[CODE]), reverse("public:goal", args=[goal.key])]


def test_pages_say_since_when_their_source_does_not_come(client_of: Browser, cast: Cast) -> None:
    feed = Feed.objects.create(source="noegletal", table="TEST1")
    other = Feed.objects.create(source="noegletal", table="TEST2", failing_since=SINCE)
    pages = addresses(cast)
    for address in pages:
        assert SAID not in client_of().get(address).content.decode()
    Feed.objects.filter(pk=feed.pk).update(failing_since=SINCE, tried_at=NOW)
    for address in pages:
        shown = client_of().get(address).content.decode()
        assert SAID in shown
        assert "Vallensbæk" in shown
    Feed.objects.filter(pk__in=[feed.pk, other.pk]).update(failing_since=None, tried_at=LATER)
    for address in pages:
        assert SAID not in client_of().get(address).content.decode()
