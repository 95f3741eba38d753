"""What it costs to tell people from robots, and to find what should be looked at in what they say.

CPU by `time.process_time`, the least of some rounds: a check of a form (copy, proof, trap, hurry,
crowd) with its proof worked out beforehand, drawing a copy, making a browser's work; and screening
10,000 comments of 20 to 300 words, made of ordinary sentences of which one in ten holds a telephone
number, an address, a CPR number or a word about somebody's health. Also one comment of 50,000
characters.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from benchmarks._claims import claim, figure, load

ROUNDS, FORMS, COMMENTS, LONG = 5, 2_000, 10_000, 50_000
CHECK_MILLISECONDS, SCREEN_MILLISECONDS = 0.5, 2.0
PLAIN = (
    "Der mangler lys på stien mellem skolen og stationen.",
    "Vi vil have flere cykelstier, og bussen skal køre oftere om aftenen.",
    "Det er et godt mål, men 95 % i 2030 er for lidt, når vi er på 89,5 % nu.",
    "Unge med angst og depression skal have hjælp, før det går galt.",
    "Kommunen bør spørge Ældrerådet og Handicaprådet, før den beslutter noget.",
    "Jeg synes, at fase 2 skal komme før fase 1, og at det må koste 2.500.000 kr.",
)
TO_LOOK_AT = (
    "Ring til mig på 20 12 34 56, så forklarer jeg det.",
    "Vi bor på Rosenvænget 12, og der kører 300 biler i timen.",
    "Mit CPR-nummer er 010180-1234.",
    "Min søn har autisme og venter på en plads.",
)


def main() -> int:
    os.environ["RETNING_MODE"] = "test"
    os.environ["DJANGO_SETTINGS_MODULE"] = "retning.config.settings"
    import django

    django.setup()
    print(load())
    return 0 if all([show_guard(), show_screening()]) else 1


def show_guard() -> bool:
    from django.test import RequestFactory

    from retning.web.public.guarding import COPY_FIELD, check, draw_copy, work_for
    from tests.factories.organisation import NOW
    from tests.helpers.guarding import as_people_send

    about = SimpleNamespace(key=UUID(int=1))
    requests: list[Any] = []
    for number in range(FORMS):
        request: Any = RequestFactory().post("/", REMOTE_ADDR=f"10.0.{number >> 8}.{number & 255}")
        request.now = NOW
        requests.append(request)
    forms = [as_people_send(about, now=NOW) for _ in requests]
    copy = draw_copy(about, now=NOW - timedelta(minutes=1))

    def checked() -> None:
        for request, form in zip(requests, forms, strict=True):
            assert not check(request, about, form[COPY_FIELD], form).held_for

    def drawn() -> None:
        for _ in requests:
            draw_copy(about, now=NOW)

    def set_to_work() -> None:
        for request in requests:
            work_for(request, copy, now=NOW)

    took = milliseconds(checked, FORMS)
    figure("a copy drawn", milliseconds(drawn, FORMS), "CPU-ms")
    figure("a browser's work made", milliseconds(set_to_work, FORMS), "CPU-ms")
    return claim("a form checked", took, "CPU-ms", at_most=CHECK_MILLISECONDS)


def show_screening() -> bool:
    from retning.core.screening import find

    chance = random.Random(6)
    texts = [comment(chance) for _ in range(COMMENTS)]
    found = sum(len(find(text)) for text in texts)
    figure("found in 10,000 comments", found, "places")
    took = milliseconds(lambda: [find(text) for text in texts], COMMENTS)
    figure("screening 10,000 comments", took * COMMENTS / 1000, "CPU-s")
    long = " ".join(texts)[:LONG]
    figure("screening 50,000 characters", milliseconds(lambda: find(long), 1), "CPU-ms")
    return claim("screening a comment", took, "CPU-ms", at_most=SCREEN_MILLISECONDS)


def comment(chance: random.Random) -> str:
    """20 to 300 words."""
    wanted, said, words = chance.randint(20, 300), [], 0
    while words < wanted:
        sentence = chance.choice(TO_LOOK_AT if chance.random() < 0.01 else PLAIN)
        said.append(sentence)
        words += len(sentence.split())
    return " ".join(said)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """CPU-ms of each, the least of some rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
    return least / times * 1000


if __name__ == "__main__":
    raise SystemExit(main())
