"""Figures that come: appended where they are new, public at once where nothing is odd."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Indicator, Observation, Panel, Release
from retning.apps.indicators.queries.measuring import measured_by_code
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.services.refusals import Refused
from retning.core.benchmark.figures import COUNTRY, State
from retning.core.periods import period_of
from retning.core.targets.kinds import Direction
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import indicators as make
from tests.factories.organisation import NOW
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
Y2024, Y2025 = period_of("2024"), period_of("2025")


def test_first_figures_are_public_at_once_with_panel_and_audit_line() -> None:
    made = make.indicator()
    taken = make.release({made.code: {"2024": {"187": "5.3", "183": "5.30", COUNTRY: "6"}}})
    assert taken.release is not None
    assert (taken.added, taken.held, taken.problems) == (3, False, ())
    assert (taken.release.state, taken.release.known_from) == (ReleaseState.PUBLIC, NOW)
    panel = figures_by_key([made.pk], municipality=None)[made.pk, None].panel
    assert panel.at("187", Y2024).value == Decimal("5.3")
    assert panel.scaled_in(Y2024) == {"183": 53, "187": 53}
    line = Entry.objects.get(subject_kind="indicators.release")
    assert (line.deed, line.tenant, line.actor_key) == ("figures_taken_in", "", "system:tests")


def test_the_same_again_changes_nothing() -> None:
    made = make.indicator()
    said = {made.code: {"2024": make.country(), "2025": make.country(41)}}
    first = make.release(said)
    again = make.release(said, now=LATER)
    assert first.added == 196
    assert (again.release, again.added) == (None, 0)
    assert Observation.objects.count() == 196
    assert Release.objects.count() == 1


def test_only_what_changed_is_appended_and_the_earlier_figure_stays() -> None:
    made = make.indicator()
    make.release({made.code: {"2024": make.country()}})
    changed = make.country() | {"187": Decimal("48.5")}
    taken = make.release({made.code: {"2024": changed}}, now=LATER)
    assert taken.added == 1
    rows = Observation.objects.filter(indicator=made, area="187").order_by("pk")
    assert [str(row.value.normalize()) for row in rows] == ["41.6", "48.5"]
    assert Panel.objects.get(indicator=made).release == taken.release


def test_a_cell_that_is_not_said_again_stands() -> None:
    made = make.indicator()
    make.release({made.code: {"2024": make.country()}})
    make.release({made.code: {"2025": make.country()}}, now=LATER)
    panel = figures_by_key([made.pk], municipality=None)[made.pk, None].panel
    assert panel.periods == (Y2024, Y2025)
    assert len(panel.scaled_in(Y2024)) == 98


@pytest.mark.parametrize(
    "state", [State.SUPPRESSED, State.NOT_PUBLISHED, State.UNDEFINED], ids=lambda each: each.name
)
def test_the_four_kinds_of_nothing_are_not_zero(state: State) -> None:
    made = make.indicator()
    make.release({made.code: {"2024": {"187": state, "183": 0}}})
    panel = figures_by_key([made.pk], municipality=None)[made.pk, None].panel
    assert panel.at("187", Y2024).state is state
    assert panel.at("183", Y2024).value == 0
    assert panel.at("101", Y2024).state is State.MISSING


def test_known_as_of_any_moment() -> None:
    made = make.indicator()
    make.release({made.code: {"2024": {"187": 5, "183": 6}}})
    make.release({made.code: {"2024": {"187": 7}, "2025": {"187": 8}}}, now=LATER)
    before, then, since = (
        figures_by_key([made.pk], municipality=None, known_on=moment).get((made.pk, None))
        for moment in (NOW - timedelta(seconds=1), NOW, LATER)
    )
    assert before is None
    assert then is not None
    assert then.panel.at("187", Y2024).value == 5
    assert then.panel.periods == (Y2024,)
    now = figures_by_key([made.pk], municipality=None)[made.pk, None]
    assert since is not None
    assert since == now
    assert since.panel.at("187", Y2024).value == 7


def test_figures_with_many_decimals_stand_as_they_are_kept() -> None:
    made = make.indicator()
    make.release({made.code: {"2024": {"187": "0.12345678"}}})
    again = make.release({made.code: {"2024": {"187": "0.12345678"}}}, now=LATER)
    panel = figures_by_key([made.pk], municipality=None)[made.pk, None].panel
    assert panel.at("187", Y2024).value == Decimal("0.123457")
    assert again.added == 0


def test_an_export_names_indicators_that_the_catalogue_lacks() -> None:
    said = make.fetched({"export-new": {"2024": make.country()}}, names={"export-new": "Noget nyt"})
    taken = make.take_in(fetched=said, municipality=None, by=make.TESTER, now=NOW)
    row = Indicator.objects.get(code="export-new")
    assert (row.name_da, row.is_catalogued, taken.added) == ("Noget nyt", False, 98)


def test_figures_without_an_indicator_are_told_and_not_kept() -> None:
    taken = make.release({"nobody-knows": {"2024": {"187": 5}}})
    assert (taken.release, taken.added) == (None, 0)
    assert [each["code"] for each in taken.problems] == ["no_indicator"]


def test_own_figures_and_national_ones_are_two_panels(cast: Cast) -> None:
    made = make.indicator()
    make.release({made.code: {"2024": make.country()}})
    make.series(made.code, {"2025": 7}, municipality=cast.municipality)
    found = figures_by_key([made.pk], municipality="187")
    assert found[made.pk, None].panel.periods == (Y2024,)
    assert found[made.pk, "187"].panel.periods == (Y2025,)


def test_the_neighbour_never_sees_own_figures(cast: Cast) -> None:
    made = make.indicator(source=SourceKind.COUNT)
    make.series(made.code, {"2025": 7}, municipality=cast.municipality)
    for moment in (None, LATER):
        found = figures_by_key([made.pk], municipality="183", known_on=moment)
        assert found == {}
    theirs = measured_by_code([made.code], municipality=cast.neighbour, on=cast.today)
    assert theirs[made.code].measured.panel.areas == ()
    assert theirs[made.code].measured.has_source is False


def test_an_own_indicator_is_the_municipalitys_alone(cast: Cast) -> None:
    made = make.indicator(municipality=cast.municipality, source=SourceKind.COUNT)
    assert measured_by_code([made.code], municipality=cast.neighbour, on=cast.today) == {}
    for municipality in (None, cast.neighbour):
        with pytest.raises(Refused, match="other_municipality"):
            make.series(made.code, {"2025": 7}, municipality=municipality)


def test_example_figures_give_way_to_real_ones() -> None:
    made = make.indicator()
    country = make.country()
    make.release({made.code: {"2023": country, "2024": country}}, source=SourceKind.EXAMPLE)
    assert figures_by_key([made.pk], municipality=None)[made.pk, None].is_example
    make.release({made.code: {"2024": country}}, now=LATER)
    real = figures_by_key([made.pk], municipality=None)[made.pk, None]
    assert not real.is_example
    assert real.panel.periods == (Y2024,)
    assert figures_by_key([made.pk], municipality=None, known_on=LATER)[made.pk, None] == real
    again = make.release({made.code: {"2025": country}}, source=SourceKind.EXAMPLE, now=LATER)
    assert again.release is None


def test_measured_has_what_a_verdict_needs(cast: Cast) -> None:
    made = make.indicator(
        polarity="down", breaks=[{"period": "2020", "da": "Ny optælling", "en": "Counted anew"}]
    )
    make.release({made.code: {"2024": make.country()}})
    make.release({"population": {"2019": make.country(1000), "2023": make.country(2000)}})
    found = measured_by_code(
        [made.code, "no-such"],
        municipality=cast.municipality,
        on=date(2026, 12, 31),
        period=(2022, 2025),
    )
    assert list(found) == [made.code]
    measured = found[made.code].measured
    assert (measured.municipality, measured.unit) == ("187", "%")
    assert measured.polarity is Direction.DOWN
    assert [each.period.code for each in measured.breaks] == ["2020"]
    assert measured.period == (2022, 2025)
    assert measured.population["101"] == 2000
    assert measured.evidence is not None
    assert measured.evidence.source == "Danmarks Prøvestatistik"
    assert measured.evidence.known_from == date(2026, 3, 2)
    assert len(measured.peers.region) == 29


def test_example_inhabitants_weigh_no_real_figures(cast: Cast) -> None:
    made = make.indicator()
    made_up = make.indicator("made-up")
    people = {"population": {"2023": make.country(2000)}}
    make.release({made.code: {"2024": make.country()}})
    make.release({made_up.code: {"2024": make.country()}}, source=SourceKind.EXAMPLE)
    make.release(people, source=SourceKind.EXAMPLE)

    def people_of(code: str) -> int | None:
        found = measured_by_code([code], municipality=cast.municipality, on=date(2026, 12, 31))
        return found[code].measured.population.get("101")

    assert (people_of(made.code), people_of(made_up.code)) == (None, 2000)
    make.release(people, now=LATER)
    assert people_of(made.code) == 2000


def test_the_region_is_the_one_on_the_day(cast: Cast) -> None:
    made = make.indicator()
    sizes = [
        len(
            measured_by_code([made.code], municipality=cast.municipality, on=day)[
                made.code
            ].measured.peers.region
        )
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert sizes == [29, 46]


def test_measuring_asks_as_often_for_three_as_for_one(cast: Cast) -> None:
    codes: list[str] = []

    def add(number: int) -> None:
        made = make.indicator(f"test-{number}")
        make.release({made.code: {"2024": make.country()}})
        codes.append(made.code)

    def read() -> None:
        measured_by_code(codes, municipality=cast.municipality, on=cast.today)

    assert_queries_at_1_and_3(2, add_row=add, read=read)
    with assert_queries(3):
        measured_by_code(codes, municipality=cast.municipality, on=cast.today, known_on=LATER)
