"""Running work on bytes from strangers in a process of its own, with limits."""

from retning.foundation.confined.runner import Broken, BrokenCode, Limits, run, run_program

__all__ = ["Broken", "BrokenCode", "Limits", "run", "run_program"]
