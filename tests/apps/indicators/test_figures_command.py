"""`retning figures`: load, fetch, status, as somebody types it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Feed, Indicator, Observation, Release
from retning.apps.indicators.queries.indicators import indicator_page
from retning.apps.organisation.models import Municipality
from retning.config import figures_commands as commands
from retning.config.figures import ProgressLine
from retning.core.benchmark.figures import COUNTRY
from retning.core.periods import period_of
from tests.factories import indicators as make

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
SOURCE = Path(__file__).resolve().parents[3] / "src"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")


def export(folder: Path, value: str = "5,3") -> Path:
    """An export as noegletal.dk makes it, of two municipalities and two years."""
    path = folder / "export.csv"
    lines = [
        "Kommunale Nøgletal;;;",
        ";;;",
        ";Kom.nr;2018;2019",
        ";;;",
        "Indbyggertal 1. januar;;;",
        "Vallensbæk Kommune;187;16.000;16.100",
        "Ishøj Kommune;183;22.000;22.100",
        "Noget ganske nyt;;;",
        f"Vallensbæk Kommune;187;4,1;{value}",
        "Ishøj Kommune;183;M;U",
        "Tegnforklaring:;;;",
        "Social- og Indenrigsministeriet d. 10. september 2019;;;",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="latin-1")
    return path


def test_an_export_is_loaded_and_again_nothing_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(tmp_path)
    assert commands.load([str(path)]) == 0
    assert "8 figures are new and public (2 indicators, 8 figures)" in capsys.readouterr().out
    assert commands.load([str(path)]) == 0
    assert "nothing new" in capsys.readouterr().out
    assert Observation.objects.count() == 8
    row = Indicator.objects.get(name_da="Noget ganske nyt")
    assert not row.is_catalogued
    page = indicator_page("population")
    assert page is not None
    assert page.national is not None
    assert page.national.panel.at("187", period_of("2019")).value == 16100


def test_what_is_odd_is_held_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands.load([str(export(tmp_path))])
    assert commands.load([str(export(tmp_path, "53,0"))]) == 1
    told = capsys.readouterr().out
    assert "held for a look" in told
    assert "Vallensbæk, 2019" in told
    assert Release.objects.filter(state="held").count() == 1


def test_files_that_are_not_there_or_say_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.load([str(tmp_path / "none.csv")]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert commands.load([str(tmp_path)]) == 2
    broken = tmp_path / "broken.csv"
    broken.write_text(";Kom.nr;2018\nIndbyggertal;;\nVallensbæk;187;5\n", encoding="utf-8")
    assert commands.load([str(broken)]) == 1
    assert not Release.objects.exists()
    assert commands.load([str(broken)], municipality="999") == 2


def test_a_table_of_ones_own_needs_its_indicator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "egne.csv"
    path.write_text("kommune;2024;2025\nVallensbæk;12,5;13,0\n", encoding="utf-8")
    assert commands.load([str(path)]) == 1
    assert "--indicator" in capsys.readouterr().err
    made = make.indicator("test-egen", source=SourceKind.COUNT)
    assert commands.load([str(path)], indicator=made.code, municipality="187") == 0
    page = indicator_page(made.code, municipality=Municipality.objects.get(pk="187"))
    assert page is not None
    assert page.national is None
    assert page.own is not None
    assert str(page.own.panel.at("187", period_of("2025")).value) == "13.0"


def line_of(table: str, told: str) -> str:
    """The one line of a table; its columns one blank apart."""
    (line,) = [line for line in told.splitlines() if line.split()[1:2] == [table]]
    return " ".join(line.split())


def test_status_says_what_came_and_what_its_columns_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.load([str(export(tmp_path))])
    number = Release.objects.get().pk
    capsys.readouterr()
    assert commands.status() == 0
    told = capsys.readouterr().out
    line = line_of("noegletal", told)
    assert " 2019 " in line
    assert f" {number} " in line
    head, *_ = told.splitlines()
    explained = told.partition("\n\n")[2]
    for column in head.replace("known from", "known").split():
        assert column in explained or column == "state"
    assert "FOLK1A" not in told
    hidden = int(told.partition(" more tables")[0].split()[-1])
    assert commands.status(shows_all=True) == 0
    everything = capsys.readouterr().out
    assert "not asked yet" in line_of("FOLK1A", everything)
    assert everything.count("not asked yet") + everything.count("from a file") == hidden + 1


def test_status_counts_no_made_up_figure_and_marks_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = make.indicator("test-made-up", source=SourceKind.STATBANK, table="TEST9")
    make.release({made.code: {"2025": make.country()}}, source=SourceKind.EXAMPLE)
    assert commands.status() == 0
    told = capsys.readouterr().out
    assert line_of("TEST9", told).split()[2] == "0/1"
    assert "1 EXAMPLE" in line_of("TEST9", told)
    assert "2025" not in line_of("TEST9", told)
    assert "EXAMPLE: 1 indicators have made-up figures" in told


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"RETNING_MODE": "demo"}, "run `make demo` first"),
        ({"RETNING_MODE": "test", "RETNING_DATA_DIR": "none"}, "run `retning prepare` first"),
        ({"RETNING_MODE": "demo", "DATABASE_URL": "sqlite:///empty"}, "run `make demo` first"),
    ],
)
def test_without_a_database_it_says_so_and_makes_none(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    (tmp_path / "empty").touch()
    for command in (["status"], ["fetch"], ["load", "empty"]):
        done = subprocess.run(
            [sys.executable, "-m", "retning.config.cli", "figures", *command],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), **settings},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert sentence in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert [each.name for each in tmp_path.rglob("*")] == ["empty"]
    assert (tmp_path / "empty").stat().st_size == 0


def test_fetching_a_table_that_nobody_asks_for_and_a_source_that_is_down(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert commands.fetch(["NOSUCH1"]) == 2
    assert "NOSUCH1" in capsys.readouterr().err
    with override_settings(JOBINDSATS_TOKEN=""):
        assert commands.fetch(["y25i01"]) == 1
    feed = Feed.objects.get(table="y25i01")
    assert (feed.problem, feed.failing_since is not None) == ("no_token", True)
    capsys.readouterr()
    assert commands.status() == 1
    assert "does not come since" in capsys.readouterr().out


def test_progress_is_a_line_a_tenth_where_nobody_watches() -> None:
    stream = io.StringIO()
    line = ProgressLine("tal.csv", stream)
    for done in range(1001):
        line(done, 1000)
    line.end()
    told = stream.getvalue().splitlines()
    assert len(told) == 11
    assert told[-1] == "tal.csv: 100 %  1000 of 1000 figures"


@needs_shared
def test_the_whole_export_is_the_independent_baseline() -> None:
    """Shares, states and the country's own figures, as they stand in the file."""
    path = SHARED / "noegletal" / "noegletal_1993_2019.csv"
    assert commands.load([str(path)]) == 0
    assert commands.load([str(path)]) == 0
    assert Observation.objects.count() == Release.objects.get().added == 480357
    page = indicator_page("higher-education")
    assert page is not None
    assert page.national is not None
    panel = page.national.panel
    assert str(panel.at("187", period_of("2018")).value) == "32.0"
    assert str(panel.at("187", period_of("2019")).value) == "33.0"
    assert len([area for area in panel.areas if area != COUNTRY]) == 98
