"""Folders that outlive a loss of power: what was made or moved in one is there afterwards."""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(folder: Path, *, mode: int = 0o700) -> None:
    """Make a folder and those above it, each of them durable."""
    if folder.is_dir():
        return
    make_folder(folder.parent, mode=mode)
    folder.mkdir(mode=mode, exist_ok=True)
    make_durable(folder.parent)


def make_durable(folder: Path) -> None:
    """Have the disk keep the names that stand in a folder now."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
