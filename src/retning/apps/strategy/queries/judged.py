"""What has been published, with what tells one state of its verdicts from another."""

from __future__ import annotations

from datetime import date, datetime

from retning.apps.indicators.queries.state import figure_columns, newest, state_of
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Interpretation, PanelJudgement, Proof
from retning.apps.strategy.queries.editions import Published, editions_of
from retning.apps.strategy.queries.published import PublishedRow, Surroundings
from retning.apps.strategy.queries.verdicts import GoalVerdict, verdicts_of


def published_with_state(municipality: Municipality, *, on: date) -> tuple[Published, str]:
    """All the municipality's editions, and a text that changes whenever one of its verdicts can:
    figures, outlooks, interpretations, proofs, judgements, the day. One query."""
    columns = {
        **figure_columns(municipality.pk),
        "figures_interpretation": newest(
            Interpretation.objects.filter(municipality=municipality), "pk"
        ),
        "figures_proof": newest(Proof.objects.filter(municipality=municipality), "pk"),
        "figures_judgement": newest(PanelJudgement.objects.filter(municipality=municipality), "pk"),
    }
    rows = list(editions_of(municipality).annotate(**columns))
    told = {name: getattr(rows[0], name) for name in columns} if rows else {}
    return Published(rows), f"{on.isoformat()} {state_of(told)}"


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
