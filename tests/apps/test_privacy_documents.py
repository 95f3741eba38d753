"""The data protection documents say what the models declare today, and are filled in as far as
software can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retning.config import privacy
from retning.config.cli import main
from retning.foundation.records.classes import Afterwards
from retning.foundation.retention.queries import registry

FOLDER = Path("docs/privacy")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return privacy.documents()


@pytest.mark.parametrize("name", privacy.DOCUMENTS)
def test_what_lies_in_the_repository_is_true(
    made: dict[str, str], repository: Path, name: str
) -> None:
    written = (repository / FOLDER / name).read_text(encoding="utf-8")
    assert written == made[name], "run: .venv/bin/retning privacy docs/privacy"


def test_every_personal_field_stands_in_the_record_of_processing(made: dict[str, str]) -> None:
    rows = [line for line in made["fortegnelse.md"].splitlines() if line.startswith("| ")]
    for held in registry():
        name, purpose = privacy._field_name(held), str(held.retention.purpose)
        translated = [row for row in rows if name in row.split(" | ")[0]]
        assert translated, f"{held.label} ({purpose})"


def test_how_long_is_said_of_each(made: dict[str, str]) -> None:
    text = made["fortegnelse.md"]
    assert "feltet tømmes på den dag, afsenderen har fået oplyst" in text
    assert "rækken slettes 7 dage efter bestillingen" in text
    assert "rækken slettes 30 dage efter mødet" in text
    assert "feltet tømmes 2 år efter besvarelsen" in text
    kept = [held for held in registry() if held.retention.then is Afterwards.KEEP]
    assert kept
    for held in kept:
        assert privacy._field_name(held) in text.partition("## Det, der bevares")[2]


def test_every_cell_of_a_table_is_filled(made: dict[str, str]) -> None:
    for name, text in made.items():
        for row in (line for line in text.splitlines() if line.startswith("|")):
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert all(cells), f"{name}: {row}"
    assert not re.search(r"\{\{|\bNone\b|msgid", "".join(made.values()))


def test_who_may_what_is_said_by_the_rules(made: dict[str, str]) -> None:
    rows = made["konsekvensanalyse.md"]
    (line,) = [row for row in rows.splitlines() if "journal, udlevering og sletning" in row]
    roles = "administrator, sekretær for kommunalbestyrelsen"
    assert line == f"| journal, udlevering og sletning | {roles} |"


def test_a_municipality_gets_its_own(tmp_path: Path) -> None:
    assert main(["privacy", str(tmp_path / "ny"), "--name", "Egedal Kommune"]) == 0
    for name in privacy.DOCUMENTS:
        text = (tmp_path / "ny" / name).read_text(encoding="utf-8")
        assert "Egedal Kommune" in text
        assert privacy.UNNAMED not in text


def test_a_model_that_is_new_must_be_given_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(privacy.NAMES, "actor_key")
    with pytest.raises(KeyError, match="has no Danish name"):
        privacy.documents()
