"""What tests need beside Python: Chromium, PostgreSQL's server, tesseract, veraPDF's jars for Java,
ClamAV.

They are installed where that is allowed without asking (Debian or Ubuntu, as root or with a sudo
that asks for no password). Where it is not, the packages' names are told.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MINUTES = 10
JARS = Path("/usr/share/java")
POLICY = Path("/usr/sbin/policy-rc.d")
"""Where it is, as in most containers, packages start no services."""
JAXB_JARS = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation")
APT = ["apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]


@dataclass(frozen=True)
class Need:
    """A program that tests need, the Debian packages that hold it, and how it is found. Without an
    optional one, only the tests that use it are skipped. Where installing it `starts_services` that
    go on by themselves, that is left to whoever owns the machine."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[], Path | None]
    is_optional: bool = False
    starts_services: bool = False

    @property
    def missing(self) -> str:
        return (
            f"{self.name} is missing; on Debian and Ubuntu: apt install {' '.join(self.packages)}"
        )


def chromium() -> Path | None:
    """The browser to drive: what RETNING_CHROMIUM names, or the machine's Chromium."""
    given = os.environ.get("RETNING_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def postgresql() -> Path | None:
    """The folder of PostgreSQL's server programs."""
    try:
        return postgres.programs()
    except postgres.Missing:
        return None


def jaxb() -> tuple[Path, ...]:
    """The jars that veraPDF needs beside Java itself, which had them until its version 10."""
    jars = [JARS / f"{name}.jar" for name in JAXB_JARS]
    return tuple(jars) if all(jar.is_file() for jar in jars) else ()


def jaxb_beside_java() -> Path | None:
    """Where the jars lie; where there is no Java, nothing is missing beside it."""
    found = shutil.which("java")
    return JARS if found is None or jaxb() else None


CHROMIUM = Need("Chromium", ("chromium",), chromium)
POSTGRESQL = Need("PostgreSQL's server", (postgres.PACKAGE,), postgresql)


def tesseract() -> Path | None:
    """The program that recognises text, where it knows Danish."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    told = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False)
    return Path(found) if "dan" in told.stdout.split() else None


TESSERACT = Need(
    "tesseract with Danish",
    ("tesseract-ocr", "tesseract-ocr-dan"),
    tesseract,
    is_optional=True,
)


def clamd() -> Path | None:
    """The program that examines files, which Debian keeps where not everybody's shell looks."""
    found = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


# It brings freshclam, which fetches signatures; the tests bring their own.
CLAMD = Need("clamd", ("clamav-daemon",), clamd, is_optional=True, starts_services=True)
JAXB = Need("JAXB for veraPDF", ("libjaxb-java",), jaxb_beside_java, is_optional=True)


def _run(command: Sequence[str]) -> bool:
    try:
        ran = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=MINUTES * 60,
            text=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    if ran.returncode != 0:
        print(ran.stdout[-1500:], file=sys.stderr)
    return ran.returncode == 0


def _as_root() -> list[str] | None:
    """What to put before a command that needs root, or None where we may not."""
    if not shutil.which("apt-get") or os.environ.get("RETNING_NO_APT"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def provide(needs: Sequence[Need]) -> list[Need]:
    """Install what is missing, if we may; what is missing still."""
    missing = [need for need in needs if need.find() is None]
    before = _as_root()
    asked = [need for need in missing if not need.starts_services or POLICY.exists()]
    if not asked or before is None:
        return missing
    # What tests can do without keeps nothing away that they cannot.
    needed = [package for need in asked if not need.is_optional for package in need.packages]
    optional = [need.packages for need in dict.fromkeys(asked) if need.is_optional]
    if _run([*before, *APT, "update"]):
        for packages in filter(None, (needed, *optional)):
            print(f"  Installing {', '.join(packages)} (apt) …", flush=True)
            _run([*before, *APT, "install", "--no-install-recommends", *packages])
    return [need for need in missing if need.find() is None]
