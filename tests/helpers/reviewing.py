"""A reviewer for the kill tests: deeds without end, each told when it is done.

python -m tests.helpers.reviewing prepare
python -m tests.helpers.reviewing work SEED     (prints the number of each step that is done)
python -m tests.helpers.reviewing reckon        (undoes all of it; prints what is there)
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.readings import newest_step, passages_of
from retning.apps.strategy.services import review
from retning.apps.strategy.services.refusals import Refused
from retning.apps.strategy.services.repairing import set_repair
from retning.apps.strategy.services.review_targets import SaidTarget, change_targets, not_a_goal
from retning.core.targets import Deadline, Milestone
from retning.foundation.audit.models import Entry
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of

BY: dict[str, Any] = {"by": TESTER, "now": NOW}


def one_deed(reading: Reading, chance: random.Random) -> None:
    """Any deed on any passage, as chance will have it; Refused where there is nothing to do."""
    rows = list(passages_of(reading))
    passage, other = chance.choice(rows), chance.choice(rows)
    kind = chance.choice(list(PassageKind))
    one: dict[str, Any] = {"passage": passage, **BY}
    version = {"expected_version": passage.version}
    match chance.randrange(13):
        case 0:
            review.accept_passage(accepted=chance.random() < 0.6, **one)
        case 1:
            review.accept_certain(reading=reading, **BY)
        case 2 | 3:
            text, body = f"Andre ord {chance.randrange(99)}", chance.choice(["", "Ja."])
            review.change_passage(kind=kind, text=text, body=body, **version, **one)
        case 4:
            at = chance.randrange(len(passage.text) + 1)
            review.split_passage(at=at, kind=chance.choice([None, kind]), **version, **one)
        case 5:
            review.merge_passage(**one)
        case 6:
            review.drop_passage(dropped=chance.random() < 0.7, **one)
        case 7:
            review.move_passage(step=chance.randrange(-4, 5), **one)
        case 8:
            review.move_passage(after=chance.choice([None, other]), **one)
        case 9:
            span = (0, 9) if chance.random() < 0.5 else None
            more: dict[str, Any] = {"kind": kind, "text": "Et mål mere", "span": span}
            review.add_passage(reading=reading, after=chance.choice([None, other]), **more, **BY)
        case 10:
            aims = [SaidTarget(Milestone(Deadline(2020 + chance.randrange(30))))]
            change_targets(targets=chance.choice([[], aims]), **version, **one)
        case 11:
            not_a_goal(**one)
        case 12:
            number = chance.randrange(max(1, len(reading.repairs)))
            how = {"kept": chance.random() < 0.5, "as_rule": chance.random() < 0.3}
            set_repair(reading=reading, number=number, **how, **BY)


def what_is_there() -> list[dict[str, Any]]:
    """The passages, but for what only ever counts on."""
    rows = Passage.drafts.order_by("order", "pk").values()
    return [{k: v for k, v in row.items() if k not in {"version", "changed_at"}} for row in rows]


def prepare() -> None:
    texts = [(PassageKind.GOAL, f"Vi planter {number} træer") for number in range(40)]
    make.reviewed_document(municipality_of("187"), texts)
    print(json.dumps(what_is_there()))


def work(seed: int) -> None:
    chance = random.Random(seed)
    reading = Reading.drafts.get()
    while True:
        try:
            one_deed(reading, chance)
        except Refused:
            continue
        step = newest_step(reading).first()
        print(step.number if step else 0, flush=True)


def reckon() -> None:
    reading = Reading.drafts.get()
    steps = ReviewStep.drafts.count()
    told = Entry.objects.filter(deed__startswith="passage").count()
    while review.undo(reading=reading, **BY):
        pass
    print(json.dumps({"steps": steps, "told": told, "there": what_is_there()}))


def main(arguments: list[str]) -> None:
    match arguments:
        case ["prepare"]:
            prepare()
        case ["work", seed]:
            work(int(seed))
        case ["reckon"]:
            reckon()
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
