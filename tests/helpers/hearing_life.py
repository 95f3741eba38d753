"""A hearing's deeds as tests do them, and how they are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from retning.apps.hearing.enums import HearingKind
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.services.days import Basis
from retning.apps.hearing.services.hearings import Told, change_hearing, make_hearing
from retning.apps.hearing.services.phasing import open_hearing
from retning.apps.hearing.services.refusals import Refusal, Refused
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY

TOLD = Told("Høring om Sammen om Vallensbæk", introduction="Sig din *mening*.", case_number="26/12")
DAY = timedelta(days=1)


def on(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def made(cast: Cast, kind: HearingKind = HearingKind.VOLUNTARY, told: Told = TOLD) -> Hearing:
    return make_hearing(
        municipality=cast.municipality,
        edition=make.proposal(cast.municipality),
        kind=kind,
        told=told,
        by=TESTER,
        now=NOW,
    )


def opened(
    hearing: Hearing,
    opens_on: date = TODAY,
    closes_on: date = TODAY + 28 * DAY,
    *,
    basis: Basis | None = None,
    now: datetime = NOW,
) -> Hearing:
    return open_hearing(
        hearing=hearing,
        expected_version=Hearing.objects.get(pk=hearing.pk).version,
        opens_on=opens_on,
        closes_on=closes_on,
        basis=basis,
        by=TESTER,
        now=now,
    )


def changed(hearing: Hearing, version: int, now: datetime = NOW, **given: object) -> Hearing:
    said = {"edition": hearing.edition, "kind": HearingKind(hearing.kind), "told": TOLD} | given
    return change_hearing(
        hearing=hearing,
        expected_version=version,
        by=TESTER,
        now=now,
        **said,  # type: ignore[arg-type]
    )


def refused(deed: object, **given: object) -> tuple[Refusal, str]:
    with pytest.raises(Refused) as refusal:
        deed(**given, by=TESTER)  # type: ignore[operator]
    return refusal.value.code, refusal.value.detail
