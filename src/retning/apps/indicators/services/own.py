"""A municipality's own indicators and figures: counted or looked up by people, with proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.indicators.enums import PeriodType, Polarity, ReleaseState, SourceKind
from retning.apps.indicators.models import Indicator, Observation, Release
from retning.apps.indicators.queries.panels import Cell, known_rows
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import Taken, take_in
from retning.apps.indicators.services.writing import Progress
from retning.apps.indicators.sources.reply import Fetched
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Figure, State
from retning.core.danish.slug import slug_of
from retning.core.periods import NoPeriod, Period, period_of
from retning.foundation.attachments import enclosures
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.attachments.services import let_go
from retning.foundation.audit.services import Actor, record

OWN_SOURCES = frozenset({SourceKind.MANUAL, SourceKind.COUNT, SourceKind.SURVEY, SourceKind.FILE})


def create_indicator(
    *,
    municipality: Municipality,
    name_da: str,
    unit_da: str = "",
    polarity: Polarity = Polarity.NEITHER,
    period_type: PeriodType = PeriodType.YEAR,
    source: SourceKind = SourceKind.COUNT,
    definition_da: str = "",
    name_en: str = "",
    unit_en: str = "",
    definition_en: str = "",
    by: Actor,
    now: datetime,
) -> Indicator:
    """An indicator that a municipality makes for itself, seen by nobody else.

    Raises Refused: not_valid, code_taken.
    """
    made = Indicator(
        code=f"{municipality.pk}-{slug_of(name_da, limit=70)}",
        municipality=municipality,
        is_catalogued=False,
        name_da=name_da.strip(),
        name_en=name_en.strip(),
        unit_da=unit_da.strip(),
        unit_en=unit_en.strip(),
        polarity=polarity,
        period_type=period_type,
        source=source,
        definition_da=definition_da.strip(),
        definition_en=definition_en.strip(),
        attribution=municipality.official_name,
    )
    return _created(made, by=by, now=now)


@transaction.atomic
def _created(made: Indicator, *, by: Actor, now: datetime) -> Indicator:
    if made.source not in OWN_SOURCES:
        raise Refused(Refusal.NOT_VALID, detail="source")
    try:
        made.clean_fields()
    except ValidationError as error:
        raise Refused(Refusal.NOT_VALID, detail=", ".join(error.error_dict)) from None
    if Indicator.objects.filter(code=made.code).exists():
        raise Refused(Refusal.CODE_TAKEN)
    made.save(force_insert=True)
    tenant = made.municipality_id or ""
    record(tenant=tenant, deed="indicator_created", subject=made, before=None, by=by, now=now)
    return made


@transaction.atomic
def enter_figures(
    *,
    municipality: Municipality,
    code: str,
    figures: Mapping[str, Figure],
    proof: str = "",
    enclosure: Enclosure | None = None,
    answers: Mapping[str, int] | None = None,
    source: SourceKind = SourceKind.MANUAL,
    by: Actor,
    now: datetime,
) -> Taken:
    """The municipality's own figures of an indicator, typed by somebody: {period's code: figure}.

    `proof` says where they come from; an enclosure shows it. Held where a figure is odd. Raises
    Refused: no_proof, no_figures, not_a_period, no_such_indicator, other_municipality; and
    attachments' Refused for a file that is not taken.
    """
    if not proof.strip() and enclosure is None:
        raise Refused(Refusal.NO_PROOF)
    if not figures:
        raise Refused(Refusal.NO_FIGURES)
    fetched = _as_fetched(_usable(code, municipality), municipality, figures, answers or {}, source)
    file = enclosures.kept(enclosure, tenant=municipality.pk, now=now)
    taken = take_in(
        fetched=fetched,
        municipality=municipality,
        note=proof.strip(),
        attachment=file,
        by=by,
        now=now,
    )
    if file is not None and (taken.release is None or taken.release.attachment_id != file.pk):
        let_go(file)
    return taken


def _as_fetched(
    indicator: Indicator,
    municipality: Municipality,
    figures: Mapping[str, Figure],
    answers: Mapping[str, int],
    source: SourceKind,
) -> Fetched:
    code, area = indicator.code, municipality.pk
    periods = {said: _period(said, indicator) for said in {*figures, *answers}}
    return Fetched(
        source=source,
        table=code,
        figures={code: {(area, periods[said]): each for said, each in figures.items()}},
        answers={code: {(area, periods[said]): n for said, n in answers.items()}},
    )


def _usable(code: str, municipality: Municipality) -> Indicator:
    indicator = Indicator.objects.filter(code=code).first()
    if indicator is None:
        raise Refused(Refusal.NO_SUCH_INDICATOR)
    if indicator.municipality_id not in {None, municipality.pk}:
        raise Refused(Refusal.OTHER_MUNICIPALITY)
    return indicator


def _period(said: str, indicator: Indicator) -> Period:
    try:
        period = period_of(said.strip())
    except NoPeriod:
        raise Refused(Refusal.NOT_A_PERIOD, detail=said[:20]) from None
    if period.kind != indicator.period_type:
        raise Refused(Refusal.NOT_A_PERIOD, detail=said[:20])
    return period


def take_back(
    *, release: Release, reason: str, by: Actor, now: datetime, progress: Progress | None = None
) -> Taken:
    """Undo an own release by a new one that says so: what it brought, and still stands, becomes
    what was there before it, or nothing. The release itself stays to be seen.

    Raises Refused: no_reason, not_own, taken_back.
    """
    if not reason.strip():
        raise Refused(Refusal.NO_REASON)
    municipality = release.municipality
    if municipality is None or release.state != ReleaseState.PUBLIC:
        raise Refused(Refusal.NOT_OWN)
    with transaction.atomic():
        locked = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
        if Release.objects.filter(takes_back=locked).exists():
            raise Refused(Refusal.TAKEN_BACK)
        return take_in(
            fetched=Fetched(
                source=SourceKind(locked.source),
                table=locked.table,
                figures=_before(locked),
                updated=locked.updated,
            ),
            municipality=municipality,
            note=reason.strip(),
            takes_back=locked,
            progress=progress,
            by=by,
            now=now,
        )


def _before(release: Release) -> dict[str, dict[Cell, Figure]]:
    """By indicator code: the cells that stand as `release` said them, as they were before it."""
    brought = Observation.objects.filter(release=release)
    codes = dict(brought.values_list("indicator_id", "indicator__code").distinct())
    stands: dict[tuple[int, Cell], tuple[int, Figure]] = {}
    before: dict[tuple[int, Cell], Figure] = {}
    nothing = (0, Figure(None, State.MISSING))
    for row in known_rows(list(codes), municipality=release.municipality_id):
        if row.key[1] != release.municipality_id:
            continue
        place = (row.key[0], row.cell)
        if row.release == release.pk:
            before[place] = stands.get(place, nothing)[1]
        stands[place] = (row.release, row.figure)
    found: dict[str, dict[Cell, Figure]] = {}
    for (indicator, cell), figure in before.items():
        if stands[indicator, cell][0] == release.pk:
            found.setdefault(codes[indicator], {})[cell] = figure
    return found
