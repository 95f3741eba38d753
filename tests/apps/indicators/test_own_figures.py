"""A municipality's own figures: proof, taking back, choices, and nobody else's business."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from retning.apps.indicators.enums import PeriodType, Polarity, ReleaseState, SourceKind
from retning.apps.indicators.models import Indicator, Observation
from retning.apps.indicators.queries.indicators import (
    catalogue,
    figures_of,
    history_of,
    indicator_page,
    release_view,
    releases_of,
)
from retning.apps.indicators.queries.measuring import measured_by_code
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.queries.views import UseView
from retning.apps.indicators.services.choices import set_use, show_outlooks
from retning.apps.indicators.services.own import create_indicator, enter_figures, take_back
from retning.apps.indicators.services.refusals import Refused
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import period_of
from retning.foundation.audit.models import Entry
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import Cast
from tests.factories import indicators as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
MUCH_LATER = NOW + timedelta(days=60)


def own_indicator(cast: Cast) -> Indicator:
    return create_indicator(
        municipality=cast.municipality,
        name_da="Ansøgninger hjulpet på vej",
        unit_da="borgere",
        polarity=Polarity.UP,
        by=cast.consultant,
        now=NOW,
    )


def enter(cast: Cast, code: str, value: str, *, period: str = "2025", now=NOW):  # type: ignore[no-untyped-def]
    return enter_figures(
        municipality=cast.municipality,
        code=code,
        figures={period: Figure(Decimal(value))},
        proof="Optalt i Borgerservice",
        by=cast.analyst,
        now=now,
    )


def test_an_own_count_with_its_proof(cast: Cast) -> None:
    made = own_indicator(cast)
    assert made.code == "187-ansoegninger-hjulpet-paa-vej"
    taken = enter(cast, made.code, "240")
    assert taken.release is not None
    assert (taken.release.note, taken.release.by) == (
        "Optalt i Borgerservice",
        cast.analyst.actor_key,
    )
    assert Entry.objects.filter(tenant="187", deed="figures_taken_in").count() == 1
    found = measured_by_code([made.code], municipality=cast.municipality, on=cast.today)
    assert found[made.code].is_own
    assert found[made.code].measured.panel.at("187", period_of("2025")).value == 240
    assert found[made.code].measured.has_source


def test_a_figure_without_proof_is_refused(cast: Cast) -> None:
    made = own_indicator(cast)
    with pytest.raises(Refused, match="no_proof"):
        enter_figures(
            municipality=cast.municipality,
            code=made.code,
            figures={"2025": Figure(Decimal(1))},
            proof="  ",
            by=cast.analyst,
            now=NOW,
        )
    assert Observation.objects.count() == 0


@pytest.mark.parametrize("period", ["2025M07", "i fjor", "2025/2026"])
def test_a_period_of_another_kind_is_refused(cast: Cast, period: str) -> None:
    made = own_indicator(cast)
    with pytest.raises(Refused, match="not_a_period"):
        enter(cast, made.code, "5", period=period)


def test_nobody_enters_figures_of_the_neighbours_indicator(cast: Cast) -> None:
    made = own_indicator(cast)
    with pytest.raises(Refused, match="other_municipality"):
        enter_figures(
            municipality=cast.neighbour,
            code=made.code,
            figures={"2025": Figure(Decimal(1))},
            proof="nabo",
            by=cast.neighbour_consultant,
            now=NOW,
        )


def test_two_indicators_of_one_name_and_a_national_source_are_refused(cast: Cast) -> None:
    own_indicator(cast)
    with pytest.raises(Refused, match="code_taken"):
        own_indicator(cast)
    with pytest.raises(Refused, match="not_valid"):
        create_indicator(
            municipality=cast.municipality,
            name_da="Ledige",
            source=SourceKind.STATBANK,
            by=TESTER,
            now=NOW,
        )


def test_taking_back_says_so_and_what_was_before_stands(cast: Cast) -> None:
    made = own_indicator(cast)
    enter(cast, made.code, "240")
    wrong = enter(cast, made.code, "420", now=LATER)
    back = take_back(release=wrong.release, reason="Tastefejl", by=cast.analyst, now=MUCH_LATER)
    assert back.release is not None
    assert (back.release.takes_back, back.release.note) == (wrong.release, "Tastefejl")
    assert back.release.state == ReleaseState.PUBLIC
    told = [
        row.figure.value
        for row in history_of(made.code, "187", "2025", municipality=cast.municipality)
    ]
    assert told == [240, 420, 240]
    found = figures_by_key([made.pk], municipality="187")
    assert found[made.pk, "187"].panel.at("187", period_of("2025")).value == 240
    with pytest.raises(Refused, match="taken_back"):
        take_back(release=wrong.release, reason="igen", by=cast.analyst, now=MUCH_LATER)


def test_taking_back_the_first_figure_leaves_none(cast: Cast) -> None:
    made = own_indicator(cast)
    taken = enter(cast, made.code, "240")
    take_back(release=taken.release, reason="Forkert indikator", by=cast.analyst, now=LATER)
    assert figures_by_key([made.pk], municipality="187") == {}
    assert figures_by_key([made.pk], municipality="187", known_on=LATER) == {}
    then = figures_by_key([made.pk], municipality="187", known_on=NOW)
    assert then[made.pk, "187"].panel.at("187", period_of("2025")).value == 240
    assert figures_of(made.code, municipality=cast.municipality, own=True) == {}


def test_what_came_after_is_left_alone_by_taking_back(cast: Cast) -> None:
    made = own_indicator(cast)
    first = enter(cast, made.code, "240")
    enter(cast, made.code, "250", now=LATER)
    back = take_back(release=first.release, reason="Gammelt", by=cast.analyst, now=MUCH_LATER)
    assert (back.release, back.added) == (None, 0)


def test_national_figures_are_not_taken_back(cast: Cast) -> None:
    made = make.indicator()
    taken = make.release({made.code: {"2024": make.country()}})
    with pytest.raises(Refused, match="not_own"):
        take_back(release=taken.release, reason="nej", by=cast.analyst, now=LATER)
    with pytest.raises(Refused, match="no_reason"):
        take_back(release=taken.release, reason="", by=cast.analyst, now=LATER)


def test_national_figures_go_first_unless_the_municipality_prefers_its_own(cast: Cast) -> None:
    made = make.indicator()
    make.release({made.code: {"2024": make.country()}})
    enter(cast, made.code, "44")

    def is_own() -> bool:
        found = measured_by_code([made.code], municipality=cast.municipality, on=cast.today)
        return found[made.code].is_own

    assert not is_own()
    use = UseView(name="Vores ord", note="Kun hverdage", prefers_own=True)
    set_use(municipality=cast.municipality, indicator=made, use=use, by=cast.consultant, now=NOW)
    assert is_own()
    found = measured_by_code([made.code], municipality=cast.municipality, on=cast.today)
    assert found[made.code].use.name == "Vores ord"
    theirs = measured_by_code([made.code], municipality=cast.neighbour, on=cast.today)
    assert theirs[made.code].use == UseView()
    assert not theirs[made.code].is_own


def test_of_two_who_choose_the_second_is_told(cast: Cast) -> None:
    made = make.indicator()
    given = {"municipality": cast.municipality, "indicator": made, "by": TESTER, "now": NOW}
    row = set_use(use=UseView(name="A"), **given)
    set_use(use=UseView(name="B", version=row.version), **given)
    with pytest.raises(ChangedMeanwhile):
        set_use(use=UseView(name="C", version=row.version), **given)


def test_outlooks_are_hidden_for_all_figures_or_for_one(cast: Cast) -> None:
    one, other = make.indicator("test-one"), make.indicator("test-other")

    def shown() -> list[bool]:
        found = measured_by_code(
            [one.code, other.code], municipality=cast.municipality, on=cast.today
        )
        return [found[code].shows_outlook for code in (one.code, other.code)]

    assert shown() == [True, True]
    set_use(
        municipality=cast.municipality,
        indicator=one,
        use=UseView(shows_outlook=False),
        by=TESTER,
        now=NOW,
    )
    assert shown() == [False, True]
    given = {"municipality": cast.municipality, "by": TESTER, "now": NOW}
    show_outlooks(shows_outlooks=False, **given)
    assert shown() == [False, False]
    show_outlooks(shows_outlooks=True, **given)
    assert shown() == [False, True]
    neighbours = measured_by_code([one.code], municipality=cast.neighbour, on=cast.today)
    assert neighbours[one.code].shows_outlook


def test_pages_of_own_figures_are_the_municipalitys_alone(cast: Cast) -> None:
    made = own_indicator(cast)
    taken = enter(cast, made.code, "240")
    assert taken.release is not None
    page = indicator_page(made.code, municipality=cast.municipality)
    assert page is not None
    assert page.own is not None
    assert len(releases_of(made.code, municipality=cast.municipality)) == 1
    for stranger in (None, cast.neighbour):
        assert indicator_page(made.code, municipality=stranger) is None
        assert releases_of(made.code, municipality=stranger) == []
        assert figures_of(made.code, municipality=stranger, own=True) == {}
        assert history_of(made.code, "187", "2025", municipality=stranger) == []
        assert release_view(taken.release.pk, municipality=stranger) is None
        assert made.code not in {line.indicator.code for line in catalogue(municipality=stranger)}
    assert made.code in {line.indicator.code for line in catalogue(municipality=cast.municipality)}


def test_every_figure_is_traced_to_its_release() -> None:
    made = make.indicator()
    first = make.release({made.code: {"2024": make.country()}})
    corrected = make.country() | {"187": 44}
    second = make.release({made.code: {"2024": corrected}}, now=LATER)
    told = figures_of(made.code)
    assert first.release is not None
    assert second.release is not None
    assert told["187", period_of("2024")].release == second.release.pk
    assert told["183", period_of("2024")].release == first.release.pk
    assert [each.id for each in releases_of(made.code)] == [second.release.pk, first.release.pk]


def test_pages_ask_as_often_for_three_as_for_one(cast: Cast) -> None:
    made = make.indicator(period_type=PeriodType.YEAR)

    def add(number: int) -> None:
        make.release(
            {made.code: {str(2020 + number): make.country(40 + number)}},
            now=NOW + timedelta(days=number),
        )

    def read() -> None:
        page = indicator_page(made.code, municipality=cast.municipality)
        assert page is not None
        assert page.national is not None
        releases_of(made.code)
        figures_of(made.code)

    assert_queries_at_1_and_3(5, add_row=add, read=read)
    with assert_queries(1):
        catalogue()


def test_suppressed_figures_of_ones_own_are_kept_as_such(cast: Cast) -> None:
    made = own_indicator(cast)
    enter_figures(
        municipality=cast.municipality,
        code=made.code,
        figures={"2025": Figure(None, State.SUPPRESSED)},
        proof="Under fem borgere",
        answers={"2025": 4},
        by=cast.analyst,
        now=NOW,
    )
    found = figures_by_key([made.pk], municipality="187")[made.pk, "187"]
    assert found.panel.at("187", period_of("2025")).state is State.SUPPRESSED
    assert found.answers == {("187", period_of("2025")): 4}
