"""Drafts, documents and editions for the tests behind login, made by the real services."""

from __future__ import annotations

from collections.abc import Sequence

from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import EditionKind, PassageKind, ReadingState
from retning.apps.strategy.models import Area, Edition, Goal, Objective, Passage, Reading, Strategy
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.readings import receive_document
from tests.factories.organisation import NOW, TESTER

DOCUMENT = "Retning for byen\n\nVi plejer vores natur.\n"


def strategy(
    municipality: Municipality, title: str = "Sammen om byen", *, goals: int = 1
) -> Strategy:
    """A draft with one area, one objective and so many goals below it."""
    made = draft.create_strategy(
        municipality=municipality,
        title=title,
        period_from=2026,
        period_to=2029,
        by=TESTER,
        now=NOW,
    )
    area = draft.add_area(strategy=made, text="Natur", by=TESTER, now=NOW)
    objective = draft.add_objective(area=area, text="Naturen har det godt", by=TESTER, now=NOW)
    for number in range(1, goals + 1):
        goal(objective, f"Vi passer på sø nummer {number}")
    return made


def goal(parent: Area | Objective, text: str) -> Goal:
    return draft.add_goal(parent=parent, text=text, by=TESTER, now=NOW)


def edition(
    of_strategy: Strategy,
    *,
    kind: EditionKind = EditionKind.PROPOSAL,
    resolutions: Sequence[Resolution] = (),
) -> Edition:
    return publish_edition(
        strategy=of_strategy, kind=kind, resolutions=resolutions, by=TESTER, now=NOW
    )


def waiting_document(
    municipality: Municipality, text: str = DOCUMENT, *, name: str = "strategi.txt"
) -> Reading:
    """A document that has come in; nobody has read it yet."""
    return receive_document(
        municipality=municipality,
        chunks=[text.encode()],
        name=name,
        limit=1_000_000,
        by=TESTER,
        now=NOW,
    )


def reviewed_document(
    municipality: Municipality, texts: Sequence[tuple[PassageKind, str]], *, name: str = "a.txt"
) -> Reading:
    """A document that has been read into these passages, one a line of its text."""
    source = "".join(f"{text}\n" for _, text in texts) or "tom"
    reading = waiting_document(municipality, source, name=name)
    place = 0
    for order, (kind, text) in enumerate(texts, start=1):
        Passage.drafts.create(
            municipality=municipality,
            reading=reading,
            order=order,
            kind=kind,
            text=text,
            start=place,
            end=place + len(text),
            confidence=0.9,
            changed_at=NOW,
        )
        place += len(text) + 1
    reading.state = ReadingState.READ
    reading.source_text = source
    reading.save()
    return reading
