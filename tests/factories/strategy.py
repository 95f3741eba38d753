"""Strategies and editions for tests, made by the real services; nothing is left to chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from retning.apps.organisation.models import Municipality, Position, Resolution, Unit
from retning.apps.strategy.enums import EditionKind, LegalBasis, RevisionKind
from retning.apps.strategy.models import Area, Edition, Goal, Objective, Strategy, Theme
from retning.apps.strategy.queries.draft import Node
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from tests.factories.organisation import NOW, TESTER

VISION = "Et godt liv tæt på byen og naturen"
SECTIONS = {
    "planning_since_revision": "Siden sidst er der vedtaget to lokalplaner for **stationsbyen**.",
    "revision_kind": RevisionKind.THEMED,
    "revision_decision": "Kommuneplanen revideres for *erhverv* og *grønne områder*.",
    "readopted_parts": "Resten af kommuneplanen vedtages igen for fire år.",
}


def strategy(
    municipality: Municipality,
    title: str = "Sammen om Vallensbæk",
    *,
    vision: str = VISION,
    period: tuple[int, int] = (2026, 2029),
    predecessor: Strategy | None = None,
    with_section_23a: bool = False,
    area_label: str = "delvision",
    introduction: str = "",
) -> Strategy:
    """An empty strategy; with § 23 a it has the sections that the law requires."""
    return draft.create_strategy(
        municipality=municipality,
        title=title,
        period_from=period[0],
        period_to=period[1],
        predecessor=predecessor,
        legal_basis=LegalBasis.PLANLOVEN_23A if with_section_23a else LegalBasis.NONE,
        vision=vision,
        introduction=introduction,
        area_label=area_label,
        by=TESTER,
        now=NOW,
        **(SECTIONS if with_section_23a else {}),
    )


def area(of: Strategy, text: str = "Det gode hverdagsliv", body: str = "") -> Area:
    return draft.add_area(strategy=of, text=text, body=body, by=TESTER, now=NOW)


def objective(of: Area, text: str = "Børn og unge trives", body: str = "") -> Objective:
    return draft.add_objective(area=of, text=text, body=body, by=TESTER, now=NOW)


def goal(
    of: Area | Objective,
    text: str = "Flere unge tager en uddannelse",
    body: str = "",
    *,
    owner: Unit | Position | None = None,
) -> Goal:
    made = draft.add_goal(parent=of, text=text, body=body, by=TESTER, now=NOW)
    return made if owner is None else own(made, owner)


def goals(of: Area | Objective, texts: Iterable[str]) -> list[Goal]:
    return [goal(of, text) for text in texts]


def theme(of: Area, text: str = "Hvordan mødes vi på tværs af alder?", body: str = "") -> Theme:
    return draft.add_theme(area=of, text=text, body=body, by=TESTER, now=NOW)


def own(of: Goal, owner: Unit | Position | None) -> Goal:
    """Name the owner of a goal in the draft; None takes it off."""
    return draft.assign_goal(
        goal=of,
        owner_unit=owner if isinstance(owner, Unit) else None,
        owner_position=owner if isinstance(owner, Position) else None,
        fields=of.fields.all(),
        by=TESTER,
        now=NOW,
    )


def reword(node: Node, text: str, body: str | None = None) -> Node:
    """Change the wording in the draft, which nobody outside sees before it is published."""
    node.refresh_from_db()
    return draft.change_node(
        node=node,
        expected_version=node.version,
        text=text,
        body=node.body if body is None else body,
        by=TESTER,
        now=NOW,
    )


def remove(node: Node) -> None:
    draft.remove_node(node=node, by=TESTER, now=NOW)


def published(
    of: Strategy,
    kind: EditionKind = EditionKind.PROPOSAL,
    *resolutions: Resolution,
    note: str = "",
    now: datetime = NOW,
) -> Edition:
    """The draft as it is now, frozen and shown to everybody."""
    return publish_edition(
        strategy=of, kind=kind, resolutions=resolutions, note=note, by=TESTER, now=now
    )


def adopted(of: Strategy, *resolutions: Resolution, now: datetime = NOW) -> Edition:
    return published(of, EditionKind.ADOPTED, *resolutions, now=now)


def revised(of: Strategy, *resolutions: Resolution, now: datetime = NOW) -> Edition:
    return published(of, EditionKind.REVISED, *resolutions, now=now)


def small_strategy(
    municipality: Municipality, *, wordings: Sequence[str] = ("Flere unge tager en uddannelse",)
) -> Strategy:
    """One area with one objective over `wordings`, and a theme; not published."""
    made = strategy(municipality)
    place = area(made, body="Om *hverdagen*.")
    goals(objective(place), wordings)
    theme(place)
    return made
