"""What came from a survey open to anybody never makes a goal met; whoever is left out of a national
table is missing; a budget is no account."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from retning.apps.indicators.enums import SourceKind, SurveyMode
from retning.apps.indicators.models import Survey
from retning.apps.indicators.queries.measuring import measured_by_code
from retning.apps.indicators.queries.pictures import is_budget
from retning.apps.indicators.queries.views import indicator_view
from retning.apps.organisation.models import Municipality
from retning.core.periods import period_of
from retning.core.targets import judge, typed
from retning.core.targets.verdicts import Reason, Status
from tests.factories import indicators as make
from tests.factories.organisation import NOW, municipality_of

pytestmark = pytest.mark.django_db
CODE = "test-share"
ON = date(2026, 3, 1)
AT_LEAST = typed("mindst 50 %")


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def measured(home: Municipality, **how: object):
    return measured_by_code([CODE], municipality=home, on=ON, **how)[CODE].measured


def open_survey(home: Municipality, period: str = "2025") -> Survey:
    """A survey open to anybody whose figure is public."""
    row = make.indicator(CODE, source=SourceKind.SURVEY)
    taken = make.series(CODE, {period: "80"}, municipality=home, source=SourceKind.SURVEY)
    return Survey.objects.create(
        municipality=home, indicator=row, title_da="Er du tilfreds?", questions=[],
        population="alle", mode=SurveyMode.OPEN, opens_on=ON, closes_on=ON,
        release=taken.release, changed_at=NOW,
    )  # fmt: skip


def test_a_self_selected_figure_makes_no_goal_met(home: Municipality) -> None:
    open_survey(home)
    found = judge(AT_LEAST, measured(home), on=ON)
    assert (found.status, found.reason) == (Status.UNKNOWN, Reason.NOT_REPRESENTATIVE)


def test_nor_after_another_figure_was_entered_later(home: Municipality) -> None:
    open_survey(home)
    make.series(CODE, {"2023": "70"}, municipality=home, now=NOW + timedelta(days=1))
    found = judge(AT_LEAST, measured(home), on=ON)
    assert found.reason is Reason.NOT_REPRESENTATIVE
    earlier = judge(typed("mindst 50 % i 2023"), measured(home), on=ON)
    assert (earlier.status, earlier.value) == (Status.MET, Decimal(70))


def test_until_a_better_figure_of_the_same_year_comes(home: Municipality) -> None:
    open_survey(home)
    later = NOW + timedelta(days=1)
    make.series(CODE, {"2025": "60"}, municipality=home, now=later)
    assert judge(AT_LEAST, measured(home), on=ON).status is Status.MET
    before = measured(home, known_on=NOW)
    assert judge(AT_LEAST, before, on=ON).reason is Reason.NOT_REPRESENTATIVE


def test_a_table_of_eighty_is_no_table_of_the_country(home: Municipality) -> None:
    make.indicator(CODE)
    eighty = dict(list(make.country().items())[:80]) | {"187": Decimal(45)}
    make.release({CODE: {"2025": eighty}}, source=SourceKind.FILE)
    found = judge(typed("i top 10 blandt kommunerne"), measured(home), on=ON)
    assert (found.reason, found.coverage) == (Reason.COVERAGE, (len(eighty), 98))


def test_money_of_the_ministrys_last_years_is_a_budget() -> None:
    money = indicator_view(make.indicator("test-money", unit="kr.", price_level="2019"))
    share = indicator_view(make.indicator("test-part"))
    assert [is_budget(money, period_of(year)) for year in ("2017", "2018", "2019")] == [
        False, True, True,
    ]  # fmt: skip
    assert not is_budget(share, period_of("2019"))
