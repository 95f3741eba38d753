"""A source's stand-in for the tests of sources."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina

from retning.apps.indicators.sources.network import Limits, Line
from tests.helpers.replay import Replayer, replay


@pytest.fixture
def source() -> Iterator[Replayer]:
    """A server on loopback; attempts follow each other without waiting."""
    with replay() as server, stamina.set_testing(True, attempts=10, cap=True):
        yield server


@pytest.fixture
def line(source: Replayer) -> Iterator[Line]:
    """The way to it: two attempts."""
    with Line(f"{source.url}/v1", limits=Limits(attempts=2)) as line:
        yield line
