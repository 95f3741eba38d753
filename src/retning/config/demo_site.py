"""`retning demo`: one command from nothing to a municipality whose strategy can be read."""

import os
import secrets
import shlex
import sys
from pathlib import Path

from retning.config.demo.logins import LOGINS, PASSWORD, email_of

DATA_DIR = Path("var") / "demo"
USAGE = "usage: retning demo [--build-only]"
WORTH_A_LOOK = {
    "/strategi/vallensbaek-videre-kommuneplanstrategi-2018-2022/maal/": "every goal's verdict",
    "/hoering/": "hearings, one of them open",
    "/kommune/": "the municipality",
    "/sammenlign/": "beside others",
    "/tal/": "every indicator",
    "/tal/udsigt/": "what outlooks are worth",
}
"""Pages that tell whether the goals are met."""


def main(argv: list[str]) -> int:
    """Build the demonstration where it is not there yet, print its logins, and serve it."""
    if set(argv) - {"--build-only"}:
        print(USAGE, file=sys.stderr)
        return 2
    data_dir = _environment()
    from retning.config import cli

    if not (data_dir / "built").exists():
        print("Building the demonstration. The first time takes a little longer …", flush=True)
        cli.main(["prepare"])
        _build()
        (data_dir / "built").write_text(_stamp())
    elif (data_dir / "built").read_text() != _stamp():
        cli.main(["prepare"])
        (data_dir / "built").write_text(_stamp())
    if "--build-only" in argv:
        return 0
    _tell()
    return cli.main(["serve"])


def _elsewhere() -> str:
    """The folder of the demonstration, where it is not the usual one."""
    folder = Path(os.environ["RETNING_DATA_DIR"])
    is_usual = folder.absolute() == DATA_DIR.absolute()
    return "" if is_usual else f" RETNING_DATA_DIR={shlex.quote(str(folder))}"


def _anew() -> str:
    """The command that takes the demonstration away, wherever it is."""
    return f"rm -r {shlex.quote(os.environ['RETNING_DATA_DIR'])}"


def _environment() -> Path:
    data_dir = Path(os.environ.setdefault("RETNING_DATA_DIR", str(DATA_DIR))).absolute()
    data_dir.mkdir(parents=True, exist_ok=True)
    key_file = data_dir / "secret"
    if not key_file.exists():
        key_file.write_text(secrets.token_urlsafe(48))
        key_file.chmod(0o600)
    os.environ["RETNING_MODE"] = "demo"
    os.environ.setdefault("RETNING_SECRET_KEY", key_file.read_text())
    os.environ.setdefault("RETNING_MUNICIPALITY", "187")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")
    return data_dir


def _stamp() -> str:
    """What the demonstration was prepared with: when the code changes it is prepared again."""
    package = Path(__file__).resolve().parent.parent
    newest = max(
        path.stat().st_mtime_ns
        for pattern in ("*/*/migrations/*.py", "web/*/static/**/*")
        for path in package.glob(pattern)
    )
    return str(newest)


def _build() -> None:
    import django

    django.setup()
    from django.db import transaction

    from retning.config.demo.figures import build_figures
    from retning.config.demo.hearing import build_hearings
    from retning.config.demo.organisation import build_organisation
    from retning.config.demo.strategy import build_strategy
    from retning.foundation import clock
    from retning.foundation.jobs.worker import run_waiting

    now = clock.now()
    # All or nothing: a demonstration that was stopped half-built is built again from the start.
    with transaction.atomic():
        build_figures(now=now)
        organisation = build_organisation(now=now)
        adopted = build_strategy(organisation=organisation, now=now)
        build_hearings(adopted.strategy, organisation=organisation, now=now)
        run_waiting()  # outlooks are there with the first page


def _tell() -> None:
    address = os.environ.get("RETNING_BIND", "127.0.0.1:8000").replace("127.0.0.1", "localhost")
    print(f"\nRetning is at http://{address}  (log in at http://{address}/arbejde/)")
    print(f"Demonstration: everybody's password is  {PASSWORD}\n")
    for role in LOGINS:
        print(f"  {role.replace('_', ' '):<18} {email_of(role)}")
    print("\nWhether it works:\n")
    for path, what in WORTH_A_LOOK.items():
        print(f"  {what:<24} http://{address}{path}")
    print("\nOn the command line, in another window and this folder:\n")
    print(f'  export RETNING_MODE=demo{_elsewhere()} PATH="$PWD/.venv/bin:$PATH"')
    print("  retning figures status")
    print(f"\nStop with Ctrl+C. Start again with the same command; `{_anew()}` begins anew.\n")
    sys.stdout.flush()
