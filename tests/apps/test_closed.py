"""The long-lived processes are closed to other programs of the same user."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux does this")
SOURCE = Path(__file__).resolve().parents[2] / "src"
PR_CAPBSET_DROP = 24
# What lets one look into others: tracing, administration of the system, measuring.
LOOKING = (19, 21, 38)
SECRET = "a-key-that-nobody-else-may-read-0123456789-0123456789"
IS_DUMPABLE = "__import__('ctypes').CDLL(None).prctl(3, 0, 0, 0, 0)"
CHILD = """
import os, subprocess, sys
from retning.config.closed import close_to_others
close_to_others() if sys.argv[1] == "closed" else None
look = f"open('/proc/{os.getpid()}/environ', 'rb').read()"
child = subprocess.run([sys.executable, "-c", look], env={}, capture_output=True, text=True)
print(child.stderr.strip().splitlines()[-1] if child.returncode else "read")
"""


def ordinary() -> None:
    """The system's administrator may look into anything, and gives that up here."""
    if os.getuid() == 0:
        for capability in LOOKING:
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def ran(*arguments: str, mode: str = "demo") -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RETNING_MODE": mode,
        "RETNING_SECRET_KEY": SECRET,
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, preexec_fn=ordinary, cwd="/",
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("how", "outcome"), [("open", "read"), ("closed", "PermissionError: [Errno 13]")]
)
def test_a_child_cannot_read_what_its_parent_was_started_with(how: str, outcome: str) -> None:
    assert ran("-c", CHILD, how).startswith(outcome)


@pytest.mark.parametrize("command", ["serve", "web", "worker"])
@pytest.mark.parametrize(("mode", "dumpable"), [("demo", "0"), ("test", "1")])
def test_each_long_lived_process_is_closed(command: str, mode: str, dumpable: str) -> None:
    """Before it does anything; tests have no secrets, and measure processes from outside."""
    begun = f"""
from retning.config import cli, serve
serve.may_listen = lambda environment: True
say = lambda *given: print({IS_DUMPABLE}) or 0
serve.serve = serve.web = serve.worker = say
cli.main([{command!r}])
"""
    assert ran("-c", begun, mode=mode) == dumpable
