"""What is odd is held: nothing wrong becomes public, and the last good release stands."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Observation, Release
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.queries.releases import brought_by, changes_of
from retning.apps.indicators.services.problems import problem_sentence
from retning.apps.indicators.services.refusals import Refused
from retning.apps.indicators.services.releases import (
    Taken,
    accept_release,
    reject_release,
    take_in,
)
from retning.apps.indicators.sources.reply import Oddity, OddityCode
from retning.core.benchmark.figures import COUNTRY, State
from retning.core.periods import period_of
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import indicators as make
from tests.factories.organisation import NOW, TESTER

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
MUCH_LATER = NOW + timedelta(days=60)
Y2025 = period_of("2025")


def standing() -> str:
    """An indicator with good figures of 2023 and 2024; its code."""
    made = make.indicator()
    make.release({made.code: {"2023": make.country(), "2024": make.country(41)}})
    return made.code


def next_year(code: str, said: dict[str, make.Said], *, table: str = "TEST1") -> Taken:
    return make.release({code: {"2025": said}}, now=LATER, table=table)


def codes(taken: Taken) -> list[str]:
    return [str(problem["code"]) for problem in taken.problems]


def public_years(code: str) -> list[str]:
    found = figures_by_key(
        [row.pk for row in make.Indicator.objects.filter(code=code)], municipality=None
    )
    return [period.code for figures in found.values() for period in figures.panel.periods]


def test_a_good_next_year_is_public() -> None:
    code = standing()
    assert not next_year(code, make.country(42)).held
    assert public_years(code) == ["2023", "2024", "2025"]


@pytest.mark.parametrize("factor", ["10", "0.1"])
def test_a_figure_ten_times_last_years_is_held(factor: str) -> None:
    code = standing()
    said = make.country(42)
    said["187"] = Decimal(str(said["187"])) * Decimal(factor)
    taken = next_year(code, said)
    assert taken.held
    assert codes(taken) == ["tenfold"]
    assert taken.problems[0]["area"] == "187"
    assert public_years(code) == ["2023", "2024"]
    sentence = problem_sentence(taken.problems[0], name="Andel der er med")
    assert sentence.startswith("Andel der er med, Vallensbæk, 2025: ")


def test_first_figures_of_ones_own_stand_beside_each_other(cast: Cast) -> None:
    made = make.indicator()
    years = {"2022": 210, "2023": 215, "2024": 220, "2025": 2310}
    own = make.release(
        {made.code: {year: {"187": figure} for year, figure in years.items()}},
        municipality=cast.municipality,
    )
    assert (own.held, codes(own)) == (True, ["tenfold"])
    assert own.problems[0]["said"] == "220 → 2310"
    national = make.release({made.code: {year: {"187": f} for year, f in years.items()}})
    assert not national.held


def test_eight_times_last_years_is_not_held() -> None:
    code = standing()
    said = make.country(42) | {"187": Decimal(8 * 42)}
    assert not next_year(code, said).held


def test_a_series_that_has_swung_so_before_may_again() -> None:
    made = make.indicator()
    make.release(
        {
            made.code: {
                "2023": make.country() | {"187": 40},
                "2024": make.country() | {"187": 500},
            }
        }
    )
    assert not next_year(made.code, make.country() | {"187": 40}).held


@pytest.mark.parametrize("factor", [100, 1000, Decimal("0.001")])
def test_a_whole_column_in_another_unit_is_held(factor: Decimal | int) -> None:
    code = standing()
    said = {area: Decimal(str(value)) * factor for area, value in make.country(42).items()}
    taken = next_year(code, said)
    assert codes(taken) == ["scale"]
    assert public_years(code) == ["2023", "2024"]


def test_a_correction_of_figures_that_stand_is_looked_at_too() -> None:
    code = standing()
    said = make.country(41) | {"101": Decimal(4100)}
    taken = make.release({code: {"2024": said}}, now=LATER)
    assert codes(taken) == ["tenfold"]


def test_half_the_municipalities_are_held() -> None:
    code = standing()
    half = {area: value for area, value in make.country(42).items() if area < "400"}
    taken = next_year(code, half)
    assert codes(taken) == ["coverage"]
    assert taken.problems[0]["said"] == f"{len(half)} / 98"


def test_a_country_with_nine_of_ten_is_enough() -> None:
    code = standing()
    most = dict(list(make.country(42).items())[:89])
    assert not next_year(code, most | {COUNTRY: 44}).held
    fewer = dict(list(make.country(43).items())[:78])
    taken = make.release({code: {"2026": fewer}}, now=MUCH_LATER)
    assert codes(taken) == ["coverage"]


def test_first_figures_that_miss_municipalities_in_their_newest_year_are_held() -> None:
    made = make.indicator()
    half = dict(list(make.country().items())[:50])
    taken = make.release({made.code: {"2023": make.country(), "2024": half}})
    assert codes(taken) == ["coverage"]


@pytest.mark.parametrize(
    "oddity",
    [
        Oddity(OddityCode.DUPLICATE, area="187", row=7),
        Oddity(OddityCode.UNKNOWN_AREA, area="999", row=8),
        Oddity(OddityCode.TABLE_ENDED, said="TEST1"),
        Oddity(OddityCode.WRONG_UNIT, said="1.000 kr."),
    ],
    ids=lambda each: each.code,
)
def test_what_the_source_found_odd_is_held(oddity: Oddity) -> None:
    code = standing()
    taken = make.release({code: {"2025": make.country(42)}}, now=LATER, problems=[oddity])
    assert taken.held
    assert codes(taken) == [oddity.code.value]
    assert public_years(code) == ["2023", "2024"]
    assert problem_sentence(taken.problems[0]).endswith(".")


def test_an_unknown_municipality_is_told_and_not_kept() -> None:
    code = standing()
    taken = next_year(code, make.country(42) | {"999": 5})
    assert codes(taken) == ["no_such_area"]
    assert taken.held
    assert not Observation.objects.filter(area="999").exists()


def test_periods_of_another_kind_are_told_and_not_kept() -> None:
    code = standing()
    taken = make.release({code: {"2025M01": make.country(42)}}, now=LATER)
    assert (taken.release, codes(taken)) == (None, ["other_periods"])


@pytest.mark.parametrize("said", [Decimal(10) ** 13, Decimal("NaN"), Decimal("Infinity")], ids=str)
def test_what_is_no_figure_is_not_kept(said: Decimal) -> None:
    code = standing()
    taken = next_year(code, make.country(42) | {"187": said})
    assert codes(taken) == ["too_large"]
    assert taken.added == 97


def test_a_year_that_lies_years_ahead_is_held() -> None:
    code = standing()
    taken = make.release({code: {"2031": make.country(42)}}, now=LATER)
    assert codes(taken) == ["ahead"]


def test_accepting_makes_it_public_from_now_on() -> None:
    code = standing()
    taken = next_year(code, make.country(42) | {"187": 500})
    assert taken.release is not None
    accepted = accept_release(
        release=taken.release, reason="Set hos kilden.", by=TESTER, now=MUCH_LATER
    )
    assert (accepted.state, accepted.known_from) == (ReleaseState.PUBLIC, MUCH_LATER)
    assert (accepted.decided_by, accepted.reason) == ("system:tests", "Set hos kilden.")
    ids = [row.pk for row in make.Indicator.objects.filter(code=code)]
    now = figures_by_key(ids, municipality=None)
    assert now[ids[0], None].panel.at("187", Y2025).value == 500
    assert figures_by_key(ids, municipality=None, known_on=MUCH_LATER) == now
    before = figures_by_key(ids, municipality=None, known_on=LATER)
    assert before[ids[0], None].panel.at("187", Y2025).state is State.MISSING
    deeds = list(Entry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds[-2:] == ["figures_held", "figures_accepted"]


def test_rejecting_needs_a_reason_and_the_same_is_not_held_again() -> None:
    code = standing()
    said = make.fetched({code: {"2025": make.country(42) | {"187": 500}}}, checksum="a" * 64)
    first = take_in(fetched=said, municipality=None, by=TESTER, now=LATER)
    assert first.release is not None
    again = take_in(fetched=said, municipality=None, by=TESTER, now=LATER)
    assert (again.release, again.held, again.added) == (first.release, True, 0)
    with pytest.raises(Refused, match="no_reason"):
        reject_release(release=first.release, reason=" ", by=TESTER, now=MUCH_LATER)
    reject_release(release=first.release, reason="Tastefejl.", by=TESTER, now=MUCH_LATER)
    third = take_in(fetched=said, municipality=None, by=TESTER, now=MUCH_LATER)
    assert (third.held, third.added) == (False, 0)
    assert Release.objects.count() == 2
    assert public_years(code) == ["2023", "2024"]


def test_what_has_been_decided_is_not_decided_again() -> None:
    code = standing()
    taken = next_year(code, make.country(42) | {"187": 500})
    assert taken.release is not None
    accept_release(release=taken.release, by=TESTER, now=LATER)
    with pytest.raises(Refused, match="not_held"):
        accept_release(release=taken.release, by=TESTER, now=LATER)
    with pytest.raises(Refused, match="not_held"):
        reject_release(release=taken.release, reason="nej", by=TESTER, now=LATER)


def test_newer_public_figures_are_not_put_back_by_accepting_older_ones() -> None:
    code = standing()
    held = next_year(code, make.country(42) | {"187": 500})
    make.release({code: {"2025": make.country(42)}}, now=MUCH_LATER)
    assert held.release is not None
    with pytest.raises(Refused, match="superseded"):
        accept_release(release=held.release, by=TESTER, now=MUCH_LATER)


def test_whoever_decides_sees_what_accepting_does() -> None:
    code = standing()
    make.release({code: {"2025": make.country(42)}}, now=LATER)
    held = next_year(code, make.country(42) | {"187": 500})
    assert held.release is not None
    assert [(line.code, line.figures) for line in brought_by(held.release)] == [(code, 1)]
    (change,) = changes_of(held.release)
    assert (change.area, change.period, change.after.value) == ("187", Y2025, 500)
    assert change.before.value == Decimal("43.6")


def test_what_the_source_no_longer_says_cannot_be_accepted() -> None:
    """The source has corrected itself: it says what stands, and brings nothing new."""
    code = standing()
    held = next_year(code, make.country(42) | {"187": 500})
    assert held.release is not None
    again = make.release({code: {"2024": make.country(41)}}, now=MUCH_LATER)
    assert (again.release, again.added, again.problems) == (None, 0, ())
    with pytest.raises(Refused, match="superseded"):
        accept_release(release=held.release, by=TESTER, now=MUCH_LATER)
    noted = Release.objects.order_by("pk").last()
    assert noted is not None
    assert (noted.state, noted.added) == (ReleaseState.PUBLIC, 0)
    make.release({code: {"2024": make.country(41)}}, now=MUCH_LATER + timedelta(days=7))
    assert Release.objects.latest("pk") == noted
    assert public_years(code) == ["2023", "2024"]


def test_where_nothing_is_held_an_answer_without_news_leaves_no_trace() -> None:
    code = standing()
    before = Release.objects.count()
    assert make.release({code: {"2024": make.country(41)}}, now=LATER).release is None
    assert Release.objects.count() == before


def test_an_own_figure_can_be_accepted_after_another_one_was_entered(cast: Cast) -> None:
    make.indicator("test-own", source=SourceKind.COUNT)
    ours: dict[str, Any] = {"municipality": cast.municipality, "source": SourceKind.MANUAL}
    make.series("test-own", {"2023": 40, "2024": 41}, **ours)
    held = make.series("test-own", {"2025": 900}, now=LATER, **ours)
    assert held.held
    assert held.release is not None
    make.series("test-own", {"2022": 39}, now=MUCH_LATER, **ours)
    accepted = accept_release(release=held.release, by=TESTER, now=MUCH_LATER)
    assert accepted.state == ReleaseState.PUBLIC


def test_an_own_figure_that_was_entered_anew_is_not_put_back(cast: Cast) -> None:
    make.indicator("test-own", source=SourceKind.COUNT)
    ours: dict[str, Any] = {"municipality": cast.municipality, "source": SourceKind.MANUAL}
    make.series("test-own", {"2023": 40, "2024": 41}, **ours)
    held = make.series("test-own", {"2025": 900}, now=LATER, **ours)
    assert held.release is not None
    make.series("test-own", {"2025": 42}, now=MUCH_LATER, **ours)
    with pytest.raises(Refused, match="superseded"):
        accept_release(release=held.release, by=TESTER, now=MUCH_LATER)
