"""`retning read`, as a process of its own: what it prints, how it ends, what it does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
TEXT = "Strategi 2024-2028\n\nMål\n\nLuften er ren\n\n • Flere træer i byen\n"


def run(*arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "LANG": "da_DK.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "retning.config.reading", *arguments],
        input=data,
        capture_output=True,
        env=environment,
        check=False,
        timeout=300,
    )


def test_json_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "æble.txt"
    file.write_text(TEXT)
    done = run(str(file), "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert found["schema"] == 1
    [goal] = found["goals"]
    assert TEXT[goal["start"] : goal["end"]] == goal["text"] == "Flere træer i byen"
    assert 0 < goal["confidence"] <= 1
    assert found["objectives"][0]["text"] == "Luften er ren"
    assert set(found) == {
        "schema", "media_type", "encoding", "language", "title", "municipality", "period", "vision",
        "areas", "objectives", "goals", "themes", "narrative", "unplaced", "boilerplate", "text",
        "repairs", "core_values", "statements", "competences", "expectations", "signatories",
        "focus_areas", "organisation",
    }  # fmt: skip


def test_an_outline_for_people() -> None:
    done = run("-", data=TEXT.encode())
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "2024-2028",
        "Område: Strategi 2024-2028",
        "  Overordnet mål: Luften er ren",
        "    Mål: Flere træer i byen",
        "      → skal stige",
        "1 område, 1 overordnet mål, 1 mål, 0 temaer",
    ]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "a.txt er tom. Vælg et dokument, der har tekst i sig."),
        (
            "b.txt",
            b"%PDF-1.7 hej",
            "b.txt er beskadiget og kan ikke åbnes. Hent eller gem dokumentet på ny.",
        ),
        (
            "b.ps",
            b"%!PS-Adobe-3.0 hej",
            (
                "b.ps er ikke tekst, men ligner POSTSCRIPT. Gem dokumentet som PDF eller ren tekst "
                "først."
            ),
        ),
        (
            "c.html",
            bytes(100),
            "c.html kan ikke læses som tekst. Gem dokumentet som HTML eller ren tekst først.",
        ),
        (
            "d.txt",
            "Стратегия развития".encode("cp1251"),
            "d.txt har en tegnkodning, vi ikke kender. Gem dokumentet igen som UTF-8.",
        ),
    ],
)
def test_one_sentence_where_it_cannot_be_read(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path / name), "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [sentence]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "ingen.txt", tmp_path):
        done = run(str(path))
        assert done.returncode == 2
        [line] = done.stderr.decode().splitlines()
        assert line == f"{path.name} kunne ikke åbnes: findes filen, og må du læse den?"


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "stor.txt"
    with huge.open("wb") as stream:
        stream.truncate(10**12)
    done = run(str(huge), "--language", "en")
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "stor.txt is too large: the limit is 50 MB and 100,000 paragraphs. Divide it.\n"
    )


def test_another_language_is_said() -> None:
    text = "The goals of the town are that all of our children should have a good day at school."
    done = run("-", data=(text * 3).encode())
    assert done.returncode == 0
    assert "ikke ud til at være på dansk (en)" in done.stderr.decode()


def test_it_starts_without_django_and_without_the_network() -> None:
    code = (
        "import sys, retning.config.reading, retning.core.redline;"
        "print([m for m in ('django', 'socket', 'http', 'sqlite3', 'ssl') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True
    )
    assert done.stdout == b"[]\n"


def test_a_sentence_a_line(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_text(
        "Mindst 80 pct. af eleverne får en læreplads i 2030.\r\n\nI fjor var det 71 %.\n"
    )
    done = run("--lines", str(file), "--json")
    first, *others = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (done.returncode, others) == (0, [{"targets": []}, {"targets": []}])
    assert (first["kind"], first["value"], first["unit"], first["deadline"]) == (
        "level", 80, "%", "2030",
    )  # fmt: skip
    [target] = first["targets"]
    words = target["words"]["value"]
    assert file.read_text()[words["start"] : words["end"]].startswith("80")


GOALS = "".join(
    f" • {number}0 % af {who} skal være tilfredse i 2030\n"
    for number, who in enumerate(("eleverne", "borgerne", "lærerne", "de ældre"), start=5)
)
PLAN = f"Plan for Nordby 2026-2030\n\nMål\n\n{GOALS}"


def test_several_extractions_of_one_document_become_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN)
    (tmp_path / "b.txt").write_text(PLAN.replace(" • ", "- ").replace("lærerne", "lærer-\nne"))
    done = run(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json")
    found = json.loads(done.stdout)
    assert (found["merged"], [file["name"] for file in found["files"]]) == (
        "one_document",
        ["a.txt", "b.txt"],
    )
    assert [(goal["value"], goal["sources"]) for goal in found["goals"]] == [
        (50, [0, 1]), (60, [0, 1]), (70, [0, 1]), (80, [0, 1]),
    ]  # fmt: skip
    assert [(repair["after"], repair["sources"]) for repair in found["repairs"]] == [
        ("lærerne", [1])
    ]


def test_different_documents_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN)
    (tmp_path / "b.txt").write_text(TEXT)
    done = run(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json")
    found = json.loads(done.stdout)
    assert (found["merged"], [len(each["goals"]) for each in found["documents"]]) == (
        "apart",
        [4, 1],
    )
