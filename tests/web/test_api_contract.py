"""schemathesis asks the API everything that its own document allows, and much that it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django.live_server_helper import LiveServer

from retning.apps.indicators.enums import SourceKind
from retning.apps.strategy.queries.draft import draft_outline
from retning.web.api.operations import OPERATIONS
from retning.web.request.rendering import CACHE
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import NOW

EXAMPLES, HUNG_SECONDS = 2, 1200  # alone it takes a minute
# `ignored_auth` has nothing to look for: the API knows no keys.
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "negative_data_rejection",
    "positive_data_acceptance", "unsupported_method", "missing_required_header",
    "allow_header_conformance",
)  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_api_keeps_its_contract(live_server: LiveServer, tmp_path: Path) -> None:
    municipality = org.municipality_of("187")
    strategy = make.small_strategy(municipality, wordings=("Flere unge i uddannelse", "Ro"))
    make.published(strategy)
    make.reword(draft_outline(strategy).all_goals[0], "Alle unge i uddannelse")
    make.published(strategy, now=NOW + timedelta(days=1))
    released = {"2024": figures.country(1000), "2025": figures.country(1001)}
    figures.release({"population": released}, source=SourceKind.EXAMPLE)
    caches[CACHE].clear()
    asked = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"),
            "run",
            f"{live_server.url}/api/v1/openapi.json",
            f"--checks={','.join(CHECKS)}",
            f"--max-examples={EXAMPLES}",
            "--phases=examples,coverage,fuzzing",
            "--no-shrink",
            "--generation-deterministic",
            "--no-color",
        ],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=HUNG_SECONDS,
        check=False,
    )
    assert asked.returncode == 0, asked.stdout[-8000:] + asked.stderr[-2000:]
    assert f"{len(OPERATIONS)} selected / {len(OPERATIONS)} total" in asked.stdout
