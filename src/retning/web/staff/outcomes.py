"""What became of a document that was taken over into a strategy that was there, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import ngettext

from retning.apps.strategy.models import Passage
from retning.apps.strategy.services.taking_over import TakingOver


def outcomes(became: TakingOver) -> list[str]:
    """What became of a document in a strategy that was there; nothing of a new strategy."""
    told = []
    if number := len(became.reworded):
        told.append(
            ngettext(
                "%(number)s part has its new wording.",
                "%(number)s parts have their new wording.",
                number,
            )
            % {"number": number}
        )
    if number := len(became.conflicts):
        told.append(
            ngettext(
                "%(number)s part was left alone, because somebody has worded it anew: %(texts)s",
                "%(number)s parts were left alone, because somebody has worded them anew: "
                "%(texts)s",
                number,
            )
            % {"number": number, "texts": _beginnings(became.conflicts)}
        )
    if number := len(became.gone):
        told.append(
            ngettext(
                "%(number)s part is not in the document any more, and stays here: %(texts)s",
                "%(number)s parts are not in the document any more, and stay here: %(texts)s",
                number,
            )
            % {"number": number, "texts": _beginnings(became.gone)}
        )
    return told


def _beginnings(passages: Sequence[Passage]) -> str:
    """How a few of them begin."""
    named = [f"“{Truncator(passage.text).chars(60)}”" for passage in passages[:3]]
    return ", ".join(named) + (" …" if len(passages) > len(named) else "")
