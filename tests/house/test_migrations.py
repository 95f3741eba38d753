"""Migrations are named by hand, complete, and can be taken back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.helpers.source import PACKAGE, ROOT, nothing

NAME = re.compile(r"^\d{4}_(?!auto)[a-z][a-z0-9_]*[a-z0-9]$")


def labels() -> list[str]:
    """Our apps that have migrations, from the ground up."""
    return [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("retning.") and (Path(config.path) / "migrations").exists()
    ]


# One process for all of it: each start of Django costs more than the migrations.
BACK_AND_FORTH = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.db import connection

def schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
        return [list(row) for row in cursor.fetchall()]

call_command("migrate", verbosity=0)
told = {"before": schema()}
for label in sys.argv[1:]:
    call_command("migrate", label, "zero", verbosity=0)
told["bare"] = schema()
call_command("migrate", verbosity=0)
told["after"] = schema()
print(json.dumps(told))
"""


def python(data_dir: Path, *words: str) -> str:
    """Run Python with Django's settings and a SQLite file of its own; what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**environment, "RETNING_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout[-2000:]}\n{ran.stderr[-3000:]}"
    return ran.stdout


def test_migrations_are_named() -> None:
    found = [
        path.stem for path in PACKAGE.rglob("migrations/[0-9]*.py") if not NAME.match(path.stem)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "is_good"),
    [
        ("0001_initial", True),
        ("0002_goals_have_owners", True),
        ("0002_auto_20260101_1200", False),
        ("0002", False),
        ("2_goals", False),
    ],
)
def test_which_names_are_good(name: str, is_good: bool) -> None:
    assert bool(NAME.match(name)) is is_good


def test_the_models_have_no_change_without_a_migration(tmp_path: Path) -> None:
    python(tmp_path, "-m", "django", "makemigrations", "--check", "--dry-run", *labels())


def test_every_migration_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    told = json.loads(python(tmp_path, "-c", BACK_AND_FORTH, *reversed(labels())))
    ours = tuple(f"{label}_" for label in labels())
    left = [name for _, name, _ in told["bare"] if name.startswith(ours)]
    nothing(left)
    assert [name for _, name, _ in told["before"] if name.startswith("strategy_goal")]
    assert told["after"] == told["before"]
