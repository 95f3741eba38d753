"""Kills while people answer a hearing, a few of them; `make bench` does a thousand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.answered_under_kills import Reckoning, answer_under_kills, reckon

KILLS = 8


@pytest.mark.kill
def test_every_acknowledged_response_is_there_once_and_no_mail_is_lost(tmp_path: Path) -> None:
    reckoning = answer_under_kills(tmp_path, kills=KILLS, seed=8, posters=4)
    assert reckoning.failures == []
    assert sum(reckoning.kills.values()) == KILLS
    assert reckoning.acknowledged >= 4


ROWS = [(1, "Svar 1-1")]
SAID = [(1, "Mere lys.")]
QUEUED = [("svar.1-1@example.org", "<a@b>", "sent")]


@pytest.mark.parametrize(
    ("changed", "failure"),
    [
        ({}, None),
        ({"rows": [], "said": []}, "lost: Svar 1-1"),
        ({"rows": [*ROWS, (2, "Svar 1-1")]}, "doubled: Svar 1-1: 2 responses"),
        ({"said": []}, "lost: Svar 1-1: its comment"),
        ({"said": SAID * 2}, "doubled: Svar 1-1: 2 comments"),
        ({"queued": []}, "mail lost: Svar 1-1: never queued"),
        ({"queued": QUEUED * 2}, "doubled: Svar 1-1: 2 mails queued"),
    ],
)
def test_every_damage_is_told(changed: dict[str, Any], failure: str | None) -> None:
    reckoning = Reckoning(Counter(worker=1), acknowledged=1, met=Counter(), slowest=0.0)
    reckon(reckoning, {"Svar 1-1"}, **({"rows": ROWS, "said": SAID, "queued": QUEUED} | changed))
    assert reckoning.failures == [] if failure is None else failure in reckoning.failures
