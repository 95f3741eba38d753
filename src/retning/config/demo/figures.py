"""The demonstration's figures: official ones where they lie beside the project, else made up and
marked as examples; and what measures each of the demonstration's goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator, Panel
from retning.apps.indicators.services.catalogue import load_catalogue
from retning.apps.indicators.services.releases import take_in
from retning.apps.indicators.sources.reply import Fetched, Unavailable
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.goal_targets import means_of, targets_of_draft
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.config.demo.examples import example_figures
from retning.config.demo.organisation import DemoOrganisation
from retning.config.figures_files import NotSaid, files_in, read_file
from retning.core.targets import typed
from retning.foundation.audit.services import SystemActor

BY = SystemActor("demonstration")
OFFICIAL = Path(__file__).parents[4].parent / "shared" / "data"
"""Where recorded official figures lie on the machine of somebody who builds Retning."""
RECORDED = {"RAS200_2008_2017.csv": "employment-rate"}
"""What a recorded table is of, where several indicators ask for it."""

# What measures a goal, by a word in it; the first that fits. Goals of which people judge, or that
# no national source counts, have none of these.
INDICATORS = {
    "hjemmehjælp": "home-care-satisfaction",
    "ankestyrelsen": "appeals-upheld",
    "etagearealet": "office-floor-area",
    "arbejdspladser": "private-jobs",
    "selskabsskat": "company-tax",
    "firmaer": "new-enterprises",
    "socioøkonomisk": "socioeconomic-index",
    "videregående": "higher-education",
    "beskatningsgrundlag": "tax-base",
    "forsørgelse": "support-costs",
    "ungeledighed": "youth-unemployment",
    "indvandrere": "immigrant-employment",
}
# What a consultant would word anew: the reader takes these for something else.
WORDINGS = {
    "selskabsskat": "skal stige over de næste fire år",
    "socioøkonomisk": "skal falde over de næste fire år",
    "mere end ét sted": "senest i 2022",
}
# Real figures that the demonstration does without: the pages say that there is no source.
WITHOUT = frozenset({"home-care-satisfaction", "appeals-upheld"})


def link_goals(strategy: Strategy, organisation: DemoOrganisation, *, now: datetime) -> None:
    """Say of each target of the draft what measures it."""
    for goal in draft_outline(strategy).all_goals:
        said = next((s for word, s in WORDINGS.items() if word in goal.text.casefold()), "")
        if said:
            word_goal(
                goal=goal,
                expected_version=goal.version,
                targets=[Worded(typed(said))],
                by=organisation.consultant,
                now=now,
            )
        code = next((c for word, c in INDICATORS.items() if word in goal.text.casefold()), "")
        for place in range(len(targets_of_draft(goal))):
            _link(goal, place, code, organisation, now=now)


def _link(
    goal: Goal, place: int, code: str, organisation: DemoOrganisation, *, now: datetime
) -> None:
    target = targets_of_draft(goal)[place]
    ways = means_of(target.target)
    if MeasuredBy.INDICATOR in ways and code:
        means = Means(MeasuredBy.INDICATOR, code)
    elif MeasuredBy.INDICATOR in ways:
        means = Means(MeasuredBy.NONE)
    else:
        means = Means(ways[0])
    link_target(
        goal=goal,
        expected_version=goal.version,
        place=target.place,
        means=means,
        by=organisation.consultant,
        now=now,
    )


def build_figures(*, now: datetime, official: Path = OFFICIAL) -> None:
    """Official figures of the catalogue where they are there; examples of what the goals need and
    has none."""
    load_catalogue()
    if official.is_dir():
        _load_official(official, now=now)
    _make_examples(now=now)


def _load_official(folder: Path, *, now: datetime) -> None:
    catalogued = set(Indicator.objects.filter(is_catalogued=True).values_list("code", flat=True))
    files, _missing = files_in([folder])
    for path in files:
        try:
            fetched = read_file(path, indicator=RECORDED.get(path.name, ""))
        except (NotSaid, Unavailable, OSError):
            continue
        figures = {code: each for code, each in fetched.figures.items() if code in catalogued}
        if figures:
            kept = replace(fetched, figures=figures)
            take_in(fetched=kept, municipality=None, by=BY, now=now, note=path.name)


def _make_examples(*, now: datetime) -> None:
    """Example figures of what the demonstration's goals are measured by, where there are none."""
    have = set(Panel.objects.filter(municipality=None).values_list("indicator__code", flat=True))
    wanted = [code for code in INDICATORS.values() if code not in have | WITHOUT]
    rows = Indicator.objects.filter(code__in=wanted)
    figures = {row.code: example_figures(row, now.year - 1) for row in rows}
    if not figures:
        return
    fetched = Fetched(
        source=SourceKind.EXAMPLE,
        table="",
        figures=figures,
        names={},
        updated=None,
        request_id="",
        checksum="",
        problems=(),
    )
    take_in(fetched=fetched, municipality=None, by=BY, now=now, note="Eksempeltal")
