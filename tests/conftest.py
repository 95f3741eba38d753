"""What every test stands on: test settings, a folder of its own, and no road to the outside.

The pure cores are tested where Django is not installed, so this file must do without it.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.network import Guard

HAS_DJANGO = importlib.util.find_spec("django") is not None
TESTS = Path(__file__).resolve().parent
DATA = Path(tempfile.mkdtemp(prefix=f"retning-test-{os.environ.get('PYTEST_XDIST_WORKER', '')}-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

# Each process, and each worker of a parallel run, keeps its files to itself.
os.environ["RETNING_MODE"] = "test"
os.environ["RETNING_DATA_DIR"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "retning.config.settings"
for name in ("RETNING_SECRET_KEY", "RETNING_ALLOWED_HOSTS", "RETNING_MUNICIPALITY"):
    os.environ.pop(name, None)

if HAS_DJANGO:
    import django
    from django.conf import settings as site
    from django.core.cache import caches

    django.setup()
    from retning.web.public.crowds import COUNTS

    if Path(site.DATA_DIR) != DATA:
        raise pytest.UsageError(
            f"Django's settings were read before the tests had a folder ({site.DATA_DIR}): "
            "run the tests without DJANGO_SETTINGS_MODULE in the environment"
        )
    if (TESTS / "cast.py").exists():
        pytest_plugins = ["tests.cast"]

# The same examples each time, however long one of them takes on a busy machine.
settings.register_profile(
    "retning", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("retning")

GUARD = Guard()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker of a parallel run read the settings itself, once it has its own folder.

    Where the environment already names the settings, Django's plugin reads them before this file
    is: all the workers would keep their files in the folder of the process that started them.
    """
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Who hands files out begins with the long ones, in the order that the workers put them in."""
    from tests.helpers.scheduling import LongestFirst

    if config.getvalue("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return LongestFirst(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        from tests.helpers.scheduling import put_longest_first

        put_longest_first(items)


def pytest_configure(config: pytest.Config) -> None:
    GUARD.install()
    config.addinivalue_line("markers", "postgres: needs DATABASE_URL to name a PostgreSQL")


def pytest_unconfigure(config: pytest.Config) -> None:
    GUARD.remove()


@pytest.fixture(autouse=True)
def stays_at_home() -> Iterator[None]:
    """Fail a test that asks for another machine, even where the code swallows the refusal."""
    GUARD.refused.clear()
    yield
    if GUARD.refused:
        asked = ", ".join(sorted(set(GUARD.refused)))
        GUARD.refused.clear()
        pytest.fail(f"The test tried to reach outside this machine: {asked}")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Begin with empty caches: which tests ran before in this process is chance."""
    if HAS_DJANGO:
        COUNTS.forget()
        for name in site.CACHES:
            caches[name].clear()


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder that RETNING_DATA_DIR names for this process."""
    return DATA


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return TESTS.parent


def pytest_report_header(config: pytest.Config) -> list[str]:
    if not HAS_DJANGO:
        return ["retning: the pure cores, without Django"]
    from django.db import connection

    return [f"retning: {connection.vendor}, Python {sys.version.split()[0]}"]
