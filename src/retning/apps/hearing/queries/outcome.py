"""What came of a hearing: the text that was adopted after it."""

from __future__ import annotations

from django.db.models import Prefetch

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.public import PublicHearing
from retning.apps.organisation.models import Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition

AFTERWARDS = frozenset({Phase.CLOSED, Phase.HANDLED, Phase.CONCLUDED})


def adopted_after(found: PublicHearing) -> Edition | None:
    """The first edition after the one that was heard that is no proposal, with the decisions that
    it rests on; None where nothing has been adopted. Two queries, none before the hearing closes.
    """
    if found.phase not in AFTERWARDS:
        return None
    resolutions = Prefetch("resolutions", Resolution.objects.select_related("body"))
    later = Edition.objects.filter(
        strategy_id=found.strategy_id, number__gt=found.edition_number
    ).exclude(kind=EditionKind.PROPOSAL)
    return later.order_by("number").prefetch_related(resolutions).first()
