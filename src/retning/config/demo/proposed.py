"""A small strategy that is only a proposal, so that there is something to hear people about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.config.demo.organisation import DemoOrganisation

TITLE = "Grønne veje 2027-2030"

# Area → what it is about, its objective, its goals, its question.
AREAS: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "På cykel og til fods": (
        (
            "Opdigtet til demonstrationen: De korte ture er de fleste. Kan de gå på cykel og til "
            "fods, bliver vejene roligere for alle."
        ),
        "Flere vælger cyklen, fordi den er det letteste",
        (
            "Mindst halvdelen af eleverne skal gå eller cykle til skole i 2030",
            "Der skal være lys på alle skoleveje senest i 2029",
            "Der skal være færre uheld med cyklister i 2030 end i 2026",
        ),
        "Hvordan får vi plads til både biler, cykler og børn ved skolerne om morgenen?",
    ),
    "Naturen rykker ind": (
        (
            "Opdigtet til demonstrationen: Kommunen ejer meget græs. Noget af det kan blive til "
            "blomster, træer og steder at være."
        ),
        "Der er natur, hvor vi bor",
        (
            "En fjerdedel af kommunens græs skal være vild natur i 2030",
            "Der skal plantes 2.000 træer inden udgangen af 2030",
            "Alle skal have et grønt sted med en bænk inden for 300 meter",
        ),
        "Hvad gør vi, når et træ står i vejen for en udsigt?",
    ),
}


def build_proposed(*, organisation: DemoOrganisation, now: datetime) -> Edition:
    """Published at `now` as a proposal, in one edition."""
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now}
    strategy = draft.create_strategy(
        municipality=organisation.municipality,
        title=TITLE,
        period_from=2027,
        period_to=2030,
        vision="Opdigtet til demonstrationen: Det skal være let at leve grønt, hvor vi bor.",
        introduction=(
            "Dette forslag er opdigtet. Det viser, hvordan borgere, foreninger og råd bliver hørt "
            "om et forslag, mål for mål."
        ),
        **deed,
    )
    for title, (about, objective, goals, theme) in AREAS.items():
        area = draft.add_area(strategy=strategy, text=title, body=about, **deed)
        gathered = draft.add_objective(area=area, text=objective, **deed)
        for text in goals:
            goal = draft.add_goal(parent=gathered, text=text, **deed)
            draft.assign_goal(
                goal=goal,
                owner_unit=organisation.chiefs["business"].unit,
                owner_position=organisation.chiefs["business"],
                fields=[],
                **deed,
            )
        draft.add_theme(area=area, text=theme, **deed)
    return publish_edition(
        strategy=strategy,
        kind=EditionKind.PROPOSAL,
        note="Opdigtet til demonstrationen: forslaget, som alle kan sige deres mening om.",
        **deed,
    )
