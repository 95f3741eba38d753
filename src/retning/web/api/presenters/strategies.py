"""The front, the strategies, one of them, the whole of it, and its areas."""

from __future__ import annotations

from datetime import UTC
from uuid import UUID

from django.utils.translation import gettext

import retning
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import appearance_of
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.published import edition_tree, edition_trees, published_row
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller, resolutions_of
from retning.web.api.problems import not_found


def root(tell: Teller, municipality: Municipality, every: Published) -> shapes.Root:
    """Where everything begins; nothing but addresses."""
    goals, indicators = tell.twin("goals"), tell.twin("indicators")
    return shapes.Root(
        name=appearance_of(municipality).site_name,
        municipality=municipality.pk,
        version=retning.__version__,
        updated_at=every.editions[0].published_at.astimezone(UTC) if every.editions else None,
        links=shapes.RootLinks(
            municipality=tell.twin("municipality"),
            strategies=tell.twin("strategies"),
            strategy=tell.twin("strategies") + "/{slug}",
            verdicts=tell.twin("strategies") + "/{slug}/verdicts{?known_on}",
            goals=goals + "{?strategy,area,field,owner,page,page_size}",
            goal=goals + "/{key}{?known_on}",
            theme=tell.twin("root") + "themes/{key}",
            indicators=indicators,
            indicator=indicators + "/{code}{?known_on,own}",
            figures=indicators + "/{code}/figures{?known_on,own}",
            profile=tell.twin("root") + "municipalities/{place}{?known_on}",
            compare=tell.twin("compare") + "{?municipalities,indicators,known_on}",
            survey=tell.twin("root") + "surveys/{key}",
            hearings=tell.twin("hearings"),
            hearing=tell.twin("hearings") + "/{slug}",
            comments=tell.twin("hearings")
            + "/{slug}/comments{?about,sender,kind,postcode,page,page_size}",
            events=tell.twin("events"),
            event=tell.twin("events") + "/{key}",
            minutes=tell.twin("events") + "/{key}/minutes",
            search=tell.twin("search") + "{?q,kind,page,page_size}",
            openapi=tell.twin("openapi"),
            documentation=tell.page("api"),
            feed=tell.page("feed"),
        ),
        url=tell.page("front"),
        api_url=tell.twin("root"),
        language=tell.language,
    )


def municipality_told(tell: Teller, municipality: Municipality) -> shapes.Municipality:
    """Who the site belongs to, and how they are reached."""
    look = appearance_of(municipality)
    return shapes.Municipality(
        code=municipality.pk,
        name=municipality.name,
        official_name=municipality.official_name,
        site_name=look.site_name,
        contact=shapes.Contact(
            address=look.address, phone=look.phone, email=look.email, website=look.website
        ),
        accessibility_statement_url=look.accessibility_statement_url or tell.page("accessibility"),
        url=tell.page("contact"),
        api_url=tell.twin("municipality"),
        language=tell.language,
    )


def strategy_list(tell: Teller, every: Published) -> shapes.StrategyList:
    """What has been published, newest period first: one query."""
    trees = edition_trees([series.standing for series in every.series])
    items = [
        shapes.StrategySummary(
            id=tree.row.key,
            slug=series.slug,
            title=tree.row.text,
            period_from=tree.row.data["period"][0],
            period_to=tree.row.data["period"][1],
            edition=tell.edition(series.standing, series),
            goal_count=tree.goal_count,
            url=tell.page("strategy", series.slug),
            api_url=tell.twin("strategy", series.slug),
        )
        for series, tree in zip(every.series, trees, strict=True)
    ]
    return shapes.StrategyList(
        items=sorted(items, key=lambda item: (-item.period_from, -item.period_to, item.slug)),
        total=len(items),
        url=tell.page("front"),
        api_url=tell.twin("strategies"),
        language=tell.language,
    )


def strategy(tell: Teller, series: Series) -> shapes.Strategy:
    """One strategy as it stands: one query."""
    edition, slug = series.standing, series.slug
    tree = edition_tree(edition)
    return shapes.Strategy(
        **tell.head_values(tree.row, slug),
        edition=tell.edition(edition, series),
        proposal=tell.edition(series.proposal, series) if series.proposal else None,
        resolutions=resolutions_of(edition),
        areas=[tell.area_summary(area, slug) for area in tree.areas],
        whole_url=tell.twin("whole", slug),
        editions_url=tell.twin("editions", slug),
        url=tell.page("strategy", slug),
        api_url=tell.twin("strategy", slug),
        language=tell.language,
    )


def whole(tell: Teller, series: Series) -> shapes.WholeStrategy:
    """All of a strategy as it stands: one query."""
    edition, slug = series.standing, series.slug
    tree = edition_tree(edition)
    return shapes.WholeStrategy(
        **tell.head_values(tree.row, slug),
        areas=[tell.area_text(area, slug) for area in tree.areas],
        edition=tell.edition(edition, series),
        resolutions=resolutions_of(edition),
        url=tell.page("whole", slug),
        api_url=tell.twin("whole", slug),
        language=tell.language,
    )


def area(tell: Teller, every: Published, slug: str, key: UUID) -> shapes.Area:
    """One area in the edition that stands for it: two queries. Raises Refused: not_found."""
    found = published_row(every, RowKind.AREA, key)
    if found is None or found.edition.slug != slug:
        raise not_found(gettext("No such area has been published."))
    tree = edition_tree(found.edition)
    node = next(each for each in tree.areas if each.row.key == key)
    return shapes.Area(
        **tell.area_values(node, slug),
        chain=tell.chain([tree.row], slug),
        edition=tell.edition(found.edition, found.series),
        standing=found.standing.value,
        language=tell.language,
    )
