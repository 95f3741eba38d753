"""Kills during uploads and publishing, a few of them; `make bench` does two hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.publishers import Work, document
from tests.helpers.under_kills import Reckoning, publish_under_kills, reckon

KILLS = 9


@pytest.mark.kill
def test_nothing_acknowledged_is_lost_doubled_or_half_made_by_kills(tmp_path: Path) -> None:
    reckoning = publish_under_kills(tmp_path, kills=KILLS, seed=14, publishers=3)
    assert reckoning.failures == []
    assert reckoning.kills == {"page": 4, "web": 2, "worker": 3}
    assert reckoning.uploads >= 3
    assert reckoning.publications >= 3


KINDS = {"area": 2, "objective": 4, "goal": 16, "theme": 4}
KEY = "0d2a5b1c-0000-4000-8000-000000000001"


def well() -> Reckoning:
    """One document that went all the way."""
    work = Work(1, document(1), reading=7, strategy=KEY, edition=1)
    work.is_uploaded = work.is_taken_over = work.is_published = True
    reading = {
        "id": 7,
        "sha256": work.sha256,
        "is_file_whole": True,
        "state": "taken_over",
        "passages": 30,
        "expected": 30,
        "is_exact": True,
        "jobs": 1,
        "received": 1,
        "taken_over": 1,
        "strategy": KEY,
        "kinds": KINDS,
    }
    edition = {"number": 1, "damage": 0, "rows": 27, "published": 1}
    facts = {
        "readings": [reading],
        "strategies": [
            {"key": KEY, "title": "Egn", "kinds": KINDS, "created": 1, "editions": [edition]}
        ],
        "jobs": [{"id": "a", "key": "reading:7", "state": "done", "losses": 1, "attempts": 2}],
        "sets_without_edition": 0,
        "temporary_files": [],
    }
    return Reckoning(kills=Counter(page=1), works=[work], met=Counter(), facts=facts)


LOG = "Job read_upload a attempt 1: lost in 0.10 s\nJob read_upload a attempt 2: done in 0.10 s\n"


def test_a_good_reckoning_has_no_failure() -> None:
    reckoning = well()
    reckon(reckoning, LOG)
    assert reckoning.failures == []
    assert (reckoning.uploads, reckoning.publications, reckoning.losses) == (1, 1, 1)


def first(facts: dict[str, Any], of: str, **changed: object) -> None:
    facts[of][0] |= changed


def first_edition(facts: dict[str, Any], **changed: object) -> None:
    facts["strategies"][0]["editions"][0] |= changed


@pytest.mark.parametrize(
    ("damage", "failure"),
    [
        (lambda facts: facts["readings"].clear(), "lost: document 1, received as 7"),
        (lambda facts: first(facts, "readings", strategy=""), "lost: document 1, taken over"),
        (lambda facts: first(facts, "strategies", editions=[]), "lost: edition 1 of"),
        (lambda facts: facts["readings"].append(facts["readings"][0]), "doubled: document 1 has 2"),
        (lambda facts: first(facts, "readings", passages=60), "doubled: reading 7"),
        (lambda facts: first(facts, "readings", jobs=2), "doubled: reading 7"),
        (lambda facts: first(facts, "readings", received=2), "doubled: reading 7"),
        (lambda facts: first(facts, "readings", taken_over=2), "half-made: reading 7"),
        (lambda facts: first(facts, "readings", is_file_whole=False), "half-made: reading 7"),
        (lambda facts: first(facts, "readings", state="waiting"), "half-made: reading 7"),
        (lambda facts: first(facts, "readings", is_exact=False), "half-made: reading 7"),
        (lambda facts: first(facts, "readings", kinds={}), "half-made: reading 7"),
        (lambda facts: first(facts, "readings", sha256="b"), "half-made: reading 7 of a document"),
        (lambda facts: first(facts, "jobs", state="running"), "half-made: job reading:7 is"),
        (lambda facts: first_edition(facts, damage=1), "half-made: strategy Egn: edition"),
        (lambda facts: first_edition(facts, rows=26), "half-made: strategy Egn: edition"),
        (lambda facts: first_edition(facts, published=2), "half-made: strategy Egn: edition"),
        (lambda facts: facts.update(sets_without_edition=1), "half-made: 1 frozen sets"),
        (lambda facts: facts.update(temporary_files=["a"]), "half-made: temporary files: a"),
    ],
)
def test_every_damage_is_told(damage: Callable[[dict[str, Any]], object], failure: str) -> None:
    reckoning = well()
    reckoning.facts = deepcopy(reckoning.facts)
    damage(reckoning.facts)
    reckon(reckoning, LOG)
    assert any(line.startswith(failure) for line in reckoning.failures), reckoning.failures


def test_a_job_that_was_done_twice_is_told() -> None:
    reckoning = well()
    reckon(reckoning, LOG + LOG)
    assert reckoning.failures == ["doubled: job a was done 2 times"]
