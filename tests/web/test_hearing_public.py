"""A hearing as everyone reads it: its days, its text with counts, its comments by filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import CommentKind, Phase, Publishing, SenderKind, Showing
from retning.apps.hearing.models import Extension
from retning.foundation import clock
from retning.web.request.rendering import CACHE
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TODAY
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
SLUG = "sammen-om-vallensbaek"


@pytest.fixture(autouse=True)
def at_now() -> Iterator[None]:
    caches[CACHE].clear()
    with clock.stopped_at(NOW):
        yield
    caches[CACHE].clear()


@pytest.fixture
def visitor(client_of: Browser) -> Client:
    return client_of("citizen")


def page(visitor: Client, name: str, *args: object, ask: str = "") -> str:
    answer = visitor.get(reverse(f"public:{name}", args=args) + ask)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_open_hearing_says_how_long_and_what_was_said(visitor: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal = make.rows(heard.edition, "goal")[0]
    make.published_comment(heard, goal, "Cykelstier før alt andet.")
    text = page(visitor, "hearing", SLUG)
    assert "56 dage tilbage" in text
    assert "Cykelstier før alt andet." in text
    assert goal.text in text
    assert reverse("public:hearing_answer", args=[SLUG]) in text
    assert "1 kommentar" in text
