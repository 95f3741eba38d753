"""Set-up runs again where contents changed, and nowhere else; test steps never hide a lack."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tools import lint, provision, setup
from tools import test as testing
from tools.test import Done, Outcome


@pytest.fixture
def runs() -> list[str]:
    return []


@pytest.fixture
def step(tmp_path: Path, runs: list[str]) -> setup.Step:
    lock, result = tmp_path / "lock.txt", tmp_path / "result"
    lock.write_text("a==1")

    def make() -> None:
        runs.append("made")
        result.write_text("there")

    return setup.Step("packages", "Packages", result, (lock,), make, tmp_path)


def test_a_step_runs_once(step: setup.Step, runs: list[str]) -> None:
    step.run()
    step.run()
    assert runs == ["made"]


def test_a_changed_content_runs_it_again_but_not_a_changed_time(
    step: setup.Step, runs: list[str]
) -> None:
    step.run()
    later = time.time() + 100
    os.utime(step.inputs[0], (later, later))
    step.run()
    assert runs == ["made"]
    step.inputs[0].write_text("a==2")
    step.run()
    assert runs == ["made", "made"]


def test_a_lost_result_runs_it_again(step: setup.Step, runs: list[str]) -> None:
    step.run()
    step.result.unlink()
    step.run()
    assert runs == ["made", "made"]


def test_a_failed_step_leaves_no_stamp(tmp_path: Path, step: setup.Step) -> None:
    def fail() -> None:
        raise setup.Failed("no network")

    broken = setup.Step("packages", "Packages", step.result, step.inputs, fail, tmp_path)
    step.result.write_text("half made")
    with pytest.raises(setup.Failed):
        broken.run()
    assert not broken.is_done


def test_a_failing_command_tells_its_words_and_its_output() -> None:
    with pytest.raises(setup.Failed, match="sh -c echo broken; exit 3\nbroken"):
        setup.call(["sh", "-c", "echo broken; exit 3"])


def test_an_index_of_the_users_own_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example.org/")
    trust = {"UV_SYSTEM_CERTS": "true"}
    assert setup._network() == {**trust, "UV_DEFAULT_INDEX": "https://mirror.example.org/"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example.org/")
    assert setup._network() == trust


NOTHING = provision.Need("Nothing", ("nothing-at-all",), lambda: None)


def perform(code: int, *, missing: bool = False, is_ci: bool = False) -> Done:
    step = testing.Step("x", "a step", lambda: code, (NOTHING,))
    return testing.perform(step, [NOTHING] if missing else [], is_ci=is_ci)


def test_a_missing_program_skips_and_names_the_package() -> None:
    done = perform(0, missing=True)
    assert done.outcome is Outcome.SKIPPED
    assert done.why == "Nothing is missing; on Debian and Ubuntu: apt install nothing-at-all"


def test_a_missing_program_fails_where_nothing_may_be_skipped() -> None:
    assert perform(0, missing=True, is_ci=True).outcome is Outcome.FAILED


def test_a_step_without_a_test_fails() -> None:
    done = perform(testing.NO_TESTS_FOUND)
    assert (done.outcome, done.why) == (Outcome.FAILED, "no test was found")
    assert perform(0).outcome is Outcome.PASSED


def test_locks_with_an_address_or_without_hashes_are_seen(tmp_path: Path) -> None:
    folder = tmp_path / "requirements"
    folder.mkdir()
    sha = "    --hash=sha256:00"
    (folder / "base.txt").write_text(f"a==1 \\\n{sha}\nb==1 \\\n{sha}\n")
    (folder / "test.txt").write_text(f"a==2 \\\n{sha}\n")
    (folder / "core.txt").write_text("c==1\n")
    (folder / "bootstrap.txt").write_text(f"-i https://x.example\nd==1 \\\n{sha}\n")
    (tmp_path / "package-lock.json").write_text("{}")
    assert list(lint.lock_problems(tmp_path)) == [
        "requirements/bootstrap.txt: names an address ('https:')",
        "requirements/core.txt: holds no hashes",
        "requirements: a is pinned differently: {'base': '1', 'test': '2'}",
        "requirements: test.txt lacks b, which base.txt has",
    ]
