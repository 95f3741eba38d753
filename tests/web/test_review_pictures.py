"""Drawing a page while somebody waits: one at a time, soon given up, and not twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Reading
from retning.web.staff import pictures
from tests.cast import Cast
from tests.factories import drafts as make
from tests.helpers.typeset import STRATEGY, as_pdf

Browser = Callable[..., Client]
PAGES = [["Vi planter træer"]]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    caches[pictures.CACHE].clear()
    yield
    caches[pictures.CACHE].clear()


@pytest.fixture
def printed(cast: Cast) -> Reading:
    return make.printed_document(cast.municipality, PAGES, file=as_pdf(STRATEGY))


def address(reading: Reading) -> str:
    return reverse("staff:page_picture", args=[reading.pk, 1])


def test_what_was_drawn_is_not_drawn_again(
    client_of: Browser, printed: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client_of("consultant").get(address(printed))
    assert (first.status_code, first.content[:4]) == (200, b"\x89PNG")
    # A drawing would now run into its limit.
    monkeypatch.setattr(pictures, "LIMITS", pictures.Limits(seconds=0))
    again = client_of("consultant").get(address(printed))
    assert (again.status_code, again.content) == (200, first.content)


def test_what_takes_too_long_is_given_up_and_not_tried_again_at_once(
    client_of: Browser, printed: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(pictures, "LIMITS", pictures.Limits(seconds=0))
        answer = client_of("consultant").get(address(printed))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert client_of("consultant").get(address(printed)).status_code == 503
    caches[pictures.CACHE].clear()
    assert client_of("consultant").get(address(printed)).status_code == 200


def test_one_page_at_a_time(
    client_of: Browser, printed: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LONGEST_WAIT", 0.05)
    with pictures._TURN:
        busy = client_of("consultant").get(address(printed))
        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert client_of("consultant").get(address(printed)).status_code == 200


def test_a_large_picture_is_not_kept(
    client_of: Browser, printed: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGEST_KEPT", 1_000)
    assert client_of("consultant").get(address(printed)).status_code == 200
    name = f"{printed.attachment.sha256}-1-900"
    assert caches[pictures.CACHE].get(name) is None


def test_a_drawing_is_short() -> None:
    assert (pictures.LIMITS.processor, pictures.LIMITS.seconds) == (5, 8)
