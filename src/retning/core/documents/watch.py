"""An eye on the reading of a stranger's document, within the process that reads it.

A parser in C that a file led astray cannot be interrupted, and at its limit it ends the process
without a word. So a second thread looks on, and before that limit it gives the answer itself.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from retning.core.documents.transport import Answer, packed
from retning.core.documents.unreadable import UnreadableCode

_STATEMENT = Path("/proc/self/statm")
_PAUSE = 0.02
# Shares of the process's own limits.
_MEMORY = 0.82
_PROCESSOR = 0.75
_STACK = 256 * 1024
_ARENA_MAX = -8


class Watch:
    """While it is open, a document that takes more than `seconds` of processor, or most of the
    address space that the process may have, ends the process with an answer that says so."""

    def __init__(self, seconds: float) -> None:
        processor, _ = resource.getrlimit(resource.RLIMIT_CPU)
        space, _ = resource.getrlimit(resource.RLIMIT_AS)
        limited = processor != resource.RLIM_INFINITY
        self.seconds = min(seconds, processor * _PROCESSOR) if limited else seconds
        self.most = space * _MEMORY if space != resource.RLIM_INFINITY else 0.0
        self.over = threading.Event()

    def __enter__(self) -> Watch:
        if self.most and _STATEMENT.exists():
            # A thread's own arena would take an eighth of the address space for nothing.
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
            threading.stack_size(_STACK)
            threading.Thread(target=self._look_on, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()

    def _look_on(self) -> None:
        page = resource.getpagesize()
        while not self.over.wait(_PAUSE):
            held = int(_STATEMENT.read_text().split()[0]) * page
            if held > self.most:
                _answer(UnreadableCode.BOMB)
            if time.process_time() > self.seconds:
                _answer(UnreadableCode.TOO_HEAVY)


def _answer(code: UnreadableCode) -> None:
    sys.stdout.buffer.write(packed(Answer(code=code)))
    sys.stdout.buffer.flush()
    os._exit(0)
