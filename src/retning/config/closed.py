"""A process that no other of the same user may look into.

What a process was started with (its secrets) and what it remembers can be read by every program of
the same user, also by one that reads a stranger's file and was led astray. Linux closes a process
on demand (`PR_SET_DUMPABLE`): no memory, no environment and no core of it then comes out. Those
whom it forks are closed with it; a program that it starts is not.
"""

import ctypes
import sys

PR_SET_DUMPABLE = 4


def close_to_others() -> None:
    """Close this process; elsewhere than on Linux nothing is done. It cannot be traced any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
