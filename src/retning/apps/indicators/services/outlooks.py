"""Outlooks: which rules they are asked of, and the job that works them out on new figures.

The working out needs numpy and is done in a process apart, so that nothing that serves pages
carries it.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.indicators.models import Indicator, Outlook, OutlookRule
from retning.apps.indicators.queries.measuring import Measurement, measured_by_code
from retning.apps.indicators.queries.outlooks import Years, rule_of
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Break
from retning.core.targets import Target, as_plain
from retning.foundation import clock, confined
from retning.foundation.jobs.services import Progress, enqueue, job

TASK = "retning.core.targets.foreseeing:foresee"
AT_ONCE = 40
"""Rules worked out in one process apart."""


@dataclass(frozen=True)
class RuleWanted:
    """A rule of an indicator, in a plan of these years, that an outlook is wanted of."""

    code: str
    target: Target
    period: Years | None = None


@transaction.atomic
def ask_for(
    *, municipality: Municipality, rules: Iterable[RuleWanted], by: str, now: datetime
) -> int:
    """Have outlooks made of these rules, now and whenever their figures are new; how many were not
    asked for before. Asked again, nothing more is done. Working out is no deed: no audit line."""
    wanted = {
        (each.code, rule_of(each.target, each.code, municipality.pk, each.period)): each
        for each in rules
    }
    codes = {code for code, _ in wanted}
    ids = dict(Indicator.objects.filter(code__in=codes).values_list("code", "pk"))
    asked = set(
        OutlookRule.objects.filter(
            municipality=municipality, rule__in={rule for _, rule in wanted}
        ).values_list("indicator_id", "rule")
    )
    new = [
        OutlookRule(
            municipality=municipality,
            indicator_id=ids[code],
            rule=rule,
            target=as_plain(each.target),
            period=list(each.period or ()),
            asked_at=now,
        )
        for (code, rule), each in wanted.items()
        if code in ids and (ids[code], rule) not in asked
    ]
    OutlookRule.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        indicators = sorted({row.indicator_id for row in new})
        key = f"outlooks:{min(row.rule for row in new)[:40]}:{now:%Y%m%dT%H%M%S}"
        _enqueue(indicators, tenant=municipality.pk, key=key, by=by, now=now)
    return len(new)


def after_release(indicators: Collection[int], *, release: int, by: str, now: datetime) -> None:
    """New figures are public: let the outlooks that rest on them be worked out anew."""
    asked = OutlookRule.objects.filter(indicator__in=indicators).order_by()
    concerned = sorted(set(asked.values_list("indicator_id", flat=True)))
    if concerned:
        _enqueue(concerned, tenant="", key=f"outlooks:release:{release}", by=by, now=now)


def _enqueue(indicators: list[int], *, tenant: str, key: str, by: str, now: datetime) -> None:
    enqueue(
        make_outlooks,
        tenant=tenant,
        key=key,
        by=by,
        now=now,
        priority=-10,
        arguments={"indicators": indicators},
    )


@job(attempts=2)
def make_outlooks(progress: Progress, *, indicators: list[int]) -> None:
    """Work out what is asked of these indicators on their newest figures, and is not there yet.
    Done twice, it finds nothing more to do."""
    rows = OutlookRule.objects.filter(indicator__in=indicators).select_related(
        "indicator", "municipality"
    )
    by_municipality: dict[Municipality, list[OutlookRule]] = defaultdict(list)
    for row in rows.order_by("municipality", "indicator", "rule"):
        by_municipality[row.municipality].append(row)
    done, of = 0, len(rows)
    now = clock.now()
    for municipality, asked in by_municipality.items():
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            _work_out(part, municipality, now, progress)
            done += len(part)
            progress.report(done, of)


def _work_out(
    rules: list[OutlookRule], municipality: Municipality, now: datetime, progress: Progress
) -> None:
    codes = {row.indicator.code for row in rules}
    day = clock.date_in_denmark(now)
    measured = measured_by_code(codes, municipality=municipality, on=day)
    there = set(
        Outlook.objects.filter(rule__in=[row.rule for row in rules]).values_list(
            "indicator_id", "area", "rule", "fingerprint"
        )
    )
    missing = [
        row
        for row in rules
        if row.indicator.code in measured
        and measured[row.indicator.code].panel_fingerprint
        and (
            row.indicator_id,
            municipality.pk,
            row.rule,
            measured[row.indicator.code].panel_fingerprint,
        )
        not in there
    ]
    if not missing:
        return
    question = json.dumps(_question(missing, measured, day.isoformat())).encode()
    answer = confined.run(
        TASK, question, limits=None, meanwhile=lambda: progress.report(0, len(rules))
    )
    answers: list[dict[str, Any]] = json.loads(answer)
    _keep(missing, measured, answers, municipality, now)


def _question(
    rules: Iterable[OutlookRule], measured: Mapping[str, Measurement], day: str
) -> dict[str, Any]:
    """What the process apart is told: figures by indicator once, and the rules on them."""
    rules = list(rules)
    codes = sorted({row.indicator.code for row in rules})
    return {
        "on": day,
        "indicators": {code: _plain(measured[code]) for code in codes},
        "rules": [
            {"code": row.indicator.code, "target": row.target, "period": row.period}
            for row in rules
        ],
    }


def _plain(measurement: Measurement) -> dict[str, Any]:
    measured = measurement.measured
    return {
        "panel": base64.b64encode(measured.panel.packed()).decode(),
        "municipality": measured.municipality,
        "unit": measured.unit,
        "polarity": measured.polarity,
        "breaks": [_said(each) for each in measured.breaks],
        "region": sorted(measured.peers.region),
        "neighbours": sorted(measured.peers.neighbours),
        "groups": {name: sorted(each) for name, each in measured.peers.groups.items()},
        "population": dict(measured.population),
        "is_own": measurement.is_own,
    }


def _said(each: Break) -> str:
    return each.period.code


def _keep(
    rules: list[OutlookRule],
    measured: Mapping[str, Measurement],
    answers: list[dict[str, Any]],
    municipality: Municipality,
    now: datetime,
) -> None:
    """Write the outlooks down; those on older figures of the same rules are gone."""
    with transaction.atomic():
        for row in rules:
            older = Outlook.objects.filter(indicator=row.indicator_id, rule=row.rule)
            fingerprint = measured[row.indicator.code].panel_fingerprint
            older.filter(area=municipality.pk).exclude(fingerprint=fingerprint).delete()
        Outlook.objects.bulk_create(
            [
                Outlook(
                    indicator_id=row.indicator_id,
                    area=municipality.pk,
                    rule=row.rule,
                    deadline=answer.get("deadline", ""),
                    fingerprint=measured[row.indicator.code].panel_fingerprint,
                    probability=answer.get("probability"),
                    silent_because=answer.get("silent_because", "")[:20],
                    fan=answer.get("fan", []),
                    skill=answer.get("skill", {}),
                    made_at=now,
                )
                for row, answer in zip(rules, answers, strict=True)
            ],
            ignore_conflicts=True,
        )
