"""Two versions of one document, read and corrected as a person would."""

from __future__ import annotations

from typing import Any

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import Difference, PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading, Strategy
from retning.apps.strategy.queries.readings import passages_of
from retning.apps.strategy.services import readings, review
from retning.apps.strategy.services.taking_over import TakingOver, take_over, taken_over
from retning.core.documents import Document
from retning.core.documents.reading import read_document
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.jobs.worker import run_waiting
from tests.factories.organisation import NOW, TESTER

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
WHEN: dict[str, Any] = {"title": "", "period_from": 2026, "period_to": 2029, **BY}
DOCUMENT = """\
Strategi 2026-2029 for Prøveby Kommune

Tema 1: Arbejdsliv

Her fortæller vi om arbejdslivet i kommunen, og hvorfor det er vigtigt for os alle.

Målsætninger

Borgerne møder en service, der passer til deres hverdag

 • Tilfredsheden med rengøring i hjemmet skal være blandt de 20 % højeste i landet
 • Antallet af lærepladser skal stige over de næste fire år

Virksomhederne vokser i kommunen

 • Der skal være flere nye virksomheder i 2029 end i 2025

Temaer

 • Hvordan får vi flere til at cykle?
"""
REWORDED = ("lærepladser skal stige over", "lærepladser skal stige med 20 over")
GONE = "\n • Der skal være flere nye virksomheder i 2029 end i 2025\n"
ADDED = "\n • Vi skal have landets bedste bredbånd til alle virksomheder\n"
LATER = DOCUMENT.replace(*REWORDED).replace(GONE, ADDED)


def read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a process of its own each time: that is tried in test_readings."""

    def read_here(attachment: Attachment, **_options: object) -> Document:
        with open_stored(attachment) as stored:
            return read_document(stored.read(), name=attachment.name)

    monkeypatch.setattr(readings, "read_stored", read_here)


def read(home: Municipality, text: str = DOCUMENT, name: str = "strategi.txt") -> Reading:
    reading = readings.receive_document(
        municipality=home,
        chunks=[text.encode()],
        name=name,
        limit=1_000_000,
        again=True,
        **BY,
    )
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ
    return reading


def new_strategy(reading: Reading) -> Strategy:
    return take_over(reading=reading, strategy=None, **{**WHEN, "title": "S"})


def again(reading: Reading, strategy: Strategy) -> TakingOver:
    return taken_over(reading=reading, strategy=strategy, **WHEN)


def of(reading: Reading, difference: Difference) -> list[str]:
    return [p.text for p in passages_of(reading).filter(difference=difference)]


def passage(reading: Reading, text: str) -> Passage:
    return passages_of(reading).get(text__startswith=text)


def change(of_passage: Passage, text: str, **other: Any) -> None:
    wording = {"kind": PassageKind(of_passage.kind), "body": of_passage.body} | other
    review.change_passage(
        passage=of_passage, expected_version=of_passage.version, text=text, **wording, **BY
    )
