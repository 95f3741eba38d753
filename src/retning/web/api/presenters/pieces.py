"""The pieces of a strategy: editions, areas with objectives, goals and themes, owners, chains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from retning.apps.strategy.enums import LegalBasis, RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.published import EditionNode, NearRow
from retning.apps.strategy.queries.wording import standing_word
from retning.foundation.freezing.models import FrozenRow
from retning.web.api import shapes
from retning.web.api.shapes import Language


@dataclass(frozen=True)
class Teller:
    """Tells pieces in a language, with whole addresses on the site that was asked."""

    whole: Callable[[str], str]
    language: Language

    def page(self, name: str, *args: object) -> str:
        """The whole address of a page for people."""
        return self.whole(reverse(f"public:{name}", args=args))

    def twin(self, name: str, *args: object) -> str:
        """The whole address of an answer of the API."""
        return self.whole(reverse(f"api:{name}", args=args))

    def page_of(self, name: str, query: Mapping[str, Any], page: int) -> str:
        """The whole address of a page of a list, with all that was asked."""
        asked = {**query, "page": page}
        kept = {key: value for key, value in asked.items() if value is not None}
        return f"{self.twin(name)}?{urlencode(kept)}"

    def edition(self, edition: Edition, series: Series) -> shapes.EditionSummary:
        return shapes.EditionSummary(**self.edition_values(edition, series))

    def edition_values(self, edition: Edition, series: Series) -> dict[str, Any]:
        """What every shape of an edition holds."""
        at = (edition.slug, edition.number)
        return {
            "number": edition.number,
            "kind": edition.kind,
            "label": standing_word(edition, series),
            "is_standing": edition.pk == series.standing.pk,
            "title": edition.title,
            "published_at": edition.published_at.astimezone(UTC),
            "checksum": edition.frozen_set.checksum,
            "url": self.page("edition", *at),
            "api_url": self.twin("edition", *at),
            "document_url": self.twin("document", *at),
            "changes_url": self.twin("changes", *at) if series.before(edition) else None,
        }

    def head_values(self, row: FrozenRow, slug: str) -> dict[str, Any]:
        """What a strategy says of itself."""
        data = row.data
        predecessor = data.get("predecessor")
        return {
            "id": row.key,
            "slug": slug,
            "title": row.text,
            "vision": data.get("vision", ""),
            "introduction": row.body,
            "period_from": data["period"][0],
            "period_to": data["period"][1],
            "area_label": data.get("area_label", ""),
            "legal_basis": data.get("legal_basis") or "none",
            "section_23a": _section(data),
            "predecessor": UUID(predecessor) if predecessor else None,
        }

    def area_values(self, area: EditionNode, slug: str) -> dict[str, Any]:
        """An area with all that hangs below it."""
        return self._area_head(area, slug) | {
            "body": area.row.body,
            "goals": [self.goal(goal.row) for goal in area.goals],
            "objectives": [
                shapes.Objective(
                    id=objective.row.key,
                    text=objective.row.text,
                    body=objective.row.body,
                    goals=[self.goal(goal.row) for goal in objective.goals],
                )
                for objective in area.objectives
            ],
            "themes": [self.theme(theme.row) for theme in area.themes],
        }

    def area_text(self, area: EditionNode, slug: str) -> shapes.AreaText:
        return shapes.AreaText(**self.area_values(area, slug))

    def area_summary(self, area: EditionNode, slug: str) -> shapes.AreaSummary:
        return shapes.AreaSummary(
            **self._area_head(area, slug), goal_count=area.goal_count, theme_count=area.theme_count
        )

    def _area_head(self, area: EditionNode, slug: str) -> dict[str, Any]:
        return {
            "id": area.row.key,
            "title": area.row.text,
            "url": self.page("area", slug, area.row.key),
            "api_url": self.twin("area", slug, area.row.key),
        }

    def goal(self, row: FrozenRow) -> shapes.GoalSummary:
        return shapes.GoalSummary(**self.goal_values(row))

    def goal_values(self, row: FrozenRow) -> dict[str, Any]:
        """What every shape of a goal holds."""
        return {
            "id": row.key,
            "text": row.text,
            "body": row.body,
            "owner": owner_of(row.data),
            "fields": fields_of(row.data),
            "url": self.page("goal", row.key),
            "api_url": self.twin("goal", row.key),
        }

    def theme(self, row: FrozenRow) -> shapes.Theme:
        return shapes.Theme(**self.theme_values(row))

    def theme_values(self, row: FrozenRow) -> dict[str, Any]:
        """What every shape of a theme holds."""
        return {
            "id": row.key,
            "question": row.text,
            "body": row.body,
            "url": self.page("theme", row.key),
            "api_url": self.twin("theme", row.key),
        }

    def chain(self, chain: Sequence[NearRow | FrozenRow], slug: str) -> list[shapes.Step]:
        """The chain from the strategy down."""
        return list(self._steps(chain, slug))

    def _steps(self, chain: Sequence[NearRow | FrozenRow], slug: str) -> Iterator[shapes.Step]:
        address: tuple[object, ...] = (slug,)
        for row in chain:
            kind = RowKind(row.kind)
            name = "strategy" if kind is RowKind.STRATEGY else "area"
            if kind is RowKind.AREA:
                address = (slug, row.key)
            has_twin = kind in {RowKind.STRATEGY, RowKind.AREA}
            page = self.page(name, *address)
            yield shapes.Step(
                kind=cast(Any, kind.value),
                id=row.key,
                text=row.text,
                url=page if has_twin else f"{page}#r-{row.key}",
                api_url=self.twin(name, *address) if has_twin else None,
            )


def owner_of(data: dict[str, Any]) -> shapes.Owner | None:
    """Who owns a goal by its frozen data; None where nobody has been named."""
    unit, position = data.get("owner_unit") or {}, data.get("owner_position") or {}
    if not (unit or position):
        return None
    return shapes.Owner(
        unit_id=UUID(unit["key"]) if unit else None,
        unit=unit.get("name", ""),
        position_id=UUID(position["key"]) if position else None,
        position=position.get("title", ""),
    )


def fields_of(data: dict[str, Any]) -> list[shapes.FieldName]:
    """The fields that a goal belongs to."""
    named = data.get("fields") or ()
    return [shapes.FieldName(slug=field["slug"], name=field["name"]) for field in named]


def resolutions_of(edition: Edition) -> list[shapes.Resolution]:
    """The resolutions behind an edition, oldest first; loaded with the editions."""
    return [
        shapes.Resolution(
            body=resolution.body.name,
            met_on=resolution.met_on,
            item=resolution.item,
            text=resolution.text,
            dissent=resolution.dissent,
            link=resolution.link,
        )
        for resolution in edition.resolutions.all()
    ]


def _section(data: dict[str, Any]) -> shapes.Section | None:
    if data.get("legal_basis") != LegalBasis.PLANLOVEN_23A:
        return None
    return shapes.Section(
        planning_since_revision=data.get("planning_since_revision", ""),
        revision_kind=cast(Any, data.get("revision_kind", "")),
        revision_decision=data.get("revision_decision", ""),
        readopted_parts=data.get("readopted_parts", ""),
    )
