"""The gateway of figures: what came becomes a release, public at once or held for a look.

Figures are never overwritten. Only what is not as it stands is appended, and the panels that pages
read are made anew in the same transaction (docs/decisions/0028).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Indicator, Observation, Release
from retning.apps.indicators.queries.panels import (
    Cell,
    Figures,
    Key,
    cells_of,
    figures_by_key,
)
from retning.apps.indicators.services.comparing import Compared, compared
from retning.apps.indicators.services.named import indicators_of
from retning.apps.indicators.services.odd import Beside, Problem, odd_in
from retning.apps.indicators.services.outlooks import after_release
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.writing import (
    Progress,
    rebuild_panels,
    write_observations,
)
from retning.apps.indicators.sources.reply import Fetched
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import period_of
from retning.foundation.attachments.models import Attachment
from retning.foundation.audit.services import Actor, record, snapshot

MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Taken:
    """What became of figures that came. `release` is None where nothing was new, and an earlier one
    where the same has been held or rejected before; `added`: figures appended by it."""

    release: Release | None
    added: int
    held: bool
    problems: tuple[Problem, ...] = ()


@transaction.atomic
def take_in(
    *,
    fetched: Fetched,
    municipality: Municipality | None,
    by: Actor,
    now: datetime,
    progress: Progress | None = None,
    note: str = "",
    attachment: Attachment | None = None,
    takes_back: Release | None = None,
) -> Taken:
    """Take in what a source said: national figures, or a municipality's own where one is named.
    Public at once where nothing is odd, else held; taken in again, nothing changes. `progress`:
    looking at the figures is half done, writing the other half. Raises Refused: other_municipality.
    """
    rows, problems = indicators_of(fetched, municipality)
    owner = municipality.pk if municipality is not None else None
    if (same := decided_before(fetched, owner)) is not None:
        return Taken(same, 0, same.state == ReleaseState.HELD, tuple(same.problems))
    standing = figures_by_key([row.pk for row in rows.values()], municipality=owner)
    problems += [each.as_plain() for each in fetched.problems]
    new = all_compared(fetched, rows, standing, owner, progress)
    if takes_back is None and fetched.source is not SourceKind.EXAMPLE:
        problems += oddities_in(new, owner, now)
    changes = {rows[code].pk: each.changed for code, each in new.items() if each.changed}
    if not changes:
        _tell(progress, fetched.cells, fetched.cells)
        return _without_news(fetched, owner, problems, by, now)
    release = _release_of(fetched, municipality, problems, by, now)
    release.note, release.attachment, release.takes_back = note, attachment, takes_back
    release.added = sum(map(len, changes.values()))
    release.save(force_insert=True)
    answers = {rows[code].pk: cells for code, cells in fetched.answers.items() if code in rows}
    write_observations(changes, answers=answers, release=release, progress=progress)
    if not problems:
        _publish(release, changes, {rows[c].pk: n.standing for c, n in new.items()}, answers)
        after_release(list(changes), release=release.pk, by=by.actor_key, now=now)
    deed = "figures_held" if problems else "figures_taken_in"
    record(tenant=owner or "", deed=deed, subject=release, before=None, by=by, now=now)
    return Taken(release, release.added, bool(problems), tuple(release.problems))


def _release_of(
    fetched: Fetched,
    municipality: Municipality | None,
    problems: list[Problem],
    by: Actor,
    now: datetime,
) -> Release:
    """Held where there are problems, else public from now on; not yet in the database."""
    return Release(
        municipality=municipality,
        source=fetched.source,
        table=fetched.table[:120],
        state=ReleaseState.HELD if problems else ReleaseState.PUBLIC,
        fetched_at=now,
        known_from=None if problems else now,
        updated=fetched.updated,
        request_id=fetched.request_id[:80],
        checksum=fetched.checksum,
        problems=problems[:MOST_PROBLEMS],
        by=by.actor_key,
    )


def _without_news(
    fetched: Fetched, owner: str | None, problems: list[Problem], by: Actor, now: datetime
) -> Taken:
    """A source says what stands already. What is held of a national table was said before that,
    and is not what the source says now: a release without figures notes it, so that nobody
    accepts what has been taken back where it came from."""
    nothing = Taken(None, 0, held=False, problems=tuple(problems))
    if owner is not None or problems:
        return nothing
    held = Release.objects.filter(
        municipality=None,
        source=fetched.source,
        table=fetched.table[:120],
        state=ReleaseState.HELD,
    )
    newest = held.order_by("-fetched_at", "-pk").first()
    if newest is not None and not _is_overtaken(newest):
        _release_of(fetched, None, [], by, now).save(force_insert=True)
    return nothing


def _is_overtaken(held: Release) -> bool:
    """Whether something newer is public: of a national table anything; of a municipality's own
    figures, which are entered one by one, a figure in the same place."""
    newer = Release.objects.filter(
        Q(fetched_at__gt=held.fetched_at) | Q(fetched_at=held.fetched_at, pk__gt=held.pk),
        municipality=held.municipality_id,
        state=ReleaseState.PUBLIC,
    )
    if held.municipality_id is None:
        return newer.filter(source=held.source, table=held.table).exists()
    place = {name: OuterRef(name) for name in ("indicator", "area", "period")}
    same = Observation.objects.filter(release__in=newer, **place)
    return Observation.objects.filter(Exists(same), release=held).exists()


def _tell(progress: Progress | None, done: int, of: int) -> None:
    if progress is not None:
        progress(done, of)


def decided_before(fetched: Fetched, owner: str | None) -> Release | None:
    """The very same, held or rejected already."""
    if not fetched.checksum:
        return None
    same = Release.objects.filter(
        municipality=owner,
        source=fetched.source,
        table=fetched.table[:120],
        checksum=fetched.checksum,
    )
    newest = same.order_by("-fetched_at", "-pk").first()
    return newest if newest is not None and newest.state != ReleaseState.PUBLIC else None


def all_compared(
    fetched: Fetched,
    rows: Mapping[str, Indicator],
    standing: Mapping[Key, Figures],
    owner: str | None,
    progress: Progress | None = None,
) -> dict[str, Compared]:
    """What came beside what stands, by indicator code; example figures never before real ones."""
    done, of = 0, fetched.cells
    new: dict[str, Compared] = {}
    for code, row in rows.items():
        came = fetched.figures[code]
        stands = standing.get((row.pk, owner))
        is_in_the_way = stands is not None and not stands.is_example
        if not (is_in_the_way and fetched.source is SourceKind.EXAMPLE):
            new[code] = compared(code, came, stands, source=fetched.source)
        done += len(came)
        _tell(progress, done // 2, of)
    return new


def oddities_in(new: Mapping[str, Compared], owner: str | None, now: datetime) -> list[Problem]:
    """Everything for which the release would be held."""
    found: list[Problem] = []
    for code, each in new.items():
        found += each.problems
        if each.changed:
            beside = Beside(code, each.came, each.changed, each.standing, owner is None)
            found += odd_in(beside, today=now.date())
    return found


def _publish(
    release: Release,
    changes: Mapping[int, Mapping[Cell, Figure]],
    standing: Mapping[int, Mapping[Cell, Figure]],
    answers: Mapping[int, Mapping[Cell, int]],
) -> None:
    """Make the panels what they are with a release that has just become public."""
    owner = release.municipality_id
    merged = {key: {**standing.get(key, {}), **cells} for key, cells in changes.items()}
    known = figures_by_key(list(changes), municipality=owner) if owner or answers else {}
    kept: dict[int, dict[Cell, int]] = {}
    for key, cells in changes.items():
        stood = known.get((key, owner))
        before = {} if stood is None or stood.is_example else stood.answers
        now_said = {cell: many for cell, many in answers.get(key, {}).items() if cell in cells}
        kept[key] = {
            **{cell: many for cell, many in before.items() if cell not in cells},
            **now_said,
        }
    rebuild_panels(merged, answers=kept, owner=owner, releases=dict.fromkeys(changes, release))


def accept_release(*, release: Release, reason: str = "", by: Actor, now: datetime) -> Release:
    """What was held becomes public, by somebody who has looked at it.

    Raises Refused: not_held; superseded where something newer is public already.
    """
    with transaction.atomic():
        held = _held(release)
        before = snapshot(held)
        if _is_overtaken(held):
            raise Refused(Refusal.SUPERSEDED)
        held.state, held.known_from = ReleaseState.PUBLIC, now
        _decide(held, reason=reason, by=by, now=now)
        changes, answers = _of(held)
        # Who takes figures in locks their indicators too: no panel is made from half of both.
        list(
            Indicator.objects.filter(pk__in=list(changes))
            .order_by("pk")
            .select_for_update(no_key=True)
        )
        standing = _standing(held, changes)
        _publish(held, changes, standing, answers)
        record(
            tenant=held.municipality_id or "",
            deed="figures_accepted",
            subject=held,
            before=before,
            by=by,
            now=now,
        )
        after_release(list(changes), release=held.pk, by=by.actor_key, now=now)
    return held


def reject_release(*, release: Release, reason: str, by: Actor, now: datetime) -> Release:
    """What was held never becomes public; the same figures again are not held again.

    Raises Refused: not_held, no_reason.
    """
    if not reason.strip():
        raise Refused(Refusal.NO_REASON)
    with transaction.atomic():
        held = _held(release)
        before = snapshot(held)
        held.state = ReleaseState.REJECTED
        _decide(held, reason=reason, by=by, now=now)
        record(
            tenant=held.municipality_id or "",
            deed="figures_rejected",
            subject=held,
            before=before,
            by=by,
            now=now,
        )
    return held


def _held(release: Release) -> Release:
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state != ReleaseState.HELD:
        raise Refused(Refusal.NOT_HELD)
    return row


def _decide(release: Release, *, reason: str, by: Actor, now: datetime) -> None:
    release.decided_by, release.decided_at = by.actor_key, now
    release.reason = reason.strip()
    release.save(update_fields=["state", "known_from", "decided_by", "decided_at", "reason"])


def _of(
    release: Release,
) -> tuple[dict[int, dict[Cell, Figure]], dict[int, dict[Cell, int]]]:
    """What a release brought: figures and answers by indicator's id."""
    changes: dict[int, dict[Cell, Figure]] = {}
    answers: dict[int, dict[Cell, int]] = {}
    rows = Observation.objects.filter(release=release).order_by("pk")
    for row in rows.iterator():
        cell = (row.area, period_of(row.period))
        value = row.value if row.state == State.KNOWN else None
        changes.setdefault(row.indicator_id, {})[cell] = Figure(value, State(row.state))
        if row.answers is not None:
            answers.setdefault(row.indicator_id, {})[cell] = row.answers
    return changes, answers


def _standing(
    release: Release, changes: Mapping[int, Mapping[Cell, Figure]]
) -> dict[int, dict[Cell, Figure]]:
    owner = release.municipality_id
    figures = figures_by_key(list(changes), municipality=owner)
    return {
        key: cells_of(figures[key, owner].panel)
        for key in changes
        if (key, owner) in figures and not figures[key, owner].is_example
    }
