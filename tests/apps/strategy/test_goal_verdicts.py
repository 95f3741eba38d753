"""Goals with their verdicts: constant SQL, as known on any day, as interpreted after adoption."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from retning.apps.indicators.models import Outlook, OutlookRule
from retning.apps.indicators.services.choices import show_outlooks
from retning.apps.organisation.models import Resolution
from retning.apps.strategy.enums import MeasuredBy, TieRule
from retning.apps.strategy.models import Edition, Goal, Strategy
from retning.apps.strategy.queries.courses import course_of
from retning.apps.strategy.queries.pictures import better_of, history_of, strip_of
from retning.apps.strategy.queries.published import edition_rows
from retning.apps.strategy.queries.verdicts import GoalVerdict, goals_with_verdicts, verdicts_of
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.apps.strategy.services.measuring import (
    Decision,
    Mark,
    Scale,
    interpret,
    judge_by_panel,
    prove,
)
from retning.core.charts import Better
from retning.core.charts import Outlook as Fan
from retning.core.targets import Judged, Target, typed
from retning.core.targets.verdicts import Reason, Status
from tests.cast import NOW, TODAY, Cast
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
BEST = typed("blandt de 25 % bedste i landet")
CODE = "test-share"
BY = Means(MeasuredBy.INDICATOR, CODE)
LATER = NOW + timedelta(days=40)
DECISION = Decision("Ordlyden siger ikke hvad.", "Økonomiudvalget", TODAY)


def goal(of: Strategy, text: str, target: Target, means: Means | None = BY) -> Goal:
    made = make.goal(of.areas.get(), text)
    word_goal(goal=made, expected_version=1, targets=[Worded(target)], **DEED)
    if means is not None:
        link_target(goal=made, expected_version=2, place=0, means=means, **DEED)
    return made


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    figures.indicator(CODE)
    country = figures.country(first=40, step=5)
    figures.release({CODE: {"2024": country, "2025": country | {"187": "99.9"}}})
    made = make.strategy(cast.municipality)
    make.area(made)
    return made


def verdicts(cast: Cast, edition: Edition, on: date = TODAY, **more: object) -> list[GoalVerdict]:
    found = goals_with_verdicts(edition, municipality=cast.municipality, on=on, **more)
    return [each for goal_verdicts in found.values() for each in goal_verdicts]


def only(cast: Cast, edition: Edition, on: date = TODAY, **more: object) -> GoalVerdict:
    (found,) = verdicts(cast, edition, on, **more)
    return found


# --- What an edition says, judged -----------------------------------------------------------


def test_a_goal_is_judged_on_its_indicators_figures(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Flere er med", BEST)
    found = only(cast, make.published(strategy))
    assert (found.status, found.verdict.met_now) == (Status.MET, True)
    assert found.verdict.value == Decimal("99.9")
    assert found.verdict.standing is not None
    assert (found.verdict.standing.rank, found.verdict.standing.n) == (1, 98)
    assert found.indicator is not None
    assert (found.indicator.code, found.is_linked, found.is_proxy) == (CODE, True, False)
    assert "99,9" in found.sentence("da")
    assert found.said("en") == "among the best 25% in the country"


def test_every_goal_costs_the_same(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Det første", BEST)
    first = make.published(strategy)
    for number in range(39):
        figures.indicator(f"test-{number}")
        goal(strategy, f"Mål {number}", BEST, Means(MeasuredBy.INDICATOR, f"test-{number}"))
    forty = make.published(strategy)
    for edition, count in ((first, 1), (forty, 40)):
        with assert_queries(5):
            found = verdicts(cast, edition)
        assert len(found) == count


def test_one_goal_of_an_edition_needs_no_other_rows(cast: Cast, strategy: Strategy) -> None:
    made = goal(strategy, "Flere er med", BEST)
    edition = make.published(strategy)
    (row,) = [each for each in edition_rows(edition) if each.key == made.key]
    with assert_queries(4):
        found = verdicts_of(
            [row], edition=edition, municipality=cast.municipality, on=TODAY, period=(2026, 2029)
        )
    assert [each.status for each in found[made.key]] == [Status.MET]


def test_goals_without_targets_ask_for_nothing_more(cast: Cast, strategy: Strategy) -> None:
    make.goal(strategy.areas.get(), "Uden tal")
    edition = make.published(strategy)
    with assert_queries(2):
        assert verdicts(cast, edition) == []


@pytest.mark.parametrize(
    ("target", "means", "reason"),
    [
        (BEST, Means(MeasuredBy.NONE), Reason.NO_SOURCE),
        (BEST, None, Reason.NO_SOURCE),
        (typed("senest den 1. juli 2027"), None, Reason.AHEAD),
        (Judged(), None, Reason.NOT_JUDGED),
    ],
)
def test_what_has_no_figures_is_unknown_and_says_why(
    cast: Cast, strategy: Strategy, target: Target, means: Means | None, reason: Reason
) -> None:
    goal(strategy, "Et mål", target, means)
    found = only(cast, make.published(strategy))
    assert (found.status, found.verdict.reason) == (Status.UNKNOWN, reason)
    assert found.measurement is None
    assert strip_of(found) is None
    assert found.sentence("da")


def test_a_code_that_is_gone_is_no_figure(cast: Cast, strategy: Strategy) -> None:
    figures.indicator("nabo", municipality=cast.neighbour)
    made = goal(strategy, "Et mål", BEST)
    made.targets[0]["indicator"] = "nabo"
    made.save()
    found = only(cast, make.published(strategy))
    assert (found.status, found.indicator) == (Status.UNKNOWN, None)


def test_as_known_before_the_figures_came(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Flere er med", BEST)
    edition = make.published(strategy)
    country = figures.country(first=40, step=5)
    figures.release({CODE: {"2025": country | {"187": "41.0"}}}, now=LATER)
    now = only(cast, edition, LATER.date())
    before = only(cast, edition, LATER.date(), known_on=NOW)
    assert (now.verdict.value, before.verdict.value) == (Decimal("41.0"), Decimal("99.9"))
    assert (now.status, before.status) == (Status.NOT_MET, Status.MET)


def test_a_note_makes_it_a_proxy(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Et mål", BEST, Means(MeasuredBy.INDICATOR, CODE, "Tæller også gæster"))
    found = only(cast, make.published(strategy))
    assert found.is_proxy
    assert found.proxy_note("da") == "Tæller også gæster"


def test_a_verdict_on_a_budget_says_so(cast: Cast, strategy: Strategy) -> None:
    figures.indicator("test-money", unit="kr.", price_level="2019")
    country = figures.country(first=4000, decimals=0)
    figures.release({"test-money": {"2019": country, "2020": country}})
    goal(strategy, "Færre penge", typed("højst 5.000 kr."), Means(BY.measured_by, "test-money"))
    edition = make.published(strategy)
    planned = only(cast, edition, date(2019, 12, 31))
    assert planned.status_said("da") == "Nået (budgettal)"
    assert "et budgettal, ikke et regnskab" in planned.sentence("da")
    spent = only(cast, edition)
    assert (spent.status_said("da"), "budget" in spent.sentence("da")) == ("Nået", False)
    assert (planned.verdict.is_budget, spent.verdict.is_budget) == (True, False)


def test_the_picture_shows_what_is_wished(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Flere er med", BEST)
    found = only(cast, make.published(strategy))
    drawing = strip_of(found)
    assert drawing is not None
    assert drawing.title == found.sentence("da")
    assert len(drawing.table.rows) == 98
    assert better_of(found) is Better.UP
    assert [str(past.period) for past in history_of(found)] == ["2025", "2024"]


# --- After adoption -------------------------------------------------------------------------


@pytest.fixture
def adopted(cast: Cast, strategy: Strategy, council_decision: Resolution) -> Edition:
    goal(strategy, "Top 5 blandt de bedste", BEST, None)
    return make.adopted(strategy, council_decision)


def goal_key(edition: Edition) -> Goal:
    return Goal.drafts.get(area__strategy=edition.strategy)


def test_an_interpretation_says_what_measures_it(cast: Cast, adopted: Edition) -> None:
    key = goal_key(adopted).key
    made = interpret(
        strategy=adopted.strategy, goal=key, place=0, target=BEST, means=BY, decision=DECISION,
        **DEED,
    )  # fmt: skip
    found = only(cast, adopted)
    assert (found.status, found.interpretation) == (Status.MET, made)
    assert found.frozen is not None
    assert (found.frozen.indicator, found.target.indicator) == ("", CODE)
    # What is frozen stays.
    assert edition_rows(adopted)[2].data["targets"][0]["indicator"] == ""


def test_an_interpretation_holds_from_its_day_and_moment(cast: Cast, adopted: Edition) -> None:
    interpret(
        strategy=adopted.strategy, goal=goal_key(adopted).key, place=0, target=BEST, means=BY,
        decision=DECISION, by=TESTER, now=LATER,
    )  # fmt: skip
    assert only(cast, adopted, TODAY - timedelta(days=1)).interpretation is None
    assert only(cast, adopted, LATER.date(), known_on=NOW).interpretation is None
    assert only(cast, adopted, LATER.date()).interpretation is not None


def test_a_tie_rule_is_interpreted(cast: Cast, adopted: Edition) -> None:
    figures.release({CODE: {"2025": figures.country(first=40, step=0)}}, now=LATER)
    key = goal_key(adopted).key
    said: dict[str, Any] = {
        "strategy": adopted.strategy,
        "goal": key,
        "place": 0,
        "target": BEST,
        "means": BY,
    }
    interpret(**said, decision=DECISION, by=TESTER, now=LATER)
    on = LATER.date()
    assert only(cast, adopted, on).status is Status.MET
    interpret(**said, decision=DECISION, ties=TieRule.STRICT, by=TESTER, now=LATER)
    assert only(cast, adopted, on).status is Status.NOT_MET


def test_a_target_first_given_after_adoption(
    cast: Cast, strategy: Strategy, council_decision: Resolution
) -> None:
    made = make.goal(strategy.areas.get(), "Vi er gode naboer")
    edition = make.adopted(strategy, council_decision)
    interpret(
        strategy=strategy, goal=made.key, place=0, target=BEST, means=BY, decision=DECISION, **DEED
    )
    found = only(cast, edition)
    assert (found.frozen, found.status) == (None, Status.MET)


def test_another_wording_is_not_read_by_an_old_interpretation(
    cast: Cast, adopted: Edition, council_decision: Resolution
) -> None:
    made = goal_key(adopted)
    interpret(
        strategy=adopted.strategy, goal=made.key, place=0, target=BEST, means=BY,
        decision=DECISION, **DEED,
    )  # fmt: skip
    make.area(adopted.strategy, "Mere")
    same = make.revised(adopted.strategy, council_decision)
    assert only(cast, same).interpretation is not None
    make.reword(made, "Top 5 blandt de allerbedste")
    other = make.revised(adopted.strategy, council_decision)
    assert only(cast, other).interpretation is None


def test_a_milestone_is_met_when_it_is_proved(
    cast: Cast, strategy: Strategy, council_decision: Resolution
) -> None:
    made = goal(strategy, "Stien er åben", typed("senest den 1. juli 2027"), None)
    edition = make.adopted(strategy, council_decision)
    said: dict[str, Any] = {"strategy": strategy, "goal": made.key, "place": 0}
    prove(**said, done_on=TODAY, text="Indviet af borgmesteren", **DEED)
    found = only(cast, edition)
    assert (found.status, found.measured.proof) == (Status.MET, "Indviet af borgmesteren")
    assert only(cast, edition, TODAY - timedelta(days=1)).verdict.reason is Reason.AHEAD
    prove(**said, done_on=None, text="Stien er lukket igen", **DEED)
    assert only(cast, edition).status is Status.UNKNOWN


def test_people_judge_what_has_no_number(
    cast: Cast, strategy: Strategy, council_decision: Resolution
) -> None:
    made = goal(strategy, "Borgerne er trygge", Judged(), None)
    edition = make.adopted(strategy, council_decision)

    def judged(*marks: int) -> Status:
        judge_by_panel(
            strategy=strategy,
            goal=made.key,
            place=0,
            question="Er borgerne trygge?",
            scale=Scale(),
            marks=[Mark("medlem af ældrerådet", mark) for mark in marks],
            asked="Ældrerådet",
            asked_number=9,
            judged_on=TODAY,
            **DEED,
        )
        return only(cast, edition).status

    assert judged(5, 4, 3) is Status.MET  # exactly two thirds
    assert judged(5, 3, 3) is Status.NOT_MET


# --- Outlooks -------------------------------------------------------------------------------

FAN = [
    {"period": "2027", "p10": "99.1", "p25": "99.4", "p50": "99.7", "p75": "99.8", "p90": "99.9"},
    {"period": "2028"},
]
"""One period, and one that cannot be read."""


def drawn(found: GoalVerdict) -> tuple[Fan, ...]:
    """The fan in the picture of a target over time."""
    words = {"middle": "Midten", "half": "Den midterste halvdel", "country": "Hele landet"}
    course = course_of(found, "da", words=words)
    assert course is not None
    return tuple(course.outlook)


def test_an_outlook_that_says_nothing_draws_nothing(cast: Cast, strategy: Strategy) -> None:
    goal(strategy, "Flere er med i 2027", typed("mindst 99,95 % i 2027"))
    edition = make.published(strategy)
    found, asked = only(cast, edition), OutlookRule.objects.get()
    assert found.measurement is not None
    Outlook.objects.create(
        indicator=asked.indicator, area="187", rule=asked.rule, deadline="2027",
        fingerprint=found.measurement.panel_fingerprint, probability=None,
        silent_because="no_skill", made_at=LATER, fan=FAN,
    )  # fmt: skip
    found = only(cast, edition)
    assert found.outlook is not None
    assert drawn(found) == ()


def test_an_outlook_on_these_very_figures_is_said(cast: Cast, strategy: Strategy) -> None:
    made = goal(strategy, "Flere er med i 2027", typed("mindst 99,95 % i 2027"))
    edition = make.published(strategy)
    asked = OutlookRule.objects.get()
    assert (asked.indicator.code, asked.period) == (CODE, [2026, 2029])
    found = only(cast, edition)
    assert (found.status, found.outlook) == (Status.AT_RISK, None)
    assert found.measurement is not None
    Outlook.objects.create(
        indicator=asked.indicator, area="187", rule=asked.rule, deadline="2027",
        fingerprint=found.measurement.panel_fingerprint, probability=0.8, made_at=LATER,
        fan=FAN,
    )  # fmt: skip
    found = only(cast, edition)
    assert (found.status, found.verdict.probability) == (Status.ON_TRACK, 0.8)
    assert [(str(each.period), each.middle) for each in drawn(found)] == [("2027", Decimal("99.7"))]
    assert only(cast, edition, known_on=LATER - timedelta(days=1)).outlook is None
    show_outlooks(municipality=cast.municipality, shows_outlooks=False, **DEED)
    hidden = only(cast, edition)
    assert (hidden.verdict.probability, hidden.status) == (None, Status.AT_RISK)
    assert drawn(hidden) == ()
    assert made.key == found.goal
