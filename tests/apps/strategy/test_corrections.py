"""What people made of what was read, exported to measure the reader on."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.services import review
from retning.apps.strategy.services.passages import targets_read
from retning.apps.strategy.services.review_targets import (
    SaidTarget,
    change_targets,
    not_a_goal,
)
from retning.core.targets import typed
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.scoring import score_document

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
TEXTS = [(PassageKind.AREA, "Skoler"), (PassageKind.GOAL, "Flere går"), (PassageKind.GOAL, "Ro")]


def lines() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("corrections", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_what_was_read_stands_beside_what_a_person_made_of_it() -> None:
    reading = make.reviewed_document(municipality_of("187"), TEXTS)
    first, second = reading.passages.filter(kind=PassageKind.GOAL)
    for text in ("mindst 85 % i 2027", "mindst 90 % i 2027"):
        said = [SaidTarget(typed(text), 0)]
        change_targets(passage=first, expected_version=first.version, targets=said, **BY)
    not_a_goal(passage=second, **BY)
    review.add_passage(reading=reading, after=None, kind=PassageKind.GOAL, text="Mere", **BY)
    added, one, other = lines()
    assert (added["read"], added["now"]["text"]) == (None, "Mere")
    assert (one["read"]["targets"], one["seen"]) == ([], True)
    (target,) = one["now"]["targets"]
    assert (target["kind"], target["value"], target["deadline"]) == ("level", 90, "2027")
    assert (other["read"]["kind"], other["now"]["kind"]) == ("goal", "narrative")
    for _ in range(4):
        review.undo(reading=reading, **BY)
    assert [line["seen"] for line in lines()] == [False, False]
    assert all(line["read"] == line["now"] for line in lines())


def test_the_lines_are_scored_as_labels_are() -> None:
    """What a person said is the label, what was read the prediction."""
    texts = [
        (PassageKind.AREA, "Skoler"),
        (PassageKind.GOAL, "Mindst 85 % af eleverne skal trives i 2027"),
        (PassageKind.GOAL, "Fraværet skal falde til højst 6 % inden udgangen af 2028"),
        (PassageKind.GOAL, "Skolerne er bygget i 1974"),
    ]
    reading = make.reviewed_document(municipality_of("187"), texts)
    first, second, third = reading.passages.filter(kind=PassageKind.GOAL)
    for passage in (first, second):
        like = targets_read(passage, reading)
        Passage.drafts.filter(pk=passage.pk).update(**like)
        passage.refresh_from_db()
        assert len(passage.targets) == 1
    corrected = [SaidTarget(typed("mindst 90 % i 2027"), 0)]
    change_targets(passage=first, expected_version=first.version, targets=corrected, **BY)
    review.accept_passage(passage=second, accepted=True, **BY)
    not_a_goal(passage=third, **BY)
    seen = [line for line in lines() if line["seen"]]
    tally = score_document({"goals": labelled(seen, "now")}, labelled(seen, "read"))
    assert (tally.found, tally.missed, tally.extra) == (2, 0, 1)
    assert (tally.right["value"], tally.right["deadline"], tally.right["together"]) == (1, 2, 1)
    assert "value: 85" in " ".join(tally.wrong)


def labelled(lines: list[dict[str, Any]], side: str) -> list[dict[str, Any]]:
    """The goals of one side of the lines, in the label words."""
    goals = [line[side] for line in lines if line[side] and line[side]["kind"] == "goal"]
    return [{"text": goal["text"], **next(iter(goal["targets"]), {})} for goal in goals]
