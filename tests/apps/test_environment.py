"""The environment: what is understood, and each thing that production refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retning.config.environment import Https, InsecureStart, Mode, read_environment

SECRET = "k3Jx9-Qv7_Lm2Rt8wYz4Nb6Hd1Pf5Sg0Xc-Tj3Ua7Ve9Ki2Oq4"
SAFE = {
    "RETNING_MODE": "production",
    "RETNING_SECRET_KEY": SECRET,
    "RETNING_ALLOWED_HOSTS": "strategi.kommune.example",
    "RETNING_DATA_DIR": "/var/lib/retning",
}


def refusal(**changes: str) -> str:
    with pytest.raises(InsecureStart) as caught:
        read_environment(SAFE | changes)
    return str(caught.value)


def test_a_safe_production_starts_behind_a_proxy() -> None:
    environment = read_environment(SAFE)
    assert environment.mode is Mode.PRODUCTION
    assert environment.https is Https.BEHIND_PROXY
    assert environment.behind_https
    assert environment.behind_proxy
    assert environment.allowed_hosts == ["strategi.kommune.example"]
    assert environment.database_url == "sqlite:////var/lib/retning/retning.sqlite3"
    assert (environment.bind_host, environment.bind_port) == ("127.0.0.1", 8000)
    assert (environment.web_workers, environment.web_threads) == (2, 2)
    assert environment.upload_limit_bytes == 50_000_000


def test_nothing_said_is_production_and_refused_with_every_problem_at_once() -> None:
    with pytest.raises(InsecureStart) as caught:
        read_environment({})
    assert str(caught.value).splitlines() == [
        "Retning does not start insecurely in production:",
        (
            "  - RETNING_SECRET_KEY must be a random secret of at least 50 characters;"
            " `retning secret` makes one"
        ),
        "  - RETNING_ALLOWED_HOSTS must name the site's hosts, without '*'",
        "  - RETNING_DATA_DIR must name the folder where files are kept",
        "Set these in the environment, or RETNING_MODE=demo for a demonstration.",
        "See docs/operations.md.",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RETNING_SECRET_KEY", ""),
        ("RETNING_SECRET_KEY", SECRET[:49]),
        ("RETNING_SECRET_KEY", "a" * 60),
        ("RETNING_SECRET_KEY", "not-secret-" * 6),
        ("RETNING_SECRET_KEY", f"django-insecure-{SECRET}"),
        ("RETNING_ALLOWED_HOSTS", ""),
        ("RETNING_ALLOWED_HOSTS", " , "),
        ("RETNING_ALLOWED_HOSTS", "*"),
        ("RETNING_ALLOWED_HOSTS", "strategi.kommune.example,*"),
        ("RETNING_DATA_DIR", ""),
        ("RETNING_DATA_DIR", "var"),
        ("RETNING_HTTPS", "off"),
        ("RETNING_HTTPS", "perhaps"),
        ("RETNING_BIND", "0.0.0.0:8000"),
        ("RETNING_BIND", "[::]:8000"),
        ("RETNING_BIND", "8000"),
        ("RETNING_BIND", "127.0.0.1:http"),
        ("RETNING_CLAMAV", "scanner.kommune.example"),
        ("RETNING_CLAMAV", "127.0.0.1:clamd"),
        ("RETNING_CLAMAV", ":3310"),
        ("RETNING_MAIL_URL", "post.kommune.example"),
        ("RETNING_MAIL_URL", "http://post.kommune.example"),
        ("RETNING_MAIL_URL", "smtp://retning:secret@post.kommune.example"),
        ("DATABASE_URL", "mysql://retning@localhost/retning"),
        ("RETNING_MODE", "prod"),
        ("RETNING_UPLOAD_LIMIT_MB", "many"),
        ("RETNING_UPLOAD_LIMIT_MB", "0"),
        ("RETNING_WEB_WORKERS", "-1"),
        ("RETNING_WEB_THREADS", "2.5"),
    ],
)
def test_production_refuses(name: str, value: str) -> None:
    told = refusal(**{name: value})
    assert [line for line in told.splitlines() if line.startswith("  - ")] != []
    assert f"  - {name} " in told


def test_mail_needs_a_sender_in_production() -> None:
    assert "RETNING_MAIL_FROM" in refusal(RETNING_MAIL_URL="smtps://post.kommune.example")
    accepted = read_environment(
        SAFE
        | {
            "RETNING_MAIL_URL": "smtps://retning:secret@post.kommune.example",
            "RETNING_MAIL_FROM": "Strategi <strategi@kommune.example>",
        }
    )
    assert accepted.mail_from == "Strategi <strategi@kommune.example>"


def test_a_password_may_go_unencrypted_to_this_machine() -> None:
    environment = read_environment(
        {"RETNING_MODE": "demo", "RETNING_MAIL_URL": "smtp://retning:secret@localhost"}
    )
    assert environment.mail_url == "smtp://retning:secret@localhost"


def test_the_network_is_opened_only_to_a_proxy_that_was_named() -> None:
    environment = read_environment(
        SAFE | {"RETNING_BIND": "0.0.0.0:8000", "RETNING_HTTPS": "behind-proxy"}
    )
    assert (environment.bind_host, environment.bind_port) == ("0.0.0.0", 8000)


def test_https_of_our_own_needs_its_files(tmp_path: Path) -> None:
    told = refusal(RETNING_HTTPS="on")
    assert "RETNING_TLS_CERTIFICATE must name a file" in told
    assert "RETNING_TLS_KEY must name a file" in told
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.touch()
    key.touch()
    environment = read_environment(
        SAFE
        | {
            "RETNING_HTTPS": "on",
            "RETNING_TLS_CERTIFICATE": str(certificate),
            "RETNING_TLS_KEY": str(key),
            "RETNING_BIND": "0.0.0.0:443",
        }
    )
    assert environment.behind_https
    assert not environment.behind_proxy


def test_a_demonstration_needs_nothing_and_stays_on_this_machine() -> None:
    environment = read_environment({"RETNING_MODE": "demo"})
    assert environment.is_demo
    assert not environment.behind_https
    assert environment.data_dir == Path("var/demo").absolute()
    with pytest.raises(InsecureStart, match="RETNING_BIND must be this machine's loopback"):
        read_environment({"RETNING_MODE": "demo", "RETNING_BIND": "0.0.0.0:8000"})
    shown = {"RETNING_MODE": "demo", "RETNING_BIND": "[::]:80", "RETNING_SECRET_KEY": SECRET}
    assert read_environment(shown).bind_host == "::"


COMMANDS = ["serve", "web", "worker", "migrate", "prepare", "check", "manage"]


def retning(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "retning.config.cli", *command],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src", **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_needs_settings_refuses_without_a_traceback(command: str) -> None:
    done = retning(command)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Retning does not start insecurely in production:\n")
    assert "Traceback" not in done.stderr


def test_an_unknown_command_says_which_there_are() -> None:
    done = retning("server")
    assert done.returncode == 2
    assert "there is no command 'server'" in done.stderr
    assert "retning COMMAND" in done.stderr


def test_a_secret_made_here_is_one_that_production_takes() -> None:
    first, second = retning("secret").stdout.strip(), retning("secret").stdout.strip()
    assert first != second
    assert read_environment(SAFE | {"RETNING_SECRET_KEY": first}).secret_key == first
