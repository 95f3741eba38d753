"""What the child may not do, held twice: by the interpreter, and by the system for what is in C.

The system's hold is a filter of system calls (seccomp, Linux 3.5), which no privilege is needed
for. Where there is none (another system, another processor), the interpreter's remains.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.system",
    "os.fork",
    "pty.",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "os.putenv",
    "shutil.",
    "sqlite3.",
    "urllib.",
    "ftplib.",
    "http.",
    "smtplib.",
    "webbrowser.",
)

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EACCES
# Instructions of the kernel's packet filter: load a word, compare, test bits, return.
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
# Calls by number: what reaches out, starts programs, looks into others or changes files; and in
# which argument `open` and `openat` have their flags. Signals to one's own threads are refused with
# the rest: a library's `abort` then ends on an instruction that no processor does.
_CALLS: dict[str, tuple[int, tuple[int, ...], dict[int, int]]] = {
    "x86_64": (
        0xC000003E,
        # socket connect fork vfork execve kill truncate rename mkdir rmdir creat link unlink
        # symlink chmod fchmod chown fchown lchown ptrace rt_sigqueueinfo utime mknod *setxattr
        # *removexattr tkill tgkill utimes mkdirat mknodat fchownat futimesat unlinkat renameat
        # linkat symlinkat fchmodat utimensat rt_tgsigqueueinfo process_vm_* renameat2 bpf
        # execveat pidfd_send_signal io_uring openat2 pidfd_getfd fchmodat2
        (41, 42, 57, 58, 59, 62, 76, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 101, 129,
         132, 133, 188, 189, 190, 197, 198, 199, 200, 234, 235, 258, 259, 260, 261, 263, 264,
         265, 266, 268, 280, 297, 310, 311, 316, 321, 322, 424, 425, 437, 438, 452),
        {2: 1, 257: 2},
    ),
    "aarch64": (
        0xC00000B7,
        # *setxattr *removexattr mknodat mkdirat unlinkat symlinkat linkat renameat truncate fchmod
        # fchmodat fchownat fchown utimensat ptrace kill tkill tgkill rt_sigqueueinfo socket connect
        # execve rt_tgsigqueueinfo process_vm_* renameat2 bpf execveat pidfd_send_signal io_uring
        # openat2 pidfd_getfd fchmodat2
        (5, 6, 7, 14, 15, 16, 33, 34, 35, 36, 37, 38, 45, 52, 53, 54, 55, 88, 117, 129, 130, 131,
         138, 198, 203, 221, 240, 270, 271, 276, 280, 281, 424, 425, 437, 438, 452),
        {56: 2},
    ),
}  # fmt: skip

_BECOME = {"x86_64": 59, "aarch64": 221}  # execve


def die_with(parent: int) -> None:
    """End when the parent does, however it ends."""
    libc = _libc()
    if libc is not None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def refuse_by_interpreter() -> None:
    """From here on, Python code reaches no network, starts nothing, and writes no file."""
    sys.addaudithook(_judge)


def _judge(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(sign in mode for sign in "wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError(errno.EACCES, "No file is written here")
        if isinstance(arguments[0], str | bytes) and _looks_into_others(arguments[0]):
            raise PermissionError(errno.EACCES, "No other process is looked into here")
    elif event.startswith(_REFUSED):
        raise PermissionError(errno.EACCES, f"{event} is not done here")


def _looks_into_others(path: str | bytes) -> bool:
    """The second line: those worth looking into have closed themselves (`config.closed`)."""
    place = os.path.realpath(os.fsdecode(path)) + "/"
    return place.startswith("/proc/") and not place.startswith(f"/proc/{os.getpid()}/")


def refuse_by_system(*, may_become_another: bool = False) -> bool:
    """The same for what is not Python, where the system can; whether it can. With
    `may_become_another` the process may still become another program, under the same rules."""
    libc = _libc()
    machine = platform.machine()
    if libc is None or machine not in _CALLS:
        return False
    architecture, denied, opening = _CALLS[machine]
    if may_become_another:
        denied = tuple(number for number in denied if number != _BECOME[machine])
    program = _program(architecture, denied, opening)
    held = ctypes.create_string_buffer(program, len(program))
    count = len(program) // 8
    # struct sock_fprog: a length, and after padding the address of the instructions.
    said = ctypes.create_string_buffer(struct.pack("HxxxxxxP", count, ctypes.addressof(held)))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, said, 0, 0) == 0)


def _program(architecture: int, denied: tuple[int, ...], opening: dict[int, int]) -> bytes:
    """The filter: another architecture's calls and the denied are refused, as is opening a file to
    write; all else is allowed."""
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, yes=1),
        _step(_RETURN, _DENY),
        _step(_LOAD, _NUMBER),
        # x32: the same calls by other numbers.
        _step(_ANY_BIT, 0x40000000, no=1),
        _step(_RETURN, _DENY),
    ]
    for number in denied:
        steps += [_step(_EQUAL, number, no=1), _step(_RETURN, _DENY)]
    for number, place in opening.items():
        steps += [
            _step(_EQUAL, number, no=4),
            _step(_LOAD, _ARGUMENTS + 8 * place),
            _step(_ANY_BIT, _WRITING, no=1),
            _step(_RETURN, _DENY),
            _step(_RETURN, _ALLOW),
        ]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _libc() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None
