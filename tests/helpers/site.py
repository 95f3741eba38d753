"""The real site, as `retning serve` runs it, on a free port of this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
SEED = (
    "import django, json; django.setup();"
    "from tests.journeys.seed import seed; print(json.dumps(seed()))"
)


@dataclass(frozen=True)
class Site:
    """A running site. `facts` is what the seed told: logins, addresses, whatever journeys need."""

    url: str
    data_dir: Path
    environment: Mapping[str, str]
    facts: Mapping[str, Any]
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        return (self.data_dir / "serve.log").read_text(errors="replace")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def site_environment(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a site that keeps everything in `data_dir`."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("RETNING_", "PYTEST_")) and key != "DATABASE_URL"
    }
    return {
        **inherited,
        "RETNING_MODE": "demo",
        "RETNING_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "retning.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def python(environment: Mapping[str, str], *words: str) -> str:
    """Run Python in the site's environment and return what it printed."""
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, f"{' '.join(words)}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def prepare(environment: Mapping[str, str]) -> dict[str, Any]:
    """Prepare the database and the static files, and seed; what the seed told."""
    python(environment, "-m", "retning.config.cli", "prepare")
    if not (ROOT / "tests" / "journeys" / "seed.py").exists():
        return {}
    told: dict[str, Any] = json.loads(python(environment, "-c", SEED).splitlines()[-1])
    return told


@contextmanager
def running_site(data_dir: Path, **more: str) -> Iterator[Site]:
    """A seeded site with web and worker, stopped at the end whatever happens."""
    port = free_port()
    environment = site_environment(data_dir, RETNING_BIND=f"127.0.0.1:{port}", **more)
    facts = prepare(environment)
    with (data_dir / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "retning.config.cli", "serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = Site(f"http://localhost:{port}", data_dir, environment, facts, process)
    try:
        _wait_until_it_answers(site, port)
        yield site
    finally:
        _stop(process)


def _wait_until_it_answers(site: Site, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if site.process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site did not start:\n{site.log[-3000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # The session it leads holds its workers; nobody else's process is in it.
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        os.killpg(process.pid, sign)
        try:
            process.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            continue
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
