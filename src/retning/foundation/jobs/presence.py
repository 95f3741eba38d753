"""Who is alive on this machine: each worker holds a lock on a file of its name while it lives.

The kernel drops the lock when the process ends, however it ends, so the next worker need not wait
for a lease to run out. A worker of another machine has no file here, and its lease decides.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class Presence:
    """A worker's own lock, and a look at the others'. `folder` is made where it is missing."""

    def __init__(self, folder: Path, *, worker: str) -> None:
        self.folder = folder
        self.worker = worker
        self._descriptor = -1

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self._descriptor = os.open(self._path(self.worker), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)

    def is_dead(self, worker: str) -> bool:
        """Whether `worker` has run on this machine and is known to have ended."""
        return worker != self.worker and _unheld(self._path(worker))

    def _path(self, worker: str) -> Path:
        return self.folder / f"{worker}.lock"

    def _sweep(self) -> None:
        """Forget the files of the long dead; a hundred are kept for those who still ask."""
        files = sorted(self.folder.glob("*.lock"), key=lambda path: path.stat().st_mtime)
        for path in files[:-100]:
            if _unheld(path):
                path.unlink(missing_ok=True)


def _unheld(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
