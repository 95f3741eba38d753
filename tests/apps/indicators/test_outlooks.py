"""Outlooks: asked for once, worked out in a process apart, anew when figures are new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator, Outlook
from retning.apps.indicators.queries.measuring import measured_by_code
from retning.apps.indicators.queries.outlooks import Wanted, outlooks_for, rule_of
from retning.apps.indicators.services.outlooks import RuleWanted, ask_for
from retning.core.targets import typed
from retning.foundation import clock
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from tests.cast import Cast
from tests.factories import indicators as make
from tests.factories.organisation import NOW
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
TARGET = typed("mindst 45 % i 2028")


def standing(first: int = 2010, last: int = 2025) -> Indicator:
    made = make.indicator()
    years = {str(year): make.country(40 + (year * 7) % 3) for year in range(first, last + 1)}
    make.release({made.code: years})
    return made


def ask(cast: Cast, code: str, *, now=NOW) -> int:  # type: ignore[no-untyped-def]
    rules = [RuleWanted(code, TARGET, (2024, 2028))]
    return ask_for(
        municipality=cast.municipality, rules=rules, by=cast.consultant.actor_key, now=now
    )


def wanted(cast: Cast, code: str) -> Wanted:
    found = measured_by_code([code], municipality=cast.municipality, on=cast.today)
    rule = rule_of(TARGET, code, "187", (2024, 2028))
    return Wanted(code, rule, "187", found[code].panel_fingerprint)


def test_asked_for_once_and_worked_out_by_a_job(cast: Cast) -> None:
    made = standing()
    assert ask(cast, made.code) == 1
    assert ask(cast, made.code, now=LATER) == 0
    with clock.stopped_at(NOW):
        assert run_waiting() == 1
    asked = wanted(cast, made.code)
    with assert_queries(1):
        found = outlooks_for([asked])
    assert found[asked].deadline == "2028"
    assert (found[asked].probability is None) == bool(found[asked].silent_because)
    assert Job.objects.get().state == "done"


def test_new_figures_bring_a_new_outlook_and_the_old_one_is_gone(cast: Cast) -> None:
    made = standing()
    ask(cast, made.code)
    with clock.stopped_at(NOW):
        run_waiting()
    before = wanted(cast, made.code)
    make.release({made.code: {"2025": make.country(43)}}, now=LATER)
    after = wanted(cast, made.code)
    assert outlooks_for([after]) == {}
    with clock.stopped_at(LATER):
        run_waiting()
    assert set(outlooks_for([before, after])) == {after}
    assert Outlook.objects.count() == 1


def test_nobody_asked_nothing_is_worked_out(cast: Cast) -> None:
    standing()
    assert not Job.objects.exists()
    assert outlooks_for([]) == {}


def test_example_figures_are_foretold_as_others_and_stay_marked(cast: Cast) -> None:
    made = make.indicator()
    years = {str(year): make.country() for year in range(2010, 2026)}
    make.release({made.code: years}, source=SourceKind.EXAMPLE)
    ask(cast, made.code)
    with clock.stopped_at(NOW):
        run_waiting()
    found = Outlook.objects.get()
    (measurement,) = measured_by_code(
        [made.code], municipality=cast.municipality, on=NOW.date()
    ).values()
    assert found.fingerprint == measurement.panel_fingerprint
    assert measurement.is_example
    make.release({made.code: years | {"2025": make.country(41)}}, now=LATER)
    with clock.stopped_at(LATER):
        run_waiting()
    (measurement,) = measured_by_code(
        [made.code], municipality=cast.municipality, on=LATER.date()
    ).values()
    assert not measurement.is_example
    assert Outlook.objects.get().fingerprint == measurement.panel_fingerprint
    assert found.fingerprint != measurement.panel_fingerprint


def test_a_rule_is_one_for_each_municipality_plan_and_wording() -> None:
    rules = {
        rule_of(TARGET, "a", "187"),
        rule_of(TARGET, "a", "183"),
        rule_of(TARGET, "b", "187"),
        rule_of(TARGET, "a", "187", (2024, 2028)),
        rule_of(typed("mindst 46 % i 2028"), "a", "187"),
    }
    assert len(rules) == 5
    assert rule_of(TARGET, "a", "187") in rules
