"""How much work something is, measured so that a busy machine fails no test by chance.

    grows_evenly(lambda size: "ord " * size, read, size=100_000)

Nothing is held against a number of seconds: a large input is held against a small one of its
kind, in processor seconds of this process, which its neighbours still stretch by filling caches and
sharing a core. Whatever else a machine does only ever adds, so the least of some attempts is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

TIMES = 8
"""How much larger the large input is."""

SLACK = 3
"""How much more than its share it may take. With the square it would take eight times its share."""

FLOOR_SECONDS = 0.05
"""What takes less counts as this much: so little cannot be told from the noise."""

ATTEMPTS = 5


def processor_seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that this process spends in `work`."""
    started = time.process_time()
    work()
    return time.process_time() - started


def grows_evenly(
    make: Callable[[int], Input], work: Callable[[Input], object], *, size: int
) -> None:
    """Fail where `work` on an input of `size` takes far more than eight times what it takes on an
    eighth of it."""
    few, many = make(size // TIMES), make(size)
    small = large = float("inf")
    for _ in range(ATTEMPTS):
        small = min(small, processor_seconds(lambda: work(few)))
        large = min(large, processor_seconds(lambda: work(many)))
        if large <= TIMES * SLACK * max(small, FLOOR_SECONDS):
            return
    raise AssertionError(f"{TIMES} times as much took {small:.3f} s, then {large:.3f} s")
