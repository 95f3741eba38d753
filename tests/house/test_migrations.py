"""Migrations are named by hand, complete, and can be taken back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.helpers.source import PACKAGE, ROOT

NAME = re.compile(r"^\d{4}_(?!auto)[a-z][a-z0-9_]*[a-z0-9]$")


def labels() -> list[str]:
    """Our apps that have migrations, from the ground up."""
    return [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("retning.") and (Path(config.path) / "migrations").exists()
    ]


def django(data_dir: Path, *words: str) -> str:
    """Run a management command against a SQLite file of its own; what it said."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-m", "django", *words],
        cwd=ROOT,
        env={**environment, "RETNING_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{' '.join(words)}\n{ran.stdout[-2000:]}\n{ran.stderr[-3000:]}"
    return ran.stdout


def schema(data_dir: Path) -> str:
    """The names of all tables, as Django sees them."""
    return django(data_dir, "shell", "--verbosity=0", "-c", TABLES)


TABLES = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT type, name FROM sqlite_master ORDER BY 1, 2")
    print(*cursor.fetchall(), sep="\\n")
"""


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
    django(tmp_path, "makemigrations", "--check", "--dry-run", "--verbosity=1", *labels())


def test_every_migration_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    django(tmp_path, "migrate", "--verbosity=0")
    before = schema(tmp_path)
    for label in reversed(labels()):
        django(tmp_path, "migrate", label, "zero", "--verbosity=0")
    bare = schema(tmp_path)
    assert not [name for name in labels() if f"'{name}_" in bare]
    django(tmp_path, "migrate", "--verbosity=0")
    assert schema(tmp_path) == before
