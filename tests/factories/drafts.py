"""Drafts, documents and editions for the tests behind login, made by the real services."""

from __future__ import annotations

from collections.abc import Sequence

from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import EditionKind, PassageKind, ReadingState
from retning.apps.strategy.models import (
    Area,
    Edition,
    Goal,
    Objective,
    Passage,
    Reading,
    SourcePage,
    Strategy,
)
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.readings import receive_document
from retning.apps.strategy.services.taking_over import take_over
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
    municipality: Municipality, text: str | bytes = DOCUMENT, *, name: str = "strategi.txt"
) -> Reading:
    """A document that has come in; nobody has read it yet."""
    return receive_document(
        municipality=municipality,
        chunks=[text.encode() if isinstance(text, str) else text],
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


def printed_document(
    municipality: Municipality,
    pages: Sequence[Sequence[str]],
    *,
    file: bytes,
    name: str = "trykt.pdf",
) -> Reading:
    """A PDF, `file`, that has been read: every text of every page is a goal on its own line, the
    first line of a page one tenth below its upper edge, each next one twentieth lower."""
    reading = waiting_document(municipality, file, name=name)
    source, order = "", 0
    for number, texts in enumerate(pages, start=1):
        start, lines = len(source), []
        for row, text in enumerate(texts):
            order, place = order + 1, len(source)
            lines.append([place, place + len(text), 100, 100 + 50 * row, 900, 130 + 50 * row])
            Passage.drafts.create(
                municipality=municipality, reading=reading, order=order, kind=PassageKind.GOAL,
                text=text, start=place, end=place + len(text), page=number, confidence=0.9,
                changed_at=NOW,
            )  # fmt: skip
            source += f"{text}\n"
        SourcePage.drafts.create(
            municipality=municipality, reading=reading, number=number, start=start,
            end=len(source), width=595.0, height=842.0, lines=lines,
        )  # fmt: skip
        source += "\n"
    Reading.drafts.filter(pk=reading.pk).update(
        state=ReadingState.READ, source_text=source, page_count=len(pages)
    )
    reading.refresh_from_db()
    return reading


def unplaced(strategy: Strategy, text: str = "Fotos: Byens arkiv") -> Passage:
    """What a document that was taken over into the strategy said, and nobody has given a place."""
    texts = [(PassageKind.GOAL, f"Mål ved siden af {text}"), (PassageKind.UNPLACED, text)]
    reading = reviewed_document(strategy.municipality, texts, name=f"{text}.txt")
    take_over(
        reading=reading, strategy=strategy, title="", period_from=2026, period_to=2029,
        by=TESTER, now=NOW,
    )  # fmt: skip
    return Passage.drafts.get(reading=reading, kind=PassageKind.UNPLACED)
