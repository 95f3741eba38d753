"""What is written about the API: its own document, the page for people, docs/api.md."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from retning.web.api.operations import OPERATIONS
from tests.factories import organisation as org
from tests.factories import strategy as make


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_example_answers_as_the_text_says(
    live_server: LiveServer, repository: Path, tmp_path: Path
) -> None:
    make.published(make.small_strategy(org.municipality_of("187")))
    text = (repository / "docs" / "api.md").read_text()
    examples = re.findall(r"```bash\n(.+?)\n```", text, re.DOTALL)
    assert len(examples) == 8
    said = []
    for example in examples:
        command = example.replace("SITE", live_server.url)
        asked = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300,
            check=True,
        )  # fmt: skip
        said.append(asked.stdout)
    root, goals, _, known, indicators, conditional, wrong, _ = said
    assert '"municipality":"187"' in root
    assert '"total":1' in goals
    assert '"language":"en"' in goals
    assert '"code":"population"' in indicators
    assert '"municipality":"187"' in known
    assert "?known_on=2025-12-31" in known
    assert conditional == "304"
    assert '"parameter":"page"' in wrong
    assert (tmp_path / "maal.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert '"schema": "retning/edition"' in (tmp_path / "udgave.json").read_text()


@pytest.mark.django_db
def test_the_page_for_people_explains_every_problem(client_of: Callable[..., Client]) -> None:
    client = client_of()
    page = client.get("/api/").content.decode()
    for kind in ("bad-parameter", "not-found", "method-not-allowed"):
        assert f'id="{kind}"' in page
    assert client.get("/en/api/").status_code == 200


@pytest.mark.django_db
def test_the_document_names_every_address(client_of: Callable[..., Client]) -> None:
    document = client_of().get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://vallensbaek.localhost/api/v1"}]
    assert set(document["paths"]) == {f"/{each.path}" for each in OPERATIONS} | {"/openapi.json"}
