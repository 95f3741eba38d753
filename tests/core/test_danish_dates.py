"""Deadlines, baselines, horizons, windows and bands, told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish.dates import Moment, Role, moments


def _only(text: str) -> Moment:
    (found,) = moments(text)
    return found


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("er klar senest den 1. juli 2023", 2023, 7, 1),
        ("er klar 1.7.2023", 2023, 7, 1),
        ("er klar inden 2024", 2024, None, None),
        ("er klar i 2025", 2025, None, None),
        ("er klar inden udgangen af 2022", 2022, None, None),
        ("er klar med udgangen af 2022", 2022, None, None),
        ("er klar ved udgangen af 2022", 2022, None, None),
        ("vokser frem mod 2030", 2030, None, None),
        ("Pr. 1. august 2020 er det gjort", 2020, 8, 1),
        ("2020: Skolen åbner", 2020, None, None),
        ("åbner i juni 2026", 2026, 6, None),
        ("åbner senest 4. kvartal 2027", 2027, 12, None),
        ("i perioden 2021-2024", 2024, None, None),
        ("færdig i skoleåret 2024/25", 2025, None, None),
        ("90 % (2025)", 2025, None, None),
    ],
)
def test_deadlines(text: str, year: int, month: int | None, day: int | None) -> None:
    found = [each for each in moments(text) if each.role is Role.DEADLINE]
    assert [(each.year, each.month, each.day) for each in found] == [(year, month, day)]


@pytest.mark.parametrize(
    "text",
    ["lavere end i 2015", "i forhold til 2015", "sammenlignet med 2015", "færre end i 2015",
     "målt på 2015-niveau", "end niveauet i 2015"],
)  # fmt: skip
def test_baselines(text: str) -> None:
    found = _only(text)
    assert (found.role, found.year) == (Role.BASELINE, 2015)


def test_from_one_year_to_another() -> None:
    found = moments("fra 5,6 % i 2021 til 4,2 % i 2024")
    assert [(each.role, each.year) for each in found] == [
        (Role.BASELINE, 2021),
        (Role.DEADLINE, 2024),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [("over de næste fire år", 4), ("inden for fire år", 4), ("i de kommende 3 år", 3)],
)
def test_horizons(text: str, years: int) -> None:
    found = _only(text)
    assert (found.role, found.years) == (Role.HORIZON, years)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("senest 8 uger efter forløbet", Role.WINDOW),
        ("i job inden for tre måneder", Role.WINDOW),
        ("inden for et år", Role.WINDOW),
        ("de 18-64-årige", Role.BAND),
        ("unge mellem 15 og 25 år", Role.BAND),
        ("borgere over 65 år", Role.BAND),
        ("når de fylder 25 år", Role.BAND),
        ("i byrådsperioden", Role.TERM),
        ("inden udgangen af valgperioden", Role.TERM),
        ("1 % årligt", Role.PACE),
        ("(2024-priser)", Role.PRICES),
    ],
)
def test_what_is_no_deadline(text: str, role: Role) -> None:
    assert _only(text).role is role


@pytest.mark.parametrize("text", ["", "2020 nye boliger", "2.500 kroner", "nr. 12", "31.02.2020"])
def test_no_span_of_time(text: str) -> None:
    assert moments(text) == []


@given(st.integers(min_value=1900, max_value=2099))
def test_any_year_is_a_deadline_where_a_preposition_says_so(year: int) -> None:
    assert _only(f"senest i {year}").year == year


@given(st.text(max_size=400))
def test_places_lie_in_any_text_and_never_overlap(text: str) -> None:
    last = 0
    for found in moments(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
