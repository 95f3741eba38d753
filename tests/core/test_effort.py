"""The measure of even growth tells the square from the line, whatever the machine is busy with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.helpers import effort


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a piece of work returns is how many seconds it took."""
    monkeypatch.setattr(effort, "processor_seconds", lambda work: work())


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 1.4])
def test_what_grows_evenly_passes(power: float) -> None:
    effort.grows_evenly(lambda size: size, lambda size: size**power, size=800)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("power", [1.6, 2.0, 3.0])
def test_what_grows_with_the_square_fails(power: float) -> None:
    with pytest.raises(AssertionError, match="8 times as much"):
        effort.grows_evenly(lambda size: size, lambda size: size**power, size=800)


def hindered(slow: Iterator[bool]) -> Callable[[int], float]:
    return lambda size: size * (10 if size > 100 and next(slow) else 1)


@pytest.mark.usefixtures("clock")
def test_a_busy_moment_is_forgiven_but_not_five() -> None:
    effort.grows_evenly(lambda size: size, hindered(iter([True] * 4 + [False])), size=800)
    with pytest.raises(AssertionError):
        effort.grows_evenly(lambda size: size, hindered(iter([True] * 5)), size=800)
