"""Work on a stranger's bytes in a child process: each limit is hit for real.

The child imports nothing of the tests: its task is the interpreter's own `eval`, which takes an
expression as bytes and a dictionary, as a task does.
"""

from __future__ import annotations

import os
import platform
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from retning.foundation.confined import Broken, BrokenCode, Limits, run
from retning.foundation.confined.runner import SOURCE

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")
pytestmark = LINUX
QUICK = Limits(processor=2, seconds=20)


def said(expression: str, *, limits: Limits = QUICK) -> bytes:
    return run("builtins:eval", expression.encode(), limits=limits)


def doing(statements: str, *, limits: Limits = QUICK) -> bytes:
    """Run statements in the child, which answers with what they leave in `answer`."""
    body = textwrap.dedent(statements)
    return said(f"(lambda g: (exec({body!r}, g), g['answer'])[1])({{}})", limits=limits)


def refused(expression: str, *, limits: Limits = QUICK) -> BrokenCode:
    with pytest.raises(Broken) as broken:
        said(expression, limits=limits)
    return broken.value.code


def test_the_answer_comes_back_byte_for_byte() -> None:
    assert said("bytes(range(256))") == bytes(range(256))


def test_the_bytes_and_the_arguments_arrive() -> None:
    assert run("builtins:eval", b"word.encode()", arguments={"word": "måge"}) == "måge".encode()


def test_too_much_memory_in_python() -> None:
    assert refused("bytes(10**9)") is BrokenCode.TOO_MUCH_MEMORY


def test_memory_is_taken_up_to_the_limit() -> None:
    assert said("str(len(bytes(200_000_000))).encode()") == b"200000000"


def test_too_much_memory_in_c_is_a_crash() -> None:
    code = refused(
        "__import__('ctypes').memset(__import__('ctypes').CDLL(None).malloc(10**10) * 0, 1, 10)"
    )
    assert code is BrokenCode.CRASHED


@pytest.mark.parametrize(
    "ends",
    ["__import__('ctypes').string_at(0)", "__import__('os').abort()", "1 / 0", "nothing_there"],
)
def test_a_crash_says_so(ends: str) -> None:
    assert refused(ends) is BrokenCode.CRASHED


def test_an_unknown_task_is_a_crash() -> None:
    with pytest.raises(Broken) as broken:
        run("retning.core.documents.apart:nothing", b"")
    assert broken.value.code is BrokenCode.CRASHED


def test_an_endless_loop_is_ended_by_the_processor_limit() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = refused("exec('while True: pass')", limits=Limits(processor=1, seconds=120))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert code is BrokenCode.TOO_SLOW
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert 0.9 < used < 10, "it was the clock that ended it"


def test_a_sleeper_is_ended_by_the_clock() -> None:
    code = refused("__import__('time').sleep(60)", limits=Limits(seconds=1))
    assert code is BrokenCode.TOO_SLOW


def test_one_that_closes_its_mouth_and_lives_on_is_ended_by_the_clock() -> None:
    sleeper = "(__import__('os').close(1), __import__('os').close(2), __import__('time').sleep(60))"
    assert refused(sleeper, limits=Limits(seconds=2)) is BrokenCode.TOO_SLOW


@pytest.mark.parametrize("answer", ["None", "'text'", "5", "bytearray(2)"])
def test_what_is_not_bytes_is_no_answer(answer: str) -> None:
    assert refused(answer) is BrokenCode.CRASHED


def test_too_long_an_answer_is_cut_off_and_not_held() -> None:
    flood = "exec('import os' + chr(10) + 'while True: os.write(1, bytes(65536))')"
    before = _resident()
    code = refused(flood, limits=Limits(answer=1_000_000, processor=20))
    assert code is BrokenCode.TOO_LONG
    assert _resident() - before < 30_000_000


def test_endless_complaints_are_not_held_either() -> None:
    flood = "exec('import os' + chr(10) + 'while True: os.write(2, bytes(65536))')"
    before = _resident()
    assert refused(flood, limits=Limits(processor=1)) is BrokenCode.TOO_SLOW
    assert _resident() - before < 30_000_000


def test_nothing_of_ours_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody:secret@host/base")
    monkeypatch.setenv("RETNING_SECRET_KEY", "secret")
    monkeypatch.setenv("HOME", "/somebody")
    names = said("' '.join(sorted(__import__('os').environ)).encode()").decode().split()
    assert set(names) <= {
        "LANG", "LC_CTYPE", "OMP_NUM_THREADS", "OPENBLAS_MAIN_FREE", "OPENBLAS_NUM_THREADS", "PATH",
        "PYTHONDONTWRITEBYTECODE", "PYTHONPATH",
    }  # fmt: skip


@pytest.mark.parametrize(
    "deed",
    [
        "open({path!r}, 'w')",
        "open({path!r}, 'ab')",
        "os.open({path!r}, os.O_WRONLY | os.O_CREAT)",
        "os.mkdir({path!r})",
        "os.remove({there!r})",
        "os.rename({there!r}, {path!r})",
        "__import__('tempfile').TemporaryFile()",
        "__import__('socket').socket()",
        "__import__('socket').getaddrinfo('localhost', 80)",
        "__import__('subprocess').run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 9)",
    ],
)
def test_it_may_not(deed: str, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("kept")
    path = tmp_path / "made"
    done = deed.format(path=str(path), there=str(there))
    answer = doing(
        f"""
        import os
        try:
            {done}
            answer = b'done'
        except OSError:
            answer = b'refused'
        """
    )
    assert answer == b"refused"
    assert not path.exists()
    assert there.read_text() == "kept"


@pytest.mark.parametrize(
    "call",
    [
        "socket(2, 1, 0)",
        "open({path}, 1 | 64, 0o600)",
        "unlink({there})",
        "truncate({there}, 0)",
        "mkdir({path}, 0o700)",
        "kill({parent}, 0)",
        "execve({true}, None, None)",
    ],
)
def test_code_in_c_may_not_either(call: str, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("kept")
    path = tmp_path / "made"
    done = call.format(
        path=str(path).encode(), there=str(there).encode(), true=b"/bin/true", parent=os.getpid()
    )
    answer = doing(
        f"""
        import ctypes, errno
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.{done}
        answer = f'{{result}} {{errno.errorcode.get(ctypes.get_errno())}}'.encode()
        """
    )
    assert answer == b"-1 EACCES"
    assert not path.exists()
    assert there.read_text() == "kept"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are this processor's")
@pytest.mark.parametrize(
    "call",
    [
        "90, {there}, 0o777",  # chmod
        "91, 0, 0o777",  # fchmod
        "93, 0, 65534, 65534",  # fchown
        "94, {there}, 65534, 65534",  # lchown
        "129, {parent}, 0, None",  # rt_sigqueueinfo
        "132, {there}, None",  # utime
        "133, {path}, 0o100644, 0",  # mknod
        "188, {there}, b'user.a', b'1', 1, 0",  # setxattr
        "197, {there}, b'user.a'",  # removexattr
        "200, {parent}, 0",  # tkill
        "234, {parent}, {parent}, 0",  # tgkill
        "235, {there}, None",  # utimes
        "259, -100, {path}, 0o100644, 0",  # mknodat
        "260, -100, {there}, 65534, 65534, 0",  # fchownat
        "268, -100, {there}, 0o777",  # fchmodat
        "280, -100, {there}, None, 0",  # utimensat
        "424, 0, 0, None, 0",  # pidfd_send_signal
        "438, 0, 0, 0",  # pidfd_getfd
        "452, -100, {there}, 0o777, 0",  # fchmodat2
    ],
)
def test_calls_by_number_change_nothing(call: str, tmp_path: Path) -> None:
    there, path = tmp_path / "there", tmp_path / "made"
    there.write_text("kept")
    before = there.stat()
    done = call.format(path=str(path).encode(), there=str(there).encode(), parent=os.getpid())
    answer = doing(
        f"""
        import ctypes, errno
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.syscall({done})
        answer = f'{{result}} {{errno.errorcode.get(ctypes.get_errno())}}'.encode()
        """
    )
    assert answer == b"-1 EACCES"
    assert there.stat() == before
    assert not path.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/proc/{parent}/environ",
        "/proc/self/../{parent}/environ",
        "/proc/self/root/proc/{parent}/environ",
        "/proc/1/cmdline",
    ],
)
def test_no_other_process_is_looked_into(path: str) -> None:
    place = path.format(parent=os.getpid())
    for name in (place, place.encode()):
        answer = doing(
            f"""
            try:
                answer = b'read' + open({name!r}, 'rb').read()[:0]
            except PermissionError as refusal:
                answer = str(refusal.strerror).encode()
            """
        )
        assert answer == b"No other process is looked into here"


def test_reading_a_file_is_allowed() -> None:
    assert said("open('/proc/self/comm', 'rb').read()") != b""


def test_it_works_from_odd_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    # A module of this name where it starts would be taken for the real one.
    (gone / "json.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(gone)
    monkeypatch.setenv("HOME", str(tmp_path / "no" / "home"))
    monkeypatch.setenv("PYTHONPATH", str(gone))
    assert said("b'here'") == b"here"


def test_what_is_raised_meanwhile_ends_the_child() -> None:
    seen: list[int] = []

    class Stopped(BaseException):
        pass

    def stop() -> None:
        seen.extend(_children(os.getpid()))
        if seen:
            raise Stopped

    started = time.monotonic()
    with pytest.raises(Stopped):
        run("builtins:eval", b"__import__('time').sleep(600)", meanwhile=stop)
    assert time.monotonic() - started < 500, "the sleeper was waited for"
    assert not any(Path(f"/proc/{child}").exists() for child in seen)


def test_no_child_outlives_a_killed_parent() -> None:
    sleeper = "run('builtins:eval', b\"__import__('time').sleep(60)\")"
    parent = subprocess.Popen(
        [sys.executable, "-c", f"from retning.foundation.confined import run; {sleeper}"],
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    try:
        children = _waited_for(lambda: _children(parent.pid))
        # It has taken its limits upon itself once it sleeps.
        _waited_for(lambda: [1] if _sleeps(children[0]) else [])
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    _waited_for(lambda: [1] if not _lives(children[0]) else [])


def _waited_for(found: object) -> list[int]:
    assert callable(found)
    for _ in range(6000):
        if result := found():
            return list(result)
        time.sleep(0.05)
    raise AssertionError("It did not come about in five minutes")


def _children(parent: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        found += [int(child) for child in tasks.read_text().split()]
    return found


def _lives(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and ") Z" not in status.read_text()


def _sleeps(process: int) -> bool:
    return "nanosleep" in Path(f"/proc/{process}/wchan").read_text() or (
        "SigCgt" in Path(f"/proc/{process}/status").read_text()
        and "Seccomp:\t2" in Path(f"/proc/{process}/status").read_text()
    )


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
