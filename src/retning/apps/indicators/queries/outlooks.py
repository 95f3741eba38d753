"""Outlooks as a job has worked them out: how likely rules are met at their deadlines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet

from retning.apps.indicators.models import Outlook
from retning.core.targets import Target, as_plain
from retning.foundation.records.prepared import Asked, Question

Years = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """An outlook that a page wants: of which rule, for whom, on which figures
    (`Measurement.panel_fingerprint`)."""

    code: str
    rule: str
    area: str
    fingerprint: str


@dataclass(frozen=True)
class OutlookView:
    """`probability`: of the rule being met at its deadline, None where nothing is said, and
    `silent_because` why. `fan`: quantiles by period, [{"period", "p10", "p25", "p50", "p75",
    "p90"}]. `skill`: how outlooks of this kind have done on history they had not seen."""

    probability: float | None
    silent_because: str
    fan: tuple[Mapping[str, Any], ...]
    skill: Mapping[str, Any]
    deadline: str
    made_at: datetime


def rule_of(target: Target, code: str, area: str, period: Years | None = None) -> str:
    """The checksum of what is asked: a rule, of an indicator, for a municipality, in a plan of
    these years. 64 hexadecimal characters."""
    said = [as_plain(target), code, area, list(period or ())]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def outlooks_for(wanted: Collection[Wanted]) -> dict[Wanted, OutlookView]:
    """Those there are, on exactly these figures: an outlook on older ones is none. One query."""
    if not wanted:
        return {}
    rows = _OUTLOOKS.models(
        rules=sorted({each.rule for each in wanted}),
        fingerprints=sorted({each.fingerprint for each in wanted}),
    )
    found = {
        Wanted(row.code, row.rule, row.area, row.fingerprint): OutlookView(
            probability=row.probability,
            silent_because=row.silent_because,
            fan=tuple(row.fan),
            skill=row.skill,
            deadline=row.deadline,
            made_at=row.made_at,
        )
        for row in rows
    }
    return {each: found[each] for each in wanted if each in found}


def _outlooks(rules: list[Asked], fingerprints: list[Asked]) -> QuerySet[Outlook]:
    found = Outlook.objects.filter(rule__in=rules, fingerprint__in=fingerprints)
    return found.annotate(code=F("indicator__code"))


_OUTLOOKS = Question(_outlooks, rules=CharField(), fingerprints=CharField())
