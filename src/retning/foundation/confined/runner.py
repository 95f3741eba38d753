"""The parent's side: start a child, hand it the bytes, take its answer, or say why there is none.

The child has no settings, no database and no secrets in its environment; it may write no file and
reach no network, and what it answers is bytes that the caller checks. A parser that runs wild ends
with it, and it ends with its parent.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import retning

MEGABYTE = 1024 * 1024
SOURCE = str(Path(retning.__file__).resolve().parent.parent)


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
_PIECE = 256 * 1024
_BREATH = 0.25
_COMPLAINT = 4_000
# Neither the folder it starts in nor the user's own packages are looked into for modules.
_START = [sys.executable, "-P", "-s", "-X", "utf8", "-m"]


def run(
    task: str,
    data: bytes,
    *,
    arguments: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> bytes:
    """What `task` ("package.module:function") makes of `data`, in a process of its own.

    The function takes the bytes and the arguments, and gives bytes. It is imported in the child
    alone, so that the parent's memory stays free of what it needs. `meanwhile` is called several
    times a second; what it raises ends the child and goes on up. Raises Broken where the child
    hits a limit or ends without an answer; the parent then goes on unharmed.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        return _answer(_command(task, arguments or {}, limits), given, limits, meanwhile)


def run_program(
    program: Sequence[str],
    data: bytes = b"",
    *,
    environment: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> bytes:
    """What another program (its path and arguments, no shell) answers on standard output when it
    is given `data` on standard input: under the limits and rules of `run`, with nothing but
    `environment` beside the language, and in an empty folder of its own, which it cannot write in.
    Raises Broken."""
    limits = limits or Limits()
    told = {
        "parent": os.getpid(),
        "memory": limits.memory,
        "processor": limits.processor,
        "program": list(program),
        "environment": {"LANG": "C.UTF-8", **(environment or {})},
    }
    command = [*_START, "retning.foundation.confined.program", json.dumps(told)]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryDirectory() as folder:
        given.write(data)
        given.seek(0)
        return _answer(command, given, limits, meanwhile, folder=folder)


def _command(task: str, arguments: Mapping[str, str], limits: Limits) -> list[str]:
    told = {
        "parent": os.getpid(),
        "memory": limits.memory,
        "processor": limits.processor,
        "arguments": dict(arguments),
    }
    return [*_START, "retning.foundation.confined.child", task, json.dumps(told)]


def _answer(
    command: list[str],
    given: BinaryIO,
    limits: Limits,
    meanwhile: Callable[[], None] | None,
    *,
    folder: str = "/",
) -> bytes:
    with subprocess.Popen(
        command,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd=folder,
        start_new_session=True,
    ) as child:
        try:
            said, complaint = _heard(child, limits, meanwhile)
        finally:
            # Also where the job is taken from us meanwhile: no child outlives its parent's call.
            _end(child)
    return _judged(child.returncode, said, complaint.decode(errors="replace"))


def _heard(
    child: subprocess.Popen[bytes], limits: Limits, meanwhile: Callable[[], None] | None
) -> tuple[bytes, bytes]:
    """What the child says and complains of until it ends. No more is held than it may say."""
    said, complaint = bytearray(), bytearray()
    end = time.monotonic() + limits.seconds
    with selectors.DefaultSelector() as pipes:
        for pipe, heard in ((child.stdout, said), (child.stderr, complaint)):
            if pipe is not None:
                pipes.register(pipe, selectors.EVENT_READ, heard)
        while pipes.get_map():
            for key, _ in pipes.select(timeout=_BREATH):
                piece = os.read(key.fd, _PIECE)
                key.data.extend(piece)
                if not piece:
                    pipes.unregister(key.fileobj)
            del complaint[:-_COMPLAINT]
            if len(said) > limits.answer:
                raise Broken(BrokenCode.TOO_LONG)
            if time.monotonic() > end:
                raise Broken(BrokenCode.TOO_SLOW)
            if meanwhile is not None:
                meanwhile()
    try:
        child.wait(timeout=max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise Broken(BrokenCode.TOO_SLOW) from None
    return bytes(said), bytes(complaint)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if child.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()


def _judged(code: int, said: bytes, complaint: str) -> bytes:
    if code == 0:
        return said
    if code == -signal.SIGXCPU:
        raise Broken(BrokenCode.TOO_SLOW, complaint)
    # Killed from outside: that is the system, which had no memory left.
    if code in {OUT_OF_MEMORY, -signal.SIGKILL} or complaint.rstrip().endswith("MemoryError"):
        raise Broken(BrokenCode.TOO_MUCH_MEMORY, complaint)
    raise Broken(BrokenCode.CRASHED, f"exit code {code}: {complaint}")


def _environment() -> dict[str, str]:
    """What Python needs to start, and nothing that a stranger's file could read."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    # One thread; and what numpy would else set by itself, which a child may not.
    numbers = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OPENBLAS_MAIN_FREE": "1"}
    return {**kept, **numbers, "PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1"}
