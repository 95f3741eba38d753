"""Everything that was done to a strategy, with what hangs in it or once hung in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from retning.apps.strategy.models import (
    Area,
    Edition,
    Ending,
    Goal,
    Interpretation,
    Objective,
    PanelJudgement,
    Passage,
    Proof,
    Reading,
    ReviewStep,
    Strategy,
    Theme,
)
from retning.foundation.audit.models import Entry

IN_A_READING = ("repair_made", "repair_undone", "passages_accepted")
SAID_OF_TARGETS = [model._meta.label_lower for model in (Interpretation, Proof, PanelJudgement)]


def trail_of_strategy(strategy: Strategy) -> QuerySet[Entry]:
    """The strategy's audit entries, newest first. What was removed is found by the entries that
    say where it hung; what was taken over from a document has none that says it was added."""
    tenant = Entry.objects.filter(tenant=strategy.municipality_id)

    def ever_in(
        model: type[Area | Objective | Goal | Theme | Ending | Edition], **place: object
    ) -> Q:
        kind = model._meta.label_lower
        found = tenant.filter(Q(**place) | Q(**_before(place)), subject_kind=kind)
        return Q(subject_kind=kind, subject_id__in=_ids(found))

    own = Q(subject_kind=Strategy._meta.label_lower, subject_id=str(strategy.pk))

    def now_in(model: type[Area | Objective | Goal | Theme], **place: object) -> Q:
        keys = [str(key) for key in model.drafts.filter(**place).values_list("pk", flat=True)]
        return Q(subject_kind=model._meta.label_lower, subject_id__in=keys)

    areas = ever_in(Area, fields__strategy__to=strategy.pk) | now_in(Area, strategy=strategy)
    area_ids = {*strategy.areas.values_list("pk", flat=True)}
    area_ids |= {int(key) for key in _ids(tenant.filter(areas))}
    taken_over = Q(
        subject_kind=Reading._meta.label_lower,
        deed="reading_taken_over",
        fields__strategy__to=strategy.pk,
    )
    editions = ever_in(Edition, fields__strategy__to=strategy.pk)
    endings = ever_in(Ending, fields__strategy__to=strategy.pk)
    said = Q(fields__strategy__to=strategy.pk, subject_kind__in=SAID_OF_TARGETS)
    review = _reviewed(strategy)
    found = own | areas | editions | endings | taken_over | said | review
    for model in (Objective, Goal, Theme):
        found |= ever_in(model, fields__area__to__in=sorted(area_ids))
        found |= now_in(model, area__strategy=strategy)
    return tenant.filter(found).order_by("-at", "-pk")


def _reviewed(strategy: Strategy) -> Q:
    """What was done to the passages and letters of the documents that were taken over."""
    readings = Reading.drafts.filter(strategy=strategy).order_by()
    found = Q(
        subject_kind=Reading._meta.label_lower,
        subject_id__in=_texts(readings),
        deed__in=IN_A_READING,
    )
    for model in (Passage, ReviewStep):
        rows = model.drafts.filter(reading__strategy=strategy).order_by()
        found |= Q(subject_kind=model._meta.label_lower, subject_id__in=_texts(rows))
    return found


def _texts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of rows as the trail writes them."""
    return rows.values_list(Cast("pk", CharField()), flat=True)


def wordings_of(entries: Sequence[Entry]) -> dict[int, str]:
    """By an entry's key: the words, as they are now, of the area, objective, goal, theme or passage
    that something was done to; nothing of what is gone. One query a kind."""
    asked: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        asked[entry.subject_kind].add(entry.subject_id)
    words = {
        (model._meta.label_lower, str(pk)): text
        for model in (Area, Objective, Goal, Theme, Passage)
        if (keys := asked.get(model._meta.label_lower))
        for pk, text in model._base_manager.filter(pk__in=keys).values_list("pk", "text")
    }
    return {
        entry.pk: words[entry.subject_kind, entry.subject_id]
        for entry in entries
        if (entry.subject_kind, entry.subject_id) in words
    }


def _before(place: dict[str, object]) -> dict[str, object]:
    return {name.replace("__to", "__from"): value for name, value in place.items()}


def _ids(entries: QuerySet[Entry]) -> Iterable[str]:
    return set(entries.order_by().values_list("subject_id", flat=True))
