"""The child's side: take the limits upon oneself, then do the work."""

from __future__ import annotations

import importlib
import json
import resource
import sys

from retning.foundation.confined.runner import OUT_OF_MEMORY


def main(task: str, told: str) -> int:
    """Do `task` on standard input, and answer on standard output."""
    given = json.loads(told)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, given["memory"])
    _limit(resource.RLIMIT_CPU, given["processor"])
    # The answer goes through a pipe: no file that is written may hold a byte.
    _limit(resource.RLIMIT_FSIZE, 0)
    module, _, name = task.partition(":")
    try:
        work = getattr(importlib.import_module(module), name)
        said: bytes = work(sys.stdin.buffer.read(), given["arguments"])
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
