"""Everything that was done to a strategy, with what hangs in it or once hung in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from retning.apps.strategy.models import Area, Edition, Goal, Objective, Strategy, Theme
from retning.foundation.audit.models import Entry


def trail_of_strategy(strategy: Strategy) -> QuerySet[Entry]:
    """The strategy's audit entries, newest first. What was removed is found by the entries that
    say where it hung."""
    tenant = Entry.objects.filter(tenant=strategy.municipality_id)

    def ever_in(model: type[Area | Objective | Goal | Theme | Edition], **place: object) -> Q:
        kind = model._meta.label_lower
        found = tenant.filter(Q(**place) | Q(**_before(place)), subject_kind=kind)
        return Q(subject_kind=kind, subject_id__in=_ids(found))

    own = Q(subject_kind=Strategy._meta.label_lower, subject_id=str(strategy.pk))
    areas = ever_in(Area, fields__strategy__to=strategy.pk)
    area_ids = [int(key) for key in _ids(tenant.filter(areas))]
    below = [ever_in(model, fields__area__to__in=area_ids) for model in (Objective, Goal, Theme)]
    editions = ever_in(Edition, fields__strategy__to=strategy.pk)
    found = own | areas | editions
    for each in below:
        found |= each
    return tenant.filter(found).order_by("-at", "-pk")


def _before(place: dict[str, object]) -> dict[str, object]:
    return {name.replace("__to", "__from"): value for name, value in place.items()}


def _ids(entries: QuerySet[Entry]) -> Iterable[str]:
    return set(entries.order_by().values_list("subject_id", flat=True))
