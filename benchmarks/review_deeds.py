"""What the deeds of a review cost in a document of 5,000 passages, and setting it beside the last.

CPU time (`time.process_time`) of the service, its commit included, on SQLite; the median of nine,
undoing apart. `compared` is given versions in which every 50th, and every, passage has
another word.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._claims import claim, figure
from benchmarks.public_pages import set_up

PASSAGES, TIMES = 5_000, 9
DEED_MILLISECONDS = 200
COMPARED_SECONDS = 1.0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        set_up(Path(folder))
        is_reached = [compared(every) for every in (50, 1)]
        reading = document()
        is_reached += deeds(reading)
        taken_over(reading)
    return 0 if all(is_reached) else 1


def text(number: int) -> str:
    return f"Vi planter {number} træer i kvarter {number % 97}, og de skal trives i mange år"


def document() -> Any:
    from retning.apps.strategy.enums import PassageKind
    from tests.factories import drafts
    from tests.factories.organisation import municipality_of

    texts = [(PassageKind.AREA, "Natur")]
    texts += [(PassageKind.GOAL, text(number)) for number in range(PASSAGES - 1)]
    return drafts.reviewed_document(municipality_of("187"), texts)


def compared(every: int) -> bool:
    """Two versions beside each other, without the database."""
    from retning.core.documents.since import Said
    from retning.core.documents.since import compared as beside

    old = [Said(text(number)) for number in range(PASSAGES)]
    new = [Said(f"{said.text} nu") if n % every == 0 else said for n, said in enumerate(old)]
    began = time.process_time()
    beside(old, new)
    seconds = time.process_time() - began
    return claim(f"compared, one in {every} reworded", seconds, "s", at_most=COMPARED_SECONDS)


def deeds(reading: Any) -> list[bool]:
    from retning.apps.strategy.enums import PassageKind
    from retning.apps.strategy.queries.readings import passages_of
    from retning.apps.strategy.services import review
    from tests.factories.organisation import NOW, TESTER

    rows = list(passages_of(reading))
    first, last, middle = rows[0], rows[-1], rows[PASSAGES // 2]
    by: dict[str, Any] = {"by": TESTER, "now": NOW}
    one: dict[str, Any] = {"passage": middle, **by}
    goal: dict[str, Any] = {"reading": reading, "kind": PassageKind.GOAL, **by}

    def split() -> object:
        middle.refresh_from_db()
        return review.split_passage(expected_version=middle.version, at=12, kind=None, **one)

    timed: dict[str, Callable[[], object]] = {
        "approve": lambda: review.accept_passage(accepted=True, **one),
        "approve all": lambda: review.accept_certain(reading=reading, **by),
        "leave out": lambda: review.drop_passage(dropped=True, **one),
        "first moved last": lambda: review.move_passage(passage=first, after=last, **by),
        "divide": split,
        "put together": lambda: review.merge_passage(**one),
        "add first": lambda: review.add_passage(after=None, text="Et mål mere", **goal),
    }
    return [
        deed(name, do, lambda: review.undo(reading=reading, **by)) for name, do in timed.items()
    ]


def deed(name: str, do: Callable[[], object], undo: Callable[[], object]) -> bool:
    took: list[float] = []
    undoing: list[float] = []
    for _ in range(TIMES):
        for act, times in ((do, took), (undo, undoing)):
            began = time.process_time()
            act()
            times.append((time.process_time() - began) * 1000)
    figure(f"{name}, undone", statistics.median(undoing), "ms")
    return claim(name, statistics.median(took), "ms", at_most=DEED_MILLISECONDS)


def taken_over(reading: Any) -> None:
    from retning.apps.strategy.services.taking_over import take_over
    from tests.factories.organisation import NOW, TESTER

    began = time.process_time()
    take_over(
        reading=reading,
        strategy=None,
        title="S",
        period_from=2026,
        period_to=2029,
        by=TESTER,
        now=NOW,
    )
    figure("taken over", time.process_time() - began, "s")


if __name__ == "__main__":
    raise SystemExit(main())
