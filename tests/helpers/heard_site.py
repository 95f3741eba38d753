"""An open hearing on a site of its own, made by a process of the site, and copies of its form.

    python -m tests.helpers.heard_site [--copies 10000]

Migrates first. Prints JSON: the hearing's slug, the name of the field about the whole, and, where
copies are asked for, each with its proof, as browsers have them that have done their work. Then
its text is as long as a municipality's: twenty goals, five areas and five themes.
"""

from __future__ import annotations

import argparse
import json
import os
from datetime import datetime, timedelta
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")
    django.setup()

from django.core.management import call_command

from retning.apps.hearing.models import Hearing
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Edition
from retning.config.demo.organisation import build_organisation
from retning.foundation import clock
from retning.web.public.guarding import COPY_FIELD, PROOF_FIELD, draw_copy
from tests.factories import hearing as make
from tests.factories import strategy as texts
from tests.helpers.guarding import challenge_of, solved

AREAS, GOALS_EACH = 5, 4


def open_hearing(now: datetime, *, is_long: bool) -> Hearing:
    """A hearing that is open today; nothing is shown before somebody has looked at it."""
    today = clock.date_in_denmark(now)
    municipality = build_organisation(now=now).municipality
    hearing = make.hearing(municipality, edition=long_text(municipality) if is_long else None)
    Hearing.objects.update(
        announced_on=today - timedelta(days=14),
        opens_on=today - timedelta(days=7),
        closes_on=today + timedelta(days=56),
    )
    return hearing


def long_text(municipality: Municipality) -> Edition:
    """A proposal of the usual length."""
    strategy = texts.strategy(municipality, introduction="Det vil vi. " * 60)
    for number in range(AREAS):
        area = texts.area(strategy, f"Område {number}", body="Derfor gør vi det. " * 20)
        objective = texts.objective(area, f"Et overordnet mål, nummer {number}")
        texts.goals(objective, [f"Mål {number}-{n}: flere skal cykle" for n in range(GOALS_EACH)])
        texts.theme(area)
    return texts.published(strategy)


def copies(hearing: Hearing, count: int, now: datetime) -> list[dict[str, str]]:
    drawn = [draw_copy(hearing, now=now) for _ in range(count)]
    return [{COPY_FIELD: copy, PROOF_FIELD: solved(challenge_of(copy))} for copy in drawn]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=0)
    given = parser.parse_args()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    now = clock.now()
    hearing = open_hearing(now, is_long=given.copies > 0)
    whole = make.rows(hearing.edition, "strategy")[0]
    told: dict[str, Any] = {"slug": hearing.slug, "field": f"comment-{whole.pk}"}
    print(json.dumps(told | {"copies": copies(hearing, given.copies, now)}))


if __name__ == "__main__":
    main()
