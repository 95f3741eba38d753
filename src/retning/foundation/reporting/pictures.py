"""Pictures of figures as PNG, for those who cannot use SVG."""

from __future__ import annotations

from retning.core.charts import Drawing, standalone
from retning.foundation import confined

NARROWEST, WIDEST = 200, 4000
LIMITS = confined.Limits(processor=20, seconds=60, answer=32 * 1024 * 1024)


def png_of(drawing: Drawing, *, width: int = 1200, dark: bool = False) -> bytes:
    """The picture with title and source, `width` dots wide (held within 200 to 4,000).

    Drawn in a process apart, in a few tenths of a second; the same drawing gives the same bytes.
    Raises confined.Broken.
    """
    return confined.run(
        "retning.foundation.reporting.drawing_png:draw",
        standalone(drawing, dark=dark).encode(),
        arguments={"width": str(min(max(width, NARROWEST), WIDEST))},
        limits=LIMITS,
    )
