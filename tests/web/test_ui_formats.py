"""Numbers, dates and words, in Danish and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from retning.web.ui import formats
from retning.web.ui.links import in_language, language_links

LATE = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
"""Already the 22nd in Denmark."""


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (178906.5, None, "178.906,5", "178,906.5"),
        (178906.5, 0, "178.906", "178,906"),
        (33, 1, "33,0", "33.0"),
        (Decimal("-1.25"), 2, "−1,25", "−1.25"),
        (0, None, "0", "0"),
    ],
)
def test_numbers(value: float, decimals: int | None, danish: str, english: str) -> None:
    with override("da"):
        assert formats.number(value, decimals) == danish
    with override("en"):
        assert formats.number(value, decimals) == english


def test_percent() -> None:
    with override("da"):
        assert formats.percent(33, 1) == "33,0\u00a0%"
    with override("en"):
        assert formats.percent(33, 1) == "33.0%"


def test_dates_are_those_of_denmark() -> None:
    with override("da"):
        assert formats.long_date(LATE) == "22. november 2026"
        assert formats.date_and_time(LATE) == "22. november 2026 kl. 00.30"
    with override("en"):
        assert formats.long_date(date(2026, 3, 1)) == "1 March 2026"
        assert formats.date_and_time(LATE) == "22 November 2026 at 00:30"


def test_moments_for_machines() -> None:
    assert formats.machine_moment(LATE) == "2026-11-22T00:30+01:00"
    assert formats.machine_moment(date(2026, 3, 1)) == "2026-03-01"


def test_periods() -> None:
    assert formats.period((2018, 2030)) == "2018–2030"
    assert formats.period((2026, 2026)) == "2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kort", "Kort"),
        ("Flere unge skal have en uddannelse", "Flere unge skal…"),
        ("Kommunalbestyrelsesvalgkreds", "Kommunalbestyrelses…"),
        ("Over\n  to   linjer", "Over to linjer"),
    ],
)
def test_shortening(text: str, expected: str) -> None:
    assert formats.shorten(text, 20) == expected


@pytest.mark.parametrize(
    ("path", "danish", "english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        ("/kontakt/", "/kontakt/", "/en/kontakt/"),
        ("/en/kontakt/", "/kontakt/", "/en/kontakt/"),
        ("/energi/", "/energi/", "/en/energi/"),
    ],
)
def test_the_same_page_in_the_other_language(path: str, danish: str, english: str) -> None:
    assert in_language(path, "da") == danish
    assert in_language(path, "en") == english


def test_the_current_language_is_marked() -> None:
    links = language_links("/en/was", "en")
    assert [(link.code, link.url, link.current) for link in links] == [
        ("da", "/was", False),
        ("en", "/en/was", True),
    ]
