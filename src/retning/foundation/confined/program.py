"""The child's side where another program does the work: take the limits upon oneself, become it."""

from __future__ import annotations

import json
import os
import sys
from typing import NoReturn

from retning.foundation.confined.child import take_limits
from retning.foundation.confined.guards import die_with, refuse_by_system


def main(told: str) -> NoReturn:
    """Become the program that is told, which reads standard input and answers on the output."""
    given = json.loads(told)
    die_with(given["parent"])
    take_limits(memory=given["memory"], processor=given["processor"])
    refuse_by_system(may_become_another=True)
    program = given["program"]
    os.execve(program[0], program, given["environment"])  # noqa: S606 (no shell, a path we found)


if __name__ == "__main__":
    main(sys.argv[1])
