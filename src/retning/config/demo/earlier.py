"""The strategy before the demonstration's: all invented, so that a goal has a history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.lineage import end_goals, set_ancestor
from retning.config.demo.organisation import DemoOrganisation
from retning.foundation.clock import date_in_denmark

TITLE = "Opdigtet forgænger: kommuneplanstrategi 2014-2018"
KEPT = "Om fire år skal der være flere private arbejdspladser i kommunen end nu"
ENDED = "Alle kommunens blanketter skal kunne udfyldes på nettet"
REASON = (
    "Opdigtet til demonstrationen: Målet blev nået. Hjælpen til dem, der ikke er på nettet, "
    "har nu sine egne mål."
)
UNANSWERED = "Rådhuset skal have åbent én aften om ugen"

# A word in the later goal → the earlier one that it goes on from.
FOREBEARS = {
    "hjemmehjælp": "Tilfredsheden med hjemmehjælp skal være over landets gennemsnit",
    "lokalplan": "Borgerne skal kunne læse, hvad en lokalplan betyder for dem",
    "private arbejdspladser": KEPT,
}
AREAS = {
    "Service tæt på": [
        FOREBEARS["hjemmehjælp"],
        FOREBEARS["lokalplan"],
        ENDED,
        UNANSWERED,
    ],
    "Et sted at arbejde": [KEPT],
}


def build_earlier(*, organisation: DemoOrganisation, now: datetime) -> Strategy:
    """Adopted at `now`, in one edition."""
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now}
    strategy = draft.create_strategy(
        municipality=organisation.municipality,
        title=TITLE,
        period_from=2014,
        period_to=2018,
        vision="Opdigtet til demonstrationen: Vi vil være tæt på hinanden.",
        introduction="Denne strategi er opdigtet. Den viser, hvordan mål går videre.",
        **deed,
    )
    for title, goals in AREAS.items():
        area = draft.add_area(strategy=strategy, text=title, **deed)
        for text in goals:
            draft.add_goal(parent=area, text=text, **deed)
    resolution = record_resolution(
        body=organisation.council,
        met_on=date_in_denmark(now),
        item="Opdigtet dagsordenspunkt: Den tidligere strategi til vedtagelse",
        text="Opdigtet til demonstrationen: Vedtaget.",
        **deed,
    )
    publish_edition(strategy=strategy, kind=EditionKind.ADOPTED, resolutions=[resolution], **deed)
    return strategy


def follow(
    strategy: Strategy, earlier: Strategy, organisation: DemoOrganisation, *, now: datetime
) -> None:
    """Say where the strategy's goals come from, that the others are new, and that one of the
    earlier ended; another is left unanswered, as will happen."""
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now}
    draft.change_strategy(
        strategy=strategy, expected_version=strategy.version, predecessor=earlier, **deed
    )
    keys = {goal.text: goal.key for goal in draft_outline(earlier).all_goals}
    for goal in draft_outline(strategy).all_goals:
        fits = (text for word, text in FOREBEARS.items() if word in goal.text.casefold())
        text = next(fits, None)
        forebear = keys[text] if text else None
        set_ancestor(node=goal, ancestor=forebear, expected_version=goal.version, **deed)
    end_goals(strategy=strategy, reasons={keys[ENDED]: REASON}, **deed)
