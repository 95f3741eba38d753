"""What the database and the folder of files hold, told as JSON by a process of the site.

    python -m tests.helpers.tally

It judges nothing but what one row can say of itself: whether a document has exactly the passages
that reading it again gives, whether an edition's checksum holds.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import (
    Area,
    Edition,
    Goal,
    Objective,
    Passage,
    Reading,
    Strategy,
    Theme,
)
from retning.core.documents import outline, passages
from retning.core.documents.reading import read_document
from retning.foundation.attachments import files
from retning.foundation.attachments.models import Attachment
from retning.foundation.audit.models import Entry
from retning.foundation.freezing.models import FrozenRow, FrozenSet
from retning.foundation.freezing.queries import verify
from retning.foundation.jobs.models import Job

NODES = {
    PassageKind.AREA: Area,
    PassageKind.OBJECTIVE: Objective,
    PassageKind.GOAL: Goal,
    PassageKind.THEME: Theme,
}


def tally() -> dict[str, Any]:
    deeds = Counter(Entry.objects.values_list("deed", "subject_id"))
    jobs = Counter(Job.objects.values_list("key", flat=True))
    return {
        "readings": [_reading(one, deeds, jobs) for one in Reading.drafts.order_by("pk")],
        "strategies": [_strategy(one, deeds) for one in Strategy.drafts.order_by("pk")],
        "jobs": [
            {
                "id": str(job.pk),
                "key": job.key,
                "state": job.state.value,
                "losses": job.losses,
                "attempts": job.attempt,
            }
            for job in Job.objects.select_related("task").exclude(tenant="")
        ],
        "sets_without_edition": FrozenSet.objects.exclude(
            pk__in=Edition.objects.values("frozen_set")
        ).count(),
        "files_on_their_way": len(list(files.incoming().glob("*"))),
        "files_without_row": _files_without_row(),
    }


def _reading(reading: Reading, deeds: Counter[Any], jobs: Counter[str]) -> dict[str, Any]:
    held = list(Passage.drafts.filter(reading=reading))
    place = files.place_of(reading.attachment.tenant, reading.attachment.sha256)
    data = place.read_bytes() if place.is_file() else b""
    expected = list(passages(outline(read_document(data, name=reading.attachment.name))))
    is_read = reading.state in {ReadingState.READ, ReadingState.TAKEN_OVER}
    return {
        "id": reading.pk,
        "sha256": reading.attachment.sha256,
        "is_file_whole": hashlib.sha256(data).hexdigest() == reading.attachment.sha256,
        "state": reading.state,
        "passages": len(held),
        "expected": len(expected) if is_read else 0,
        "is_exact": not is_read
        or [(p.order, p.kind, p.text, p.body, p.start, p.end) for p in held]
        == [
            (order, str(p.kind), p.text, p.body, p.start, p.end)
            for order, p in enumerate(expected, start=1)
        ],
        "jobs": jobs[f"reading:{reading.pk}"],
        "received": deeds["reading_received", str(reading.pk)],
        "taken_over": deeds["reading_taken_over", str(reading.pk)],
        "strategy": str(reading.strategy.key) if reading.strategy else "",
        "kinds": {kind.value: sum(p.kind == kind for p in held) for kind in NODES},
    }


def _strategy(strategy: Strategy, deeds: Counter[Any]) -> dict[str, Any]:
    owner = {Area: "strategy"}
    counts = {
        kind.value: model.drafts.filter(**{owner.get(model, "area__strategy"): strategy}).count()
        for kind, model in NODES.items()
    }
    return {
        "key": str(strategy.key),
        "title": strategy.title,
        "kinds": counts,
        "created": deeds["strategy_created", str(strategy.pk)],
        "editions": [
            {
                "number": edition.number,
                "damage": len(verify(edition.frozen_set)),
                "rows": FrozenRow.objects.filter(frozen_set=edition.frozen_set_id).count(),
                "published": deeds["edition_published", str(edition.pk)],
            }
            for edition in Edition.objects.filter(strategy=strategy).select_related("frozen_set")
        ],
    }


def _files_without_row() -> int:
    known = set(Attachment.objects.values_list("sha256", flat=True))
    kept = (path for path in files.root().glob("*/*/*") if path.is_file())
    return sum(path.name not in known for path in kept)


if __name__ == "__main__":
    print(json.dumps(tally()))
