"""What came of a hearing, as everyone reads it: the adopted edition and the decisions behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from retning.apps.strategy.models import Edition
from retning.web.public.presenters.labels import ResolutionText, resolution_texts
from retning.web.public.presenters.links import edition_url
from retning.web.ui.links import Link


@dataclass(frozen=True)
class Outcome:
    edition: Link
    number: int
    published_at: datetime
    resolutions: Sequence[ResolutionText]


def outcome_of(adopted: Edition | None) -> Outcome | None:
    """None where nothing has been adopted after the hearing."""
    if adopted is None:
        return None
    return Outcome(
        edition=Link(adopted.title, edition_url(adopted)),
        number=adopted.number,
        published_at=adopted.published_at,
        resolutions=tuple(resolution_texts(adopted)),
    )
