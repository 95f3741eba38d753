"""What the environment says, read once and checked before anything starts.

Retning is closed by default: without `RETNING_MODE` it is in production and refuses to start
unless it has been told its secret, its hosts and where its data lives. Every variable is told of
in docs/operations.md. Imports neither Django nor anything else that is slow.
"""

import ipaddress
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

SECRET_LENGTH = 50
DIFFERENT_CHARACTERS = 10
DATABASES = {"sqlite", "postgres", "postgresql"}
MAIL_SCHEMES = {"smtp", "smtp+tls", "smtps"}
DEFAULT_MAIL_FROM = "retning@localhost"
DEFAULT_STATBANK_URL = "https://api.statbank.dk/v1"
DEFAULT_JOBINDSATS_URL = "https://api.jobindsats.dk/v3"


class Mode(StrEnum):
    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class Https(StrEnum):
    OFF = "off"  # demonstration and tests only
    ON = "on"  # Retning answers HTTPS itself
    BEHIND_PROXY = "behind-proxy"  # a proxy does, and says so in X-Forwarded-Proto


class InsecureStart(RuntimeError):
    """Raised when the settings would start an insecure site, or are no settings at all."""


@dataclass(frozen=True)
class Environment:
    """Sizes in bytes; `bind_host` and `bind_port` are where the web process listens."""

    mode: Mode
    secret_key: str
    allowed_hosts: list[str]
    data_dir: Path
    database_url: str
    default_municipality: str
    mail_url: str
    mail_from: str
    https: Https
    tls_certificate: Path | None
    tls_key: Path | None
    upload_limit_bytes: int
    source_url: str
    statbank_url: str
    jobindsats_url: str
    jobindsats_token: str
    fetches_figures: bool
    journal_url: str
    journal_token: str
    clamav: str
    bind_host: str
    bind_port: int
    web_workers: int
    web_threads: int

    @property
    def is_demo(self) -> bool:
        return self.mode is Mode.DEMO

    @property
    def behind_https(self) -> bool:
        """Whether visitors come by HTTPS, whoever answers it."""
        return self.https is not Https.OFF

    @property
    def behind_proxy(self) -> bool:
        """Whether X-Forwarded-Proto and X-Forwarded-For are believed."""
        return self.https is Https.BEHIND_PROXY


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """The environment as one frozen value.

    Raises InsecureStart, naming every problem at once, where production would be insecure or a
    value cannot be understood.
    """
    values = os.environ if values is None else values
    problems = list(_problems(values))
    if problems:
        raise InsecureStart(_refusal(values, problems))
    mode = Mode(values.get("RETNING_MODE") or Mode.PRODUCTION)
    data_dir = _data_dir(values, mode)
    host, port = _bind(values)
    return Environment(
        mode=mode,
        secret_key=values.get("RETNING_SECRET_KEY") or "not-secret-" * 6,
        allowed_hosts=_hosts(values)
        or ["localhost", "127.0.0.1", "[::1]", ".localhost", "testserver"],
        data_dir=data_dir,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'retning.sqlite3'}",
        default_municipality=values.get("RETNING_MUNICIPALITY", ""),
        mail_url=values.get("RETNING_MAIL_URL", ""),
        mail_from=values.get("RETNING_MAIL_FROM") or DEFAULT_MAIL_FROM,
        https=_https(values, mode),
        tls_certificate=_path(values, "RETNING_TLS_CERTIFICATE"),
        tls_key=_path(values, "RETNING_TLS_KEY"),
        upload_limit_bytes=_number(values, "RETNING_UPLOAD_LIMIT_MB", 50) * 1_000_000,
        source_url=values.get("RETNING_SOURCE_URL", ""),
        statbank_url=values.get("RETNING_STATBANK_URL") or DEFAULT_STATBANK_URL,
        jobindsats_url=values.get("RETNING_JOBINDSATS_URL") or DEFAULT_JOBINDSATS_URL,
        jobindsats_token=values.get("RETNING_JOBINDSATS_TOKEN", ""),
        fetches_figures=_fetches(values, mode),
        journal_url=values.get("RETNING_JOURNAL", ""),
        journal_token=values.get("RETNING_JOURNAL_TOKEN", ""),
        clamav=values.get("RETNING_CLAMAV", ""),
        bind_host=host,
        bind_port=port,
        web_workers=_number(values, "RETNING_WEB_WORKERS", 2),
        web_threads=_number(values, "RETNING_WEB_THREADS", 2),
    )


def _data_dir(values: Mapping[str, str], mode: Mode) -> Path:
    usual = "var/demo" if mode is Mode.DEMO else "var"
    return Path(values.get("RETNING_DATA_DIR") or usual).absolute()


def _refusal(values: Mapping[str, str], problems: list[str]) -> str:
    production = values.get("RETNING_MODE", Mode.PRODUCTION) == Mode.PRODUCTION
    heading = (
        "Retning does not start insecurely in production:"
        if production
        else "Retning does not understand its settings:"
    )
    advice = "Set these in the environment, or RETNING_MODE=demo for a demonstration."
    lines = [heading, *(f"  - {problem}" for problem in problems)]
    return "\n".join([*lines, *([advice] if production else []), "See docs/operations.md."])


def _problems(values: Mapping[str, str]) -> Iterator[str]:
    mode = values.get("RETNING_MODE") or Mode.PRODUCTION
    if mode not in set(Mode):
        yield f"RETNING_MODE must be one of {', '.join(Mode)}"
        return
    unreadable = list(_unreadable(values))
    yield from unreadable
    if unreadable:
        return
    yield from _mail_problems(values)
    yield from _figure_problems(values)
    yield from _journal_problems(values)
    yield from _scanner_problems(values)
    if mode == Mode.PRODUCTION:
        yield from _production_problems(values)
    elif not _is_loopback(_bind(values)[0]) and _weak_secret(values):
        yield "RETNING_BIND must be this machine's loopback while RETNING_SECRET_KEY is not set"


def _unreadable(values: Mapping[str, str]) -> Iterator[str]:
    for name in ("RETNING_UPLOAD_LIMIT_MB", "RETNING_WEB_WORKERS", "RETNING_WEB_THREADS"):
        text = values.get(name) or "1"
        if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
            yield f"{name} must be a whole number above 0"
    host, colon, port = (values.get("RETNING_BIND") or "127.0.0.1:8000").rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and int(port) < 65_536):
        yield "RETNING_BIND must be an address and a port, as 127.0.0.1:8000"
    if (values.get("RETNING_HTTPS") or Https.ON) not in set(Https):
        yield f"RETNING_HTTPS must be one of {', '.join(Https)}"
    database = values.get("DATABASE_URL")
    if database and database.partition(":")[0] not in DATABASES:
        yield "DATABASE_URL must begin with postgresql:// or sqlite:///"


def _mail_problems(values: Mapping[str, str]) -> Iterator[str]:
    url = values.get("RETNING_MAIL_URL")
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        yield "RETNING_MAIL_URL must be smtp://, smtp+tls:// or smtps://, and a host"
        return
    if parts.password and parts.scheme == "smtp" and not _is_loopback(parts.hostname):
        yield "RETNING_MAIL_URL would send its password unencrypted: use smtp+tls:// or smtps://"


def _fetches(values: Mapping[str, str], mode: Mode) -> bool:
    """A demonstration and tests ask nobody unless told to."""
    said = values.get("RETNING_FETCH_FIGURES")
    return said == "on" if said else mode is Mode.PRODUCTION


def _figure_problems(values: Mapping[str, str]) -> Iterator[str]:
    for name in ("RETNING_STATBANK_URL", "RETNING_JOBINDSATS_URL"):
        parts = urlsplit(values.get(name) or "https://localhost")
        right = parts.scheme == "https" or (
            parts.scheme == "http" and _is_loopback(parts.hostname or "")
        )
        if not (right and parts.hostname):
            yield f"{name} must begin with https://"
    if values.get("RETNING_FETCH_FIGURES", "") not in {"", "on", "off"}:
        yield "RETNING_FETCH_FIGURES must be on or off"
    if any(not "!" <= letter <= "~" for letter in values.get("RETNING_JOBINDSATS_TOKEN", "")):
        yield "RETNING_JOBINDSATS_TOKEN must be the token alone, without spaces"


def _journal_problems(values: Mapping[str, str]) -> Iterator[str]:
    url = values.get("RETNING_JOURNAL")
    if url:
        parts = urlsplit(url)
        is_folder = parts.scheme == "file" and not parts.netloc and len(parts.path) > 1
        is_safe = parts.scheme == "https" or (
            parts.scheme == "http" and _is_loopback(parts.hostname or "")
        )
        if not (is_folder or (is_safe and parts.hostname)):
            yield "RETNING_JOURNAL must be file:///a/folder, or begin with https://"
        elif parts.username or parts.password:
            yield "RETNING_JOURNAL holds no password: the token stands in RETNING_JOURNAL_TOKEN"
    if any(not "!" <= letter <= "~" for letter in values.get("RETNING_JOURNAL_TOKEN", "")):
        yield "RETNING_JOURNAL_TOKEN must be the token alone, without spaces"


def _scanner_problems(values: Mapping[str, str]) -> Iterator[str]:
    place = values.get("RETNING_CLAMAV", "")
    host, colon, port = place.rpartition(":")
    is_port = port.isascii() and port.isdigit() and 0 < int(port) < 65_536
    if place and not place.startswith("/") and not (host and colon and is_port):
        yield "RETNING_CLAMAV must be host:port, as 127.0.0.1:3310, or the path of a socket"


def _production_problems(values: Mapping[str, str]) -> Iterator[str]:
    if _weak_secret(values):
        yield (
            f"RETNING_SECRET_KEY must be a random secret of at least {SECRET_LENGTH} characters; "
            "`retning secret` makes one"
        )
    hosts = _hosts(values)
    if not hosts or "*" in hosts:
        yield "RETNING_ALLOWED_HOSTS must name the site's hosts, without '*'"
    if not values.get("RETNING_DATA_DIR"):
        yield "RETNING_DATA_DIR must name the folder where files are kept"
    elif not Path(values["RETNING_DATA_DIR"]).is_absolute():
        yield "RETNING_DATA_DIR must be a path from the root, as /var/lib/retning"
    if values.get("RETNING_MAIL_URL") and "@" not in values.get("RETNING_MAIL_FROM", ""):
        yield "RETNING_MAIL_FROM must be the address that mails come from"
    yield from _https_problems(values)


def _https_problems(values: Mapping[str, str]) -> Iterator[str]:
    said = values.get("RETNING_HTTPS")
    if said == Https.OFF:
        yield "RETNING_HTTPS must be 'on' or 'behind-proxy': people log in here"
    elif said == Https.ON:
        for name in ("RETNING_TLS_CERTIFICATE", "RETNING_TLS_KEY"):
            if not values.get(name) or not Path(values[name]).is_file():
                yield f"{name} must name a file when RETNING_HTTPS is 'on'"
    elif said != Https.BEHIND_PROXY and not _is_loopback(_bind(values)[0]):
        yield (
            "RETNING_BIND opens plain HTTP to the network: say RETNING_HTTPS=behind-proxy where "
            "only the proxy can reach it, or RETNING_HTTPS=on with a certificate"
        )


def _weak_secret(values: Mapping[str, str]) -> bool:
    secret = values.get("RETNING_SECRET_KEY", "")
    known = secret.startswith(("django-insecure-", "not-secret"))
    return len(secret) < SECRET_LENGTH or len(set(secret)) < DIFFERENT_CHARACTERS or known


def _hosts(values: Mapping[str, str]) -> list[str]:
    named = values.get("RETNING_ALLOWED_HOSTS", "").split(",")
    return [host.strip() for host in named if host.strip()]


def _https(values: Mapping[str, str], mode: Mode) -> Https:
    default = Https.BEHIND_PROXY if mode is Mode.PRODUCTION else Https.OFF
    return Https(values.get("RETNING_HTTPS") or default)


def _bind(values: Mapping[str, str]) -> tuple[str, int]:
    host, _, port = (values.get("RETNING_BIND") or "127.0.0.1:8000").rpartition(":")
    return host.strip("[]"), int(port)


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    return int(values.get(name) or default)


def _path(values: Mapping[str, str], name: str) -> Path | None:
    return Path(values[name]) if values.get(name) else None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
