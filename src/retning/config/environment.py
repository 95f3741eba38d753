"""What the environment says, read once and checked before anything starts.

Retning is closed by default: without `RETNING_MODE` it is in production and refuses to start
unless it has been told its secret, its hosts and where its data lives.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class InsecureStart(RuntimeError):
    """Raised when the settings would start an insecure production site."""


@dataclass(frozen=True)
class Environment:
    mode: Mode
    secret_key: str
    allowed_hosts: list[str]
    data_dir: Path
    database_url: str
    default_municipality: str
    mail_url: str
    mail_from: str
    behind_https: bool
    upload_limit_bytes: int

    @property
    def is_demo(self) -> bool:
        return self.mode is Mode.DEMO


def _hosts(text: str) -> list[str]:
    return [host.strip() for host in text.split(",") if host.strip()]


def _problems(values: Mapping[str, str]) -> list[str]:
    problems = []
    if len(values.get("RETNING_SECRET_KEY", "")) < 50:
        problems.append("RETNING_SECRET_KEY must be a secret of at least 50 characters")
    hosts = _hosts(values.get("RETNING_ALLOWED_HOSTS", ""))
    if not hosts or "*" in hosts:
        problems.append("RETNING_ALLOWED_HOSTS must name the site's hosts, without '*'")
    if not values.get("RETNING_DATA_DIR"):
        problems.append("RETNING_DATA_DIR must name the folder where files are kept")
    if values.get("RETNING_HTTPS", "on") not in {"on", "behind-proxy"}:
        problems.append("RETNING_HTTPS must be 'on' or 'behind-proxy'")
    return problems


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """The environment as one frozen value.

    Raises InsecureStart, naming every problem at once, where production would be insecure.
    """
    values = os.environ if values is None else values
    mode = Mode(values.get("RETNING_MODE", Mode.PRODUCTION))
    if mode is Mode.PRODUCTION and (problems := _problems(values)):
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise InsecureStart(
            f"Retning does not start insecurely in production:\n{lines}\n"
            "Set these in the environment, or RETNING_MODE=demo for a demonstration. "
            "See docs/operations.md."
        )
    data_dir = Path(values.get("RETNING_DATA_DIR") or "var").absolute()
    return Environment(
        mode=mode,
        secret_key=values.get("RETNING_SECRET_KEY") or "not-secret-" * 6,
        allowed_hosts=_hosts(values.get("RETNING_ALLOWED_HOSTS", ""))
        or ["localhost", "127.0.0.1", "[::1]", ".localhost", "testserver"],
        data_dir=data_dir,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'retning.sqlite3'}",
        default_municipality=values.get("RETNING_MUNICIPALITY", ""),
        mail_url=values.get("RETNING_MAIL_URL", ""),
        mail_from=values.get("RETNING_MAIL_FROM", "retning@localhost"),
        behind_https=mode is Mode.PRODUCTION,
        upload_limit_bytes=int(values.get("RETNING_UPLOAD_LIMIT_MB", "25")) * 1_000_000,
    )
