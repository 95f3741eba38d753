"""What is known of an event at its start beside the simulation: the traits that are calibrated.

Each trait is a number a municipality. Those that grow with the margin (an easier cut never lowers
them) stand first and get no negative weight, so that the calibrated probability keeps their order;
the rest do not depend on the cut. All rest on figures up to the start only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retning.core.benchmark.events import Best, Event, EventKind
from retning.core.benchmark.paths import Mask, Paths, Real, Shape

_QUARTER_STAYS, _QUARTER_OUT_STAYS = 0.77, 0.915
"""What is thought before an indicator has shown it: of the best quarter and of the others."""
_WEIGHT = 98.0
_STEPS = 500
_FURTHEST = 6.2
_RECENT = 11


@dataclass(frozen=True, eq=False)
class Traits:
    """`values[municipality, trait]`, of which the first `rising` grow with the margin."""

    values: Real
    rising: int


@dataclass(frozen=True, eq=False)
class Past:
    """What an indicator's own history says of how it moves over the horizon."""

    shape: Shape
    figures: Real
    spread_ahead: float
    stays: dict[int, tuple[float, float]]
    rises: float
    rises_own: Real


def past_of(history: Real, shape: Shape, horizon: int) -> Past:
    """Gather what an event of any kind needs of `history[year, municipality]`."""
    figures = np.array(history, dtype=np.float64)[-len(shape.median) :]
    figures[~shape.is_year] = np.nan
    later, earlier = _pairs(figures, horizon)
    stays = {sign: _stays(earlier, later, sign) for sign in (1, -1)}
    change = (later - earlier)[-8:]
    known = np.isfinite(change)
    rose, counted = (change > 0) & known, known.sum(axis=0)
    fell = ((change < 0) & known).sum()
    total = int(known.sum())
    rises = (rose.sum() - fell) / (total + 4 * _WEIGHT)
    own = np.where(counted > 0, (rose.sum(axis=0) - ((change < 0) & known).sum(axis=0)), 0)
    return Past(
        shape,
        figures,
        _spread_ahead(shape, horizon),
        stays,
        float(rises),
        np.asarray(own / np.maximum(counted, 1)),
    )


def traits(event: Event, past: Past, paths: Paths | None, horizon: int) -> Traits:
    """The traits of an event for every municipality.

    Without `paths` (no two years in a row) the simulation's place is taken by today's margin.
    """
    margin = np.nan_to_num(event.margins(past.figures[-1])) / past.shape.spread[-1]
    simulated = np.clip(1.7 * margin / past.spread_ahead, -_FURTHEST, _FURTHEST)
    if paths is not None:
        met = event.met(paths.at(horizon)).sum(axis=0)
        count = paths.values.shape[0]
        # Few paths and many leave the same log odds at the ends.
        simulated = np.log((met + count / _STEPS) / (count - met + count / _STEPS))
    if event.kind is EventKind.MOVEMENT:
        return _joined([simulated], _movement(event.direction, past))
    return _joined(*_standing(event, past, simulated, margin))


def _standing(
    event: Event, past: Past, simulated: Real, margin: Real
) -> tuple[list[Real], list[Real]]:
    shape, ahead = past.shape, past.spread_ahead
    now, sign = shape.places[-1], event.direction
    gap = np.clip(margin, -6, 6)
    reach = np.clip(gap / ahead, -8, 8)
    is_inside = event.met(past.figures[-1]).astype(np.float64)
    stays, stays_out = past.stays[sign]
    stay = np.where(is_inside > 0, stays, -stays_out)
    moving = (np.clip(np.log(ahead), -3, 1) + 3) / 4
    rising = [gap, reach, np.tanh(reach / 2), simulated, is_inside, stay]
    rising += [moving * trait for trait in (gap, simulated, is_inside, stay)]
    three, five, long = (
        sign * np.nan_to_num(_mean(shape.places, years) - now) for years in (3, 5, _RECENT)
    )
    free = [three, long, *(np.clip(m / ahead, -4, 4) for m in (three, five, long))]
    free += [np.full_like(now, moving), np.full_like(now, sign * _national(past, 4)[0])]
    free += [np.full_like(now, stays), np.full_like(now, stays_out)]
    if event.kind is EventKind.LEVEL:
        free += _movement(sign, past)
    return rising, free


def _movement(sign: int, past: Past) -> list[Real]:
    """Where a municipality and the country stand beside their own past, and how they moved."""
    unit, figures = past.shape.spread[-1], past.figures / past.shape.spread[-1]
    now = figures[-1]
    usual = np.maximum(_mean(np.abs(np.diff(figures, axis=0)), _RECENT - 1), 0.02)
    from_mean, from_three = (now - _mean(figures, years) for years in (_RECENT, 3))
    last, last_four = (now - _before(figures, years) for years in (1, 4))
    country = past.shape.median / unit
    country_from = float(country[-1] - np.nanmean(country[-_RECENT:]))
    moves, usual_move = _national(past, 1)
    pulls = [from_mean, from_three, last, last_four, np.full_like(now, country_from)]
    free = [np.tanh(np.nan_to_num(pull / usual) / 3) for pull in pulls]
    steady = [moves, country_from, float(np.nan_to_num(np.nanmean(np.diff(country)[-10:])))]
    free += [np.full_like(now, np.tanh(value / usual_move / 2)) for value in steady]
    free += [np.clip(np.nan_to_num(from_mean), -2, 2), np.clip(past.shape.places[-1], -3, 3)]
    free += [np.full_like(now, np.clip(country_from, -2, 2))]
    free += [np.full_like(now, past.rises), past.rises_own]
    return [sign * np.nan_to_num(trait) for trait in free]


def _national(past: Past, years: int) -> tuple[float, float]:
    """How the national median moved over the last `years`, and how much it usually does a year."""
    country = past.shape.median / past.shape.spread[-1]
    move = float(country[-1] - country[-1 - years]) if len(country) > years else 0.0
    moves = np.diff(country)[-10:]
    known = moves[np.isfinite(moves)]
    usual = float(known.std()) if known.size > 1 else 0.02
    return (move if np.isfinite(move) else 0.0), max(usual, 0.02)


def _spread_ahead(shape: Shape, horizon: int) -> float:
    """How far places usually move over the horizon; from single years where there are too few."""
    later, earlier = _pairs(shape.places, horizon)
    moved = (later - earlier)[-10:]
    known = moves = moved[np.isfinite(moved)]
    if known.size == 0:
        steps = np.diff(shape.places, axis=0)[-10:]
        moves = steps[np.isfinite(steps)] * np.sqrt(horizon) * 0.85
    size = float(np.sqrt(np.mean(moves**2))) if moves.size else 0.5
    return max(size, 0.02)


def _stays(earlier: Real, later: Real, sign: int) -> tuple[float, float]:
    """The log odds that the best quarter, and the others, stay where they are."""
    cut = Best(sign, places=max(1, earlier.shape[1] // 4))
    known = np.isfinite(earlier) & np.isfinite(later)
    before, after = cut.met(earlier) & known, cut.met(later) & known
    kept, inside = (before & after).sum(), before.sum()
    kept_out, outside = (known & ~before & ~after).sum(), (known & ~before).sum()
    share = (kept + _QUARTER_STAYS * _WEIGHT) / (inside + _WEIGHT)
    share_out = (kept_out + _QUARTER_OUT_STAYS * _WEIGHT) / (outside + _WEIGHT)
    return _log_odds(float(share)), _log_odds(float(share_out))


def _pairs(rows: Real, horizon: int) -> tuple[Real, Real]:
    """Rows that lie `horizon` years apart: the later and the earlier ones."""
    if len(rows) <= horizon:
        nothing = rows[:0]
        return nothing, nothing
    return rows[horizon:], rows[:-horizon]


def _mean(rows: Real, years: int) -> Real:
    last = rows[-years:]
    known: Mask = np.isfinite(last)
    sums = np.where(known, last, 0).sum(axis=0)
    return np.asarray(sums / np.maximum(known.sum(axis=0), 1))


def _before(rows: Real, years: int) -> Real:
    return rows[-1 - years] if len(rows) > years else np.full_like(rows[-1], np.nan)


def _log_odds(share: float) -> float:
    held = min(max(share, 0.5), 0.999)
    return float(np.log(held / (1 - held)))


def _joined(rising: Sequence[Real], free: Sequence[Real]) -> Traits:
    return Traits(np.stack([*rising, *free], axis=1), len(rising))
