"""What `retning demo` prints names the folder that it is in."""

from __future__ import annotations

import shlex

import pytest

from retning.config import demo_site


@pytest.mark.parametrize("folder", ["/tmp/et sted/demo", "var/demo"])
def test_beginning_anew_takes_the_folder_away_that_is_used(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETNING_DATA_DIR", folder)
    demo_site._tell()
    assert f"`rm -r {shlex.quote(folder)}` begins anew" in capsys.readouterr().out
