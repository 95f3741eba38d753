"""The demonstration without official figures: made-up ones, each of them marked; and what is said
of its goals counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from retning.apps.indicators.models import Release, Survey
from retning.apps.strategy.queries.verdicts import GoalVerdict, goals_with_verdicts
from retning.config.demo.figures import WITHOUT, build_figures
from retning.config.demo.organisation import build_organisation
from retning.config.demo.strategy import build_strategy
from retning.config.demo_site import WORTH_A_LOOK
from retning.core.targets.verdicts import Status
from retning.foundation import clock
from retning.foundation.jobs.worker import run_waiting
from tests.cast import NOW

NOWHERE = Path("/nowhere")


@pytest.mark.django_db
def test_without_official_figures_everything_is_an_example_and_says_so(client: Client) -> None:
    build_figures(now=NOW, official=NOWHERE)
    organisation = build_organisation(now=NOW)
    edition = build_strategy(organisation=organisation, now=NOW)
    with clock.stopped_at(NOW):
        run_waiting()
    by_goal = goals_with_verdicts(edition, municipality=organisation.municipality, on=NOW.date())
    found = [verdict for verdicts in by_goal.values() for verdict in verdicts]
    assert len(by_goal) == len(found) == 18
    assert {release.source for release in Release.objects.all()} == {"example"}
    with_figures = [each for each in found if each.verdict.value is not None]
    assert len(with_figures) >= 9
    assert all(each.is_example for each in with_figures)
    assert {each.status for each in found if each.verdict.probability is not None} == {
        Status.ON_TRACK,
        Status.AT_RISK,
        Status.OFF_TRACK,
    }
    assert any("Udsigten er god" in each.sentence() and not each.verdict.met_now for each in found)
    without = [each for each in found if each.indicator and each.indicator.code in WITHOUT]
    assert {each.status for each in without} == {Status.UNKNOWN}
    assert {each.status for each in found} == set(Status)
    _said_of_goals_counts(found)
    _the_pages_it_names_are_there(client)
    assert not Survey.objects.get().release_id


def _the_pages_it_names_are_there(client: Client) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    for address in WORTH_A_LOOK:
        assert client.get(address, follow=True).status_code == 200, address
        assert f"`{address}`" in readme
    overview, *_ = WORTH_A_LOOK
    front = client.get("/").content.decode()
    assert f'href="{overview}"' in front
    assert 'href="/tal/"' in front
    figures = client.get("/tal/").content.decode()
    assert 'href="/kommune/' in figures
    assert 'href="/sammenlign/' in figures


def _said_of_goals_counts(found: list[GoalVerdict]) -> None:
    proved = [each for each in found if each.proof]
    judged = [each for each in found if each.judgement]
    read = [each for each in found if each.interpretation]
    assert [each.status for each in proved] == [Status.MET]
    assert [each.status for each in judged] == [Status.NOT_MET, Status.MET]
    assert len(read) == 3
    for each in read:
        assert each.interpretation is not None
        assert each.interpretation.reason.startswith("Opdigtet til demonstrationen")
        assert each.frozen is not None
        assert each.said() != each.frozen.said()
