"""Running tesseract: a picture in, its words out, in a process apart with limits (decision 0026).

Danish alone: its English data beside it takes the letters of Danish words for others ("ar" for
"år"), and by itself it knows none of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from retning.core.documents.unreadable import UnreadableCode
from retning.foundation import confined

PACKAGES = ("tesseract-ocr", "tesseract-ocr-dan")
DANISH = "dan"
DOTS = 300
_PROGRAM = "tesseract"
_MEGABYTE = 1024 * 1024
# A dense page of text takes about three seconds on an idle core.
LIMITS = confined.Limits(memory=1024 * _MEGABYTE, processor=60, seconds=120, answer=16 * _MEGABYTE)
_ASKING = confined.Limits(memory=512 * _MEGABYTE, processor=5, seconds=20, answer=_MEGABYTE)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The program that is installed, with the Danish data."""

    program: str

    def recognise(
        self,
        picture: bytes,
        *,
        limits: confined.Limits = LIMITS,
        meanwhile: Callable[[], None] | None = None,
    ) -> bytes:
        """The words of `picture` (a greymap at 300 dots an inch) as hOCR. Raises Broken."""
        command = [self.program, "stdin", "stdout", "-l", DANISH, "--dpi", str(DOTS), "hocr"]
        return confined.run_program(
            command, picture, environment=_environment(), limits=limits, meanwhile=meanwhile
        )


def found() -> Recogniser | UnreadableCode:
    """The recogniser of this machine, or why there is none: it or its Danish data is missing."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return UnreadableCode.NO_RECOGNITION
    try:
        command = [program, "--list-langs"]
        said = confined.run_program(command, environment=_environment(), limits=_ASKING)
    except confined.Broken:
        return UnreadableCode.NO_RECOGNITION
    languages = said.decode(errors="replace").split("\n")[1:]
    return Recogniser(program) if DANISH in languages else UnreadableCode.NO_DANISH


def _environment() -> dict[str, str]:
    """One thread, and where the data lies if that was told."""
    kept = {name: os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
