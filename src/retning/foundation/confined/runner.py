"""The parent's side: start a child, hand it the bytes, take its answer, or say why there is none.

The child has no settings, no database and no secrets in its environment; it may write no file, and
what it answers is bytes that the caller checks. A parser that runs wild ends with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import retning

MEGABYTE = 1024 * 1024
SOURCE = str(Path(retning.__file__).parent.parent)


@dataclass(frozen=True)
class Limits:
    """What the child may take: address space in bytes, seconds of processor, and seconds by the
    clock; `answer` is the most that it may say, in bytes."""

    memory: int = 512 * MEGABYTE
    processor: int = 60
    seconds: int = 120
    answer: int = 128 * MEGABYTE


class BrokenCode(StrEnum):
    """Why there is no answer."""

    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_SLOW = "too_slow"
    TOO_LONG = "too_long"  # it says more than it may
    CRASHED = "crashed"


class Broken(Exception):
    """The child gave no answer; `detail` is for the log, never for a page."""

    def __init__(self, code: BrokenCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail


OUT_OF_MEMORY = 70
_ENDED_SLOWLY = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


def run(
    task: str,
    data: bytes,
    *,
    arguments: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> bytes:
    """What `task` ("package.module:function") makes of `data`, in a process of its own.

    The function takes the bytes and the arguments, and gives bytes. It is imported in the child
    alone, so that the parent's memory stays free of what it needs. Raises Broken where the child
    hits a limit or ends without an answer; the parent then goes on unharmed.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        return _answer(_command(task, arguments or {}, limits), given, limits)


def _command(task: str, arguments: Mapping[str, str], limits: Limits) -> list[str]:
    told = {"memory": limits.memory, "processor": limits.processor, "arguments": dict(arguments)}
    return [sys.executable, "-m", "retning.foundation.confined.child", task, json.dumps(told)]


def _answer(command: list[str], given: BinaryIO, limits: Limits) -> bytes:
    with subprocess.Popen(
        command,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd="/",
    ) as child:
        try:
            said, complaint = child.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise Broken(BrokenCode.TOO_SLOW) from None
        finally:
            # Also where the job is taken from us meanwhile: no child outlives its parent's call.
            child.kill()
    if len(said) > limits.answer:
        raise Broken(BrokenCode.TOO_LONG)
    return _judged(child.returncode, said, complaint[-4_000:].decode(errors="replace"))


def _judged(code: int, said: bytes, complaint: str) -> bytes:
    if code == 0:
        return said
    if code in _ENDED_SLOWLY:
        raise Broken(BrokenCode.TOO_SLOW, complaint)
    if code == OUT_OF_MEMORY:
        raise Broken(BrokenCode.TOO_MUCH_MEMORY, complaint)
    raise Broken(BrokenCode.CRASHED, f"exit code {code}: {complaint}")


def _environment() -> dict[str, str]:
    """What Python needs to start, and nothing that a stranger's file could read."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
