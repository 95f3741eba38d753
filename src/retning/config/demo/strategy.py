"""The demonstration's strategy: read in by the importer, owned, decided, published; and after
another, so that its goals have a history."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.enums import EditionKind, ReadingState
from retning.apps.strategy.models import Edition, Goal, Reading, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.readings import receive_document
from retning.apps.strategy.services.taking_over import take_over
from retning.config.demo.earlier import build_earlier, follow
from retning.config.demo.figures import link_goals
from retning.config.demo.organisation import DemoOrganisation
from retning.config.demo.said import open_survey, say_of_goals
from retning.foundation.clock import date_in_denmark
from retning.foundation.jobs.worker import run_waiting

DOCUMENT = Path(__file__).parent / "vallensbaek-strategi.html"
LIMIT = 5_000_000
AREA_LABEL = "delvision"
FOUR_YEARS = timedelta(days=4 * 365)

# Whose a goal is, by a word in it; the first that fits. Goals that nothing fits have no owner yet,
# which the consultant's work list shows.
OWNERS = {
    "hjemmehjælp": ("care", "seniors"),
    "ankestyrelsen": ("service", "service"),
    "digital": ("service", "service"),
    "teknologi": ("service", "service"),
    "borgerservice": ("service", "service"),
    "lokalplan": ("business", "business"),
    "kvadratmeter": ("business", "business"),
    "etageareal": ("business", "business"),
    "arbejdspladser": ("business", "business"),
    "selskabsskat": ("business", "business"),
    "virksomheder": ("business", "business"),
    "firmaer": ("business", "business"),
    "uddannelse": ("work", "education"),
    "forsørgelse": ("work", "employment"),
    "ungeledighed": ("work", "employment"),
    "ledighed": ("work", "employment"),
    "flygtninge": ("work", "employment"),
}


def build_strategy(*, organisation: DemoOrganisation, now: datetime) -> Edition:
    """The strategy before; then a proposal, and the adopted edition with one goal reworded;
    and what has been said of its goals since."""
    earlier = build_earlier(organisation=organisation, now=now - FOUR_YEARS)
    reading = _read_in(organisation, now=now - timedelta(days=90))
    strategy = take_over(
        reading=reading,
        strategy=None,
        title=reading.title,
        period_from=reading.period_from or 2026,
        period_to=reading.period_to or 2029,
        by=organisation.consultant,
        now=now - timedelta(days=89),
    )
    _name_the_areas(strategy, organisation, now=now - timedelta(days=89))
    _give_owners(strategy, organisation, now=now - timedelta(days=88))
    link_goals(strategy, organisation, now=now - timedelta(days=88))
    follow(strategy, earlier, organisation, now=now - timedelta(days=87))
    _publish_proposal(strategy, organisation, now=now - timedelta(days=80))
    adopted = _publish_adopted(strategy, organisation, now=now - timedelta(days=4))
    say_of_goals(strategy, organisation, now=now - timedelta(days=2))
    open_survey(organisation, now=now)
    return adopted


def _read_in(organisation: DemoOrganisation, *, now: datetime) -> Reading:
    reading = receive_document(
        municipality=organisation.municipality,
        chunks=[DOCUMENT.read_bytes()],
        name=DOCUMENT.name,
        limit=LIMIT,
        by=organisation.consultant,
        now=now,
    )
    run_waiting()
    reading.refresh_from_db()
    if reading.state != ReadingState.READ:
        raise RuntimeError(f"The demonstration's document was not read: {reading.problem}")
    return reading


def _name_the_areas(strategy: Strategy, organisation: DemoOrganisation, *, now: datetime) -> None:
    """The word and the number that the document sets before an area are the strategy's to say."""
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now}
    draft.change_strategy(
        strategy=strategy, expected_version=strategy.version, area_label=AREA_LABEL, **deed
    )
    for number, each in enumerate(draft_outline(strategy).areas, start=1):
        area = each.area
        text = area.text.removeprefix(f"{AREA_LABEL.capitalize()} {number}: ")
        if text != area.text:
            draft.change_node(
                node=area, expected_version=area.version, text=text, body=area.body, **deed
            )


def _give_owners(strategy: Strategy, organisation: DemoOrganisation, *, now: datetime) -> None:
    for goal in draft_outline(strategy).all_goals:
        fits = (place for word, place in OWNERS.items() if word in goal.text.casefold())
        if place := next(fits, None):
            centre, field = place
            draft.assign_goal(
                goal=goal,
                owner_unit=organisation.chiefs[centre].unit,
                owner_position=organisation.chiefs[centre],
                fields=[organisation.fields[field]],
                by=organisation.consultant,
                now=now,
            )


def _publish_proposal(strategy: Strategy, organisation: DemoOrganisation, *, now: datetime) -> None:
    publish_edition(
        strategy=strategy,
        kind=EditionKind.PROPOSAL,
        note="Opdigtet til demonstrationen: forslaget, før kommunalbestyrelsen vedtog det.",
        by=organisation.consultant,
        now=now,
    )


def _publish_adopted(
    strategy: Strategy, organisation: DemoOrganisation, *, now: datetime
) -> Edition:
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now}
    goal: Goal = draft_outline(strategy).all_goals[4]
    draft.change_node(
        node=goal,
        expected_version=goal.version,
        text=f"{goal.text.rstrip('.')}, og de skal være skrevet, så alle kan læse dem",
        body=goal.body,
        **deed,
    )
    resolution = record_resolution(
        body=organisation.council,
        met_on=date_in_denmark(now),
        item="Opdigtet dagsordenspunkt: Strategien til endelig vedtagelse",
        text="Opdigtet til demonstrationen: Vedtaget med én ændring af forslaget.",
        **deed,
    )
    return publish_edition(
        strategy=strategy,
        kind=EditionKind.ADOPTED,
        resolutions=[resolution],
        note="Opdigtet til demonstrationen: ét mål er gjort tydeligere end i forslaget.",
        **deed,
    )
