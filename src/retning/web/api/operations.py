"""Every question of the API: the addresses and the OpenAPI document are both made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from msgspec import Struct

from retning.apps.strategy.queries.exchange import EditionDocument
from retning.web.api import shapes
from retning.web.api.parameters import (
    ABOUT,
    COMMENT_KIND,
    FILTERS,
    INDICATORS,
    KEY_SCHEMA,
    KIND,
    KNOWN_ON,
    MUNICIPALITIES,
    OWN,
    PAGE,
    POSTCODE,
    QUESTION,
    SENDER,
    SINCE,
    SIZE,
    SLUG_SCHEMA,
    Parameter,
    number_schema,
)
from retning.web.api.views import events, figures, hearings, reading, surveys, tables, verdicts


@dataclass(frozen=True)
class PathParameter:
    """A part of an address that names something: Django's converter, and its schema."""

    converter: str
    description: str
    schema: Mapping[str, object]


PATH_PARAMETERS = {
    "slug": PathParameter(
        "slug", "The short name in addresses: a strategy's or a hearing's.", SLUG_SCHEMA
    ),
    "key": PathParameter("uuid", "The stable id.", KEY_SCHEMA),
    "code": PathParameter("slug", "The indicator's stable id.", SLUG_SCHEMA),
    "place": PathParameter("slug", "A municipality's short name in addresses.", SLUG_SCHEMA),
    "number": PathParameter("int", "The edition's number.", number_schema()),
}


@dataclass(frozen=True)
class Operation:
    """A question: where it is asked, with what, and the shape of its answer (None: a table)."""

    name: str
    path: str
    tag: str
    summary: str
    view: Callable[..., HttpResponse]
    shape: type[Struct] | None
    parameters: tuple[Parameter, ...] = ()

    @property
    def may_lack(self) -> bool:
        """Whether what is asked for may not be there: it is named in the address, or by codes."""
        return bool(self.path_parameters) or INDICATORS in self.parameters

    @property
    def path_parameters(self) -> list[str]:
        return [name for name in PATH_PARAMETERS if f"{{{name}}}" in self.path]

    @property
    def route(self) -> str:
        """The path as Django writes it."""
        route = self.path
        for name in self.path_parameters:
            converter = PATH_PARAMETERS[name].converter
            route = route.replace(f"{{{name}}}", f"<{converter}:{name}>")
        return route


ONE = "strategies/{slug}"
EDITION = f"{ONE}/editions/{{number}}"
OPERATIONS = (
    Operation("root", "", "site", "Where everything begins", reading.root, shapes.Root),
    Operation(
        "municipality", "municipality", "site", "The municipality and how it is reached",
        reading.municipality, shapes.Municipality,
    ),
    Operation(
        "strategies", "strategies", "strategies", "Every published strategy",
        reading.strategy_list, shapes.StrategyList,
    ),
    Operation(
        "strategy", ONE, "strategies", "One strategy as it stands",
        reading.strategy, shapes.Strategy,
    ),
    Operation(
        "whole", f"{ONE}/whole", "strategies", "All of a strategy as it stands",
        reading.whole, shapes.WholeStrategy,
    ),
    Operation(
        "lineage", f"{ONE}/lineage", "strategies",
        "What became of the goals of the strategy before",
        reading.strategy_lineage, shapes.StrategyLineage,
    ),
    Operation(
        "verdicts", f"{ONE}/verdicts", "strategies",
        "Every goal of a strategy and whether it is met",
        verdicts.verdicts, shapes.StrategyVerdicts, (KNOWN_ON,),
    ),
    Operation(
        "verdicts_table", f"{ONE}/verdicts.csv", "strategies", "The same as a table",
        verdicts.verdicts_table, None, (KNOWN_ON,),
    ),
    Operation(
        "area", f"{ONE}/areas/{{key}}", "strategies", "One area with all that hangs below it",
        reading.area, shapes.Area,
    ),
    Operation(
        "editions", f"{ONE}/editions", "editions", "Every edition of a strategy",
        reading.edition_list, shapes.EditionList,
    ),
    Operation(
        "editions_table", f"{ONE}/editions.csv", "editions", "The same as a table",
        tables.edition_table, None,
    ),
    Operation(
        "edition", EDITION, "editions", "One edition, whole", reading.edition, shapes.Edition
    ),
    Operation(
        "document", f"{EDITION}/document", "editions",
        "One edition as the file that another installation can take in",
        reading.edition_document, EditionDocument,
    ),
    Operation(
        "changes", f"{EDITION}/changes", "editions", "What an edition changed",
        reading.changes, shapes.Changes, (SINCE,),
    ),
    Operation(
        "changes_table", f"{EDITION}/changes.csv", "editions", "The same as a table",
        tables.changes_table, None, (SINCE,),
    ),
    Operation(
        "goals", "goals", "goals", "A page of the goals that stand",
        reading.goal_list, shapes.GoalList, (*FILTERS, PAGE, SIZE),
    ),
    Operation(
        "goals_table", "goals.csv", "goals", "Every goal that stands, as a table",
        tables.goal_table, None, FILTERS,
    ),
    Operation(
        "goal", "goals/{key}", "goals", "One goal with its chain, owner and history",
        reading.goal, shapes.Goal, (KNOWN_ON,),
    ),
    Operation(
        "theme", "themes/{key}", "goals", "One theme and where it hangs",
        reading.theme, shapes.ThemeFound,
    ),
    Operation(
        "survey", "surveys/{key}", "figures", "One survey: who was asked, and what was answered",
        surveys.survey, shapes.Survey,
    ),
    Operation(
        "hearings", "hearings", "hearings", "Every hearing that has been announced",
        hearings.hearing_list, shapes.HearingList,
    ),
    Operation(
        "hearing", "hearings/{slug}", "hearings",
        "One hearing, and how much was said of each part of its text",
        hearings.hearing, shapes.Hearing,
    ),
    Operation(
        "hearing_comments", "hearings/{slug}/comments", "hearings",
        "A page of what was said, as everyone can read it",
        hearings.comment_list, shapes.CommentList,
        (ABOUT, SENDER, COMMENT_KIND, POSTCODE, PAGE, SIZE),
    ),
    Operation(
        "events", "events", "hearings", "Every meeting that everyone can see",
        events.event_list, shapes.EventList,
    ),
    Operation(
        "event", "events/{key}", "hearings", "One meeting: when, where, and how one comes",
        events.event, shapes.Event,
    ),
    Operation(
        "event_minutes", "events/{key}/minutes", "hearings",
        "What was said at a meeting, once its minutes are public",
        events.event_minutes, shapes.EventMinutes,
    ),
    Operation(
        "search", "search", "goals", "What answers a question in Danish, best first",
        reading.search, shapes.SearchResults, (QUESTION, KIND, PAGE, SIZE),
    ),
    Operation(
        "indicators", "indicators", "figures", "Every indicator that can be used here",
        figures.indicator_list, shapes.IndicatorList,
    ),
    Operation(
        "indicator", "indicators/{code}", "figures", "One indicator and where it comes from",
        figures.indicator, shapes.Indicator, (KNOWN_ON, OWN),
    ),
    Operation(
        "figures", "indicators/{code}/figures", "figures",
        "Every figure of an indicator, as JSON-stat",
        figures.figure_set, shapes.FigureSet, (KNOWN_ON, OWN),
    ),
    Operation(
        "figures_table", "indicators/{code}/figures.csv", "figures", "The same as a table",
        figures.figure_table, None, (KNOWN_ON, OWN),
    ),
    Operation(
        "profile", "municipalities/{place}", "figures",
        "A municipality in the newest national figures", figures.profile, shapes.Profile,
        (KNOWN_ON,),
    ),
    Operation(
        "compare", "comparison", "figures", "Two to six municipalities beside each other",
        figures.comparison, shapes.Comparison, (MUNICIPALITIES, INDICATORS, KNOWN_ON),
    ),
    Operation(
        "comparison_table", "comparison.csv", "figures", "The same as a table",
        figures.comparison_table, None, (MUNICIPALITIES, INDICATORS, KNOWN_ON),
    ),
    Operation(
        "outlook_skill", "outlook-skill", "figures", "How outlooks were tested and how they did",
        figures.outlook_skill, shapes.OutlookSkill,
    ),
    Operation(
        "outlook_skill_table", "outlook-skill.csv", "figures", "The same as a table",
        figures.outlook_skill_table, None,
    ),
)  # fmt: skip
