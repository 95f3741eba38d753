"""The cores are tested without Django; what is needed is here."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The labelled documents beside the repository."""
    if not (CORPUS / "docs").is_dir():
        pytest.skip("the corpus (../shared/corpus) is not on this machine")
    return CORPUS


@pytest.fixture(scope="session")
def demonstration() -> bytes:
    """The demonstration's document, as it lies in the package."""
    path = ROOT / "src" / "retning" / "config" / "demo" / "vallensbaek-strategi.html"
    return path.read_bytes()
