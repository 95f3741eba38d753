"""The examples in docs/api.md, asked of a server that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

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
    assert len(examples) == 6
    said = []
    for example in examples:
        command = example.replace("SITE", live_server.url)
        asked = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300,
            check=True,
        )  # fmt: skip
        said.append(asked.stdout)
    root, goals, _, conditional, wrong, _ = said
    assert '"municipality":"187"' in root
    assert '"total":1' in goals
    assert '"language":"en"' in goals
    assert conditional == "304"
    assert '"parameter":"page"' in wrong
    assert (tmp_path / "maal.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert '"schema": "retning/edition"' in (tmp_path / "udgave.json").read_text()
