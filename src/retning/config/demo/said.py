"""What is said of the demonstration's adopted goals: how three are to be read, that one is done,
how people judge two; and a survey that is open. All of it is invented, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.asking import Asking, Choice, Question
from retning.apps.indicators.services.surveys import make_survey
from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services.goal_targets import Means
from retning.apps.strategy.services.measuring import (
    Decision,
    Mark,
    Scale,
    interpret,
    judge_by_panel,
    prove,
)
from retning.config.demo.organisation import DemoOrganisation
from retning.core.targets import typed
from retning.foundation.clock import date_in_denmark

INVENTED = "Opdigtet til demonstrationen: "
READINGS = {
    "flygtninge": (
        "i top 5 blandt kommunerne senest i {year}",
        Means(MeasuredBy.INDICATOR, "immigrant-employment"),
        (
            "Ordlyden siger ikke, om det er antallet eller andelen, der tæller, og heller ikke "
            "hvornår. Det er andelen, for ellers ville de største kommuner altid ligge øverst; og "
            "målet skal være nået, når den næste valgperiode er omme."
        ),
    ),
    "etagearealet": (
        "skal være højere i {year} end i 2021",
        Means(MeasuredBy.INDICATOR, "office-floor-area"),
        (
            "Registret fik nye koder i 2021, så tal fra før kan ikke sammenlignes med tal fra "
            "efter. Der regnes derfor fra 2021, og målet skal være nået, når den næste "
            "valgperiode er omme."
        ),
    ),
    "nystartede firmaer": (
        "skal være højere i {year} end i 2024",
        Means(MeasuredBy.INDICATOR, "new-enterprises"),
        (
            "Den nye opgørelse begynder i 2019, et år efter planen, så der er intet tal at regne "
            "fra. Målet går videre i den næste valgperiode, og der regnes fra 2024."
        ),
    ),
}
"""By a word in the goal: how its first target is read from now on, what measures it, and why."""

DONE = {"mere end ét sted": date(2021, 5, 3)}
PROOF = (
    "I nord kan man nu tale med Borgerservice på biblioteket hver onsdag. "
    "Her ville der stå, hvor man kan se det: et referat, en åbningstid eller et billede."
)
JUDGED = {"kommer til borgerservice": True, "hensigten med lokalplanerne": False}
"""By a word in the goal, whether those who were asked find that it holds."""
ASKED = "Ældrerådet og syv borgere, som blev trukket ud (opdigtet til demonstrationen)"
MARKS = {
    True: (
        Mark("medlem af Ældrerådet", 5, "Man bliver mødt af nogen, der vil hjælpe."),
        Mark("medlem af Ældrerådet", 4, "Hjælpen er god, når man først er nået frem."),
        Mark("borger", 4, ""),
        Mark("borger", 4, "Jeg fik svar med det samme."),
        Mark("borger", 2, "Jeg blev sendt videre to gange."),
        Mark("borger", 5, ""),
    ),
    False: (
        Mark("medlem af Ældrerådet", 2, "Kortene er gode, men teksten er skrevet til fagfolk."),
        Mark("medlem af Ældrerådet", 3, ""),
        Mark("borger", 2, "Jeg måtte ringe for at forstå, hvad der skulle bygges."),
        Mark("borger", 4, "Det korte resumé hjalp."),
        Mark("borger", 1, ""),
        Mark("borger", 2, ""),
    ),
}
SURVEY = Asking(
    title_da="Opdigtet spørgeskema: Kan du bruge kommunens digitale løsninger?",
    title_en="Invented survey: can you use the municipality's digital services?",
    questions=(
        Question(
            "Hvor let er det at ordne dine ærinder med kommunen på nettet?",
            (
                Choice("Meget let", "Very easy"),
                Choice("Let", "Easy"),
                Choice("Svært", "Hard"),
                Choice("Meget svært", "Very hard"),
            ),
            "How easy is it to deal with the municipality on the internet?",
        ),
    ),
    population="Borgere over 15 år (opdigtet til demonstrationen)",
    mode=SurveyMode.WEB,
    opens_on=date(2026, 1, 1),
    closes_on=date(2026, 1, 1),
    population_size=13_000,
    sample=600,
    counted=(0, 1),
)
"""Its days are set when it is made."""


def say_of_goals(strategy: Strategy, organisation: DemoOrganisation, *, now: datetime) -> None:
    """Read, prove and judge some of the goals of the adopted edition."""
    deed: dict[str, Any] = {"strategy": strategy, "by": organisation.consultant, "now": now}
    goals = draft_outline(strategy).all_goals
    _interpret(goals, organisation, deed)
    for word, day in DONE.items():
        goal = _goal(goals, word)
        prove(goal=goal.key, place=0, done_on=day, text=INVENTED + PROOF, **deed)
    for word, holds in JUDGED.items():
        judged = _goal(goals, word)
        judge_by_panel(
            goal=judged.key,
            place=0,
            question=f"Passer det: „{judged.text}“?",
            scale=Scale(),
            marks=MARKS[holds],
            asked=ASKED,
            asked_number=12,
            judged_on=date_in_denmark(now),
            **deed,
        )


def _interpret(goals: list[Goal], organisation: DemoOrganisation, deed: dict[str, Any]) -> None:
    now: datetime = deed["now"]
    day = date_in_denmark(now)
    resolution = record_resolution(
        body=organisation.council,
        met_on=day,
        item="Opdigtet dagsordenspunkt: Hvordan tre af målene skal læses",
        text=f"{INVENTED}Godkendt.",
        by=organisation.consultant,
        now=now,
    )
    for word, (wording, means, reason) in READINGS.items():
        interpret(
            goal=_goal(goals, word).key,
            place=0,
            target=typed(wording.format(year=day.year + 3)),
            means=means,
            decision=Decision(
                reason=INVENTED + reason,
                decided_by="Kommunalbestyrelsen",
                decided_on=day,
                unit=organisation.council,
                resolution=resolution,
            ),
            **deed,
        )


def _goal(goals: list[Goal], word: str) -> Goal:
    return next(goal for goal in goals if word in goal.text.casefold())


def open_survey(organisation: DemoOrganisation, *, now: datetime) -> None:
    """A survey that can be answered. Nobody has: an invented answer would look like a real one."""
    today = date_in_denmark(now)
    make_survey(
        municipality=organisation.municipality,
        indicator=Indicator.objects.get(code="digital-service"),
        asking=replace(SURVEY, opens_on=today, closes_on=today + timedelta(days=28)),
        by=organisation.consultant,
        now=now,
    )
