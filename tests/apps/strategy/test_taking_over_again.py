"""A later version is taken over into the strategy that the earlier one became."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Area, Goal, Objective, Theme
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services import draft, review
from retning.foundation.audit.models import Entry
from tests.factories.organisation import municipality_of
from tests.helpers.queries import counted
from tests.helpers.versions import (
    BY,
    DOCUMENT,
    GONE,
    LATER,
    REWORDED,
    again,
    change,
    new_strategy,
    passage,
    read,
    read_in_this_process,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def goals() -> list[str]:
    return list(Goal.drafts.order_by("objective__order", "order").values_list("text", flat=True))


def test_a_later_version_goes_on_in_the_same_strategy(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    keys = {goal.text: goal.key for goal in Goal.drafts.all()}
    report = again(read(home, LATER), strategy)
    assert goals() == [
        "Tilfredsheden med rengøring i hjemmet skal være blandt de 20 % højeste i landet",
        "Antallet af lærepladser skal stige med 20 over de næste fire år",
        "Der skal være flere nye virksomheder i 2029 end i 2025",
        "Vi skal have landets bedste bredbånd til alle virksomheder",
    ]
    assert (Area.drafts.count(), Objective.drafts.count(), Theme.drafts.count()) == (1, 2, 1)
    reworded = Goal.drafts.get(text__startswith="Antallet")
    assert reworded.key == keys["Antallet af lærepladser skal stige over de næste fire år"]
    assert (report.strategy, report.added, report.unchanged) == (strategy, 1, 6)
    assert [p.text for p in report.reworded] == [reworded.text]
    assert [p.text for p in report.gone] == [GONE.strip(" •\n")]
    assert (list(report.conflicts), list(report.removed)) == ([], [])
    assert Entry.objects.filter(deed="goal_changed").count() == 1


def test_each_part_is_read_from_the_newest_version_that_has_it(home: Municipality) -> None:
    first = read(home)
    strategy = new_strategy(first)
    second = read(home, LATER)
    again(second, strategy)
    sources = {goal.text[:6]: goal.source.reading for goal in Goal.drafts.all() if goal.source}
    assert sources == {"Tilfre": second, "Antall": second, "Der sk": first, "Vi ska": second}
    third = read(home, LATER.replace("med 20 over", "med 30 over"))
    report = again(third, strategy)
    assert third.previous == second
    assert Goal.drafts.filter(text__contains="med 30 over").exists()
    assert (report.added, len(report.reworded), Goal.drafts.count()) == (0, 1, 4)


def test_what_a_person_reworded_since_is_left_and_told(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    goal = Goal.drafts.get(text__startswith="Antallet")
    draft.change_node(node=goal, expected_version=1, text="Helt vores egen", body="", **BY)
    report = again(read(home, LATER), strategy)
    assert Goal.drafts.get(pk=goal.pk).text == "Helt vores egen"
    assert [p.text[:8] for p in report.conflicts] == ["Antallet"]
    assert list(report.reworded) == []


def test_what_a_person_reworded_the_same_way_is_no_conflict(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    goal = Goal.drafts.get(text__startswith="Antallet")
    text = goal.text.replace(*REWORDED)
    draft.change_node(node=goal, expected_version=1, text=text, body="", **BY)
    report = again(read(home, LATER), strategy)
    assert (list(report.conflicts), Goal.drafts.get(pk=goal.pk).version) == ([], 3)


def test_what_a_person_took_out_since_stays_out(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    draft.remove_node(node=Goal.drafts.get(text__startswith="Tilfreds"), **BY)
    report = again(read(home, LATER), strategy)
    assert [p.text[:8] for p in report.removed] == ["Tilfreds"]
    assert not Goal.drafts.filter(text__startswith="Tilfreds").exists()


def test_a_part_that_was_moved_in_the_strategy_stays_there(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    elsewhere = draft.add_area(strategy=strategy, text="Andetsteds", **BY)
    Goal.drafts.filter(text__startswith="Antallet").update(area=elsewhere, objective=None)
    again(read(home, LATER), strategy)
    moved = Goal.drafts.get(text__contains="med 20")
    assert (moved.area, moved.objective) == (elsewhere, None)
    assert Goal.drafts.get(text__startswith="Vi skal have").area.text == "Tema 1: Arbejdsliv"


def test_what_is_told_is_told_once_with_its_new_words(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    later = LATER.replace("vigtigt for os alle", "vigtigt for os alle sammen")
    again(read(home, later), strategy)
    body = Area.drafts.get().body
    assert body.count("Her fortæller vi") == 1
    assert body.endswith("vigtigt for os alle sammen.")


def test_what_was_left_out_this_time_is_reported_not_removed(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    second = read(home)
    review.drop_passage(passage=passage(second, "Antallet"), dropped=True, **BY)
    report = again(second, strategy)
    assert [p.text[:8] for p in report.gone] == ["Antallet"]
    assert Goal.drafts.count() == 3


def test_another_kind_this_time_is_for_a_person(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    second = read(home)
    theme = passage(second, "Hvordan får")
    change(theme, theme.text, kind=PassageKind.GOAL)
    report = again(second, strategy)
    assert [p.pk for p in report.conflicts] == [theme.pk]
    assert (Goal.drafts.count(), Theme.drafts.count()) == (3, 1)


def test_into_another_strategy_everything_is_new(home: Municipality) -> None:
    new_strategy(read(home))
    other = draft.create_strategy(
        municipality=home, title="En anden", period_from=2026, period_to=2029, **BY
    )
    report = again(read(home, LATER), other)
    assert (report.added, report.unchanged, len(draft_outline(other).all_goals)) == (7, 0, 3)


def test_all_the_same_again_changes_nothing(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    before = [
        list(model.drafts.values("key", "text", "body", "order", "version"))
        for model in (Area, Objective, Goal, Theme)
    ]
    report = again(read(home), strategy)
    after = [
        list(model.drafts.values("key", "text", "body", "order", "version"))
        for model in (Area, Objective, Goal, Theme)
    ]
    assert (after, report.added, report.gone) == (before, 0, [])


def test_a_long_later_version_takes_a_handful_of_statements(home: Municipality) -> None:
    def statements(count: int) -> int:
        lines = "".join(f" • Vi skal plante {n} nye træer\n" for n in range(count))
        text = DOCUMENT.replace(" • Antallet", f"{lines} • Antallet")
        strategy = new_strategy(read(home, text, f"{count}.txt"))
        second = read(home, text + "\nTak for nu.\n", f"{count}.txt")
        with CaptureQueriesContext(connection) as context:
            again(second, strategy)
        return len(counted(context))

    few, many = statements(1), statements(60)
    assert many == few
    assert few <= 24
