"""The real site for journeys: seeded, with web and worker, as `retning serve` runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers.processes import ROOT, Installation, installation

SEED = (
    "import django, json; django.setup();"
    "from tests.journeys.seed import seed; print(json.dumps(seed()))"
)


@dataclass(frozen=True)
class Site:
    """A running site. `facts` is what the seed told: logins, addresses, whatever journeys need."""

    running: Installation
    facts: Mapping[str, Any]

    @property
    def url(self) -> str:
        """Its address by a name, so that municipalities can have hosts below it."""
        return f"http://localhost:{self.running.port}"

    def url_of(self, host: str) -> str:
        """The address of a municipality by its host name: "ishoj.localhost"."""
        return f"http://{host}:{self.running.port}"

    @property
    def log(self) -> str:
        return self.running.log


def sow(site: Installation) -> dict[str, Any]:
    """What `tests/journeys/seed.py` puts into the site and tells of it: `seed() -> dict`."""
    if not (ROOT / "tests" / "journeys" / "seed.py").exists():
        return {}
    told: dict[str, Any] = json.loads(site.python("-c", SEED).splitlines()[-1])
    return told


@contextmanager
def running_site(folder: Path, **settings: str) -> Iterator[Site]:
    """A seeded site in demo mode with web and worker, stopped at the end whatever happens."""
    wanted = {"RETNING_MODE": "demo", **settings}
    with installation(folder, prepare=("prepare",), **wanted) as running:
        facts = sow(running)
        running.start("serve")
        running.wait_until_answers()
        yield Site(running, facts)
