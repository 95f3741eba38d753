"""Recognised pages on disk, so that a reading that broke off goes on where it was.

They are a help and no record: what is lost is recognised anew.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_FORGOTTEN_AFTER = 7 * 24 * 3600.0
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptInFolder:
    """The pages of one document in a folder that nothing else writes in."""

    folder: Path

    def get(self, page: int) -> bytes | None:
        """What was put away for the page, if anything was and can be read."""
        try:
            with (self.folder / f"{page}.json").open("rb") as kept:
                return kept.read(_LARGEST)
        except OSError:
            return None

    def put(self, page: int, said: bytes) -> None:
        """Put it away whole, or not at all."""
        beside = self.folder / f"{page}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(said)
            beside.replace(self.folder / f"{page}.json")

    def forget(self) -> None:
        """Take all of it away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def kept_of(name: str) -> KeptInFolder:
    """The pages of the document that `name` (letters, digits and dashes) stands for. What nobody
    came back for within a week is taken away."""
    if not name.replace("-", "").isalnum():
        raise ValueError("Not a name for a folder")
    root = Path(settings.DATA_DIR) / "recognised"
    _sweep(root)
    return KeptInFolder(root / name)


def _sweep(root: Path) -> None:
    with suppress(OSError):
        for folder in root.iterdir():
            if time.time() - folder.stat().st_mtime > _FORGOTTEN_AFTER:
                shutil.rmtree(folder, ignore_errors=True)
