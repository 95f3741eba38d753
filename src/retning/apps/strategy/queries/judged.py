"""What has been published, with what tells one state of its verdicts from another."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import CharField, F, Q, QuerySet, Subquery

from retning.apps.indicators.queries.state import figure_columns, newest, state_of
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Edition, Interpretation, PanelJudgement, Proof
from retning.apps.strategy.queries.editions import Published, editions_of
from retning.apps.strategy.queries.published import PublishedRow, Surroundings
from retning.apps.strategy.queries.verdicts import GoalVerdict, verdicts_of
from retning.foundation.freezing.models import FrozenSet
from retning.foundation.records.prepared import Asked, Question


def _columns(municipality: Asked) -> dict[str, Subquery]:
    own = Q(municipality=municipality)
    return {
        **figure_columns(municipality),
        "figures_interpretation": newest(Interpretation.objects.filter(own), "pk"),
        "figures_proof": newest(Proof.objects.filter(own), "pk"),
        "figures_judgement": newest(PanelJudgement.objects.filter(own), "pk"),
    }


_SET = ("id", "tenant", "checksum", "frozen_at")


def _editions(municipality: Asked) -> QuerySet[Edition]:
    frozen = {f"set_{name}": F(f"frozen_set__{name}") for name in _SET}
    found = editions_of(municipality).select_related(None)
    return found.annotate(**frozen, **_columns(municipality))


_EDITIONS = Question(_editions, municipality=CharField())


def published_with_state(municipality: Municipality, *, on: date) -> tuple[Published, str]:
    """All the municipality's editions, and a text that changes whenever one of its verdicts can:
    figures, outlooks, interpretations, proofs, judgements, the day. One query."""
    rows = _EDITIONS.models(municipality=municipality.pk)
    for row in rows:
        values = [getattr(row, f"set_{name}") for name in _SET]
        row.frozen_set = FrozenSet.from_db(row._state.db, _SET, values)
    told = rows[0].__dict__ if rows else {}
    state = {name: value for name, value in told.items() if name.startswith("figures_")}
    return Published(rows), f"{on.isoformat()} {state_of(state)}"


def verdicts_of_row(
    found: PublishedRow,
    around: Surroundings,
    *,
    municipality: Municipality,
    on: date,
    known_on: datetime | None = None,
) -> tuple[GoalVerdict, ...]:
    """A published goal's targets judged on a day, by the edition that it is read in; on what was
    known at a moment."""
    first, last = around.chain[0].data["period"]
    judged = verdicts_of(
        [found.row],
        edition=found.edition,
        municipality=municipality,
        on=on,
        known_on=known_on,
        period=(first, last),
    )
    return judged.get(found.row.key, ())
