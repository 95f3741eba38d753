"""A child that ends when the process that started it ends, however that ends.

Linux tells a process of its parent's death (`PR_SET_PDEATHSIG`); elsewhere nothing is done, and
the children of a killed supervisor have to be stopped by hand.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with(parent: int, *, by: signal.Signals) -> None:
    """Have this process sent `by` when `parent` ends; at once where it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(by))
    if os.getppid() != parent:
        os.kill(os.getpid(), by)
