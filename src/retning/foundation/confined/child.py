"""The child's side: take the limits upon oneself, then do the work."""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys

from retning.foundation.confined.guards import die_with, refuse_by_interpreter, refuse_by_system
from retning.foundation.confined.runner import OUT_OF_MEMORY


def main(task: str, told: str) -> int:
    """Do `task` on standard input, and answer on standard output."""
    given = json.loads(told)
    die_with(given["parent"])
    take_limits(memory=given["memory"], processor=given["processor"])
    refuse_by_system()
    refuse_by_interpreter()
    module, _, name = task.partition(":")
    try:
        work = getattr(importlib.import_module(module), name)
        said: bytes = work(sys.stdin.buffer.read(), given["arguments"])
        if not isinstance(said, bytes):
            raise TypeError("A task answers with bytes")
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def take_limits(*, memory: int, processor: int) -> None:
    """Address space in bytes and seconds of processor that this process may take from here on."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)
    # The second is for a child that does not heed the first.
    _limit(resource.RLIMIT_CPU, processor, processor + 1)
    # The answer goes through a pipe: no file that is written may hold a byte.
    _limit(resource.RLIMIT_FSIZE, 0)


def _limit(what: int, value: int, last: int | None = None) -> None:
    _, hard = resource.getrlimit(what)
    last = value if last is None else last
    if hard != resource.RLIM_INFINITY:
        value, last = min(value, hard), min(last, hard)
    resource.setrlimit(what, (value, last))


if __name__ == "__main__":
    code = main(sys.argv[1], sys.argv[2])
    # Nothing that a parser left behind is run on the way out.
    os._exit(code)
