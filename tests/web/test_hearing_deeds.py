"""Every deed that sets a hearing's days: role × phase × municipality, by the buttons themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Hearing
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import TODAY
from tests.helpers.permissions import Case, assert_matrix

Browser = Callable[..., Client]

DEEDS = (
    "hearing_change",
    "hearing_announce",
    "hearing_days",
    "hearing_call_back",
    "hearing_extend",
    "hearing_handle",
    "hearing_conclude",
    "hearing_renew",
    "hearing_delete",
    "hearing_timetable",
)
WHAT_IS_DONE = """
                  | draft | announced | open | closed | handled | concluded
hearing_change    | yes   | yes       | yes  | yes    | yes     | yes
hearing_announce  | yes   | yes       | no   | no     | no      | no
hearing_days      | yes   | yes       | no   | no     | no      | no
hearing_call_back | no    | yes       | no   | no     | no      | no
hearing_extend    | no    | no        | yes  | no     | no      | no
hearing_handle    | no    | no        | no   | yes    | no      | no
hearing_conclude  | no    | no        | no   | no     | yes     | no
hearing_renew     | no    | no        | no   | yes    | yes     | yes
hearing_delete    | yes   | no        | no   | no     | no      | no
hearing_timetable | yes   | yes       | yes  | yes    | yes     | yes
"""
WHO_DOES = """
                     | draft | announced | open | closed | handled | concluded | open/neighbour
administrator        | done  | done      | done | done   | done    | done      | 404
consultant           | done  | done      | done | done   | done    | done      | 404
secretary            | done  | done      | done | done   | done    | done      | 404
executive            | 403   | 403       | 403  | 403    | 403     | 403       | 403
centre_chief         | 403   | 403       | 403  | 403    | 403     | 403       | 403
workplace_leader     | 403   | 403       | 403  | 403    | 403     | 403       | 403
employee             | 403   | 403       | 403  | 403    | 403     | 403       | 403
politician           | 403   | 403       | 403  | 403    | 403     | 403       | 403
analyst              | 403   | 403       | 403  | 403    | 403     | 403       | 403
moderator            | 403   | 403       | 403  | 403    | 403     | 403       | 403
handler              | 403   | 403       | 403  | 403    | 403     | 403       | 403
neighbour_consultant | 403   | 403       | 403  | 403    | 403     | 403       | 403
citizen              | 302   | 302       | 302  | 302    | 302     | 302       | 302
"""


@dataclass(frozen=True)
class Sent:
    """What became of a deed: the answer's status, and whether anything is otherwise now."""

    status: int
    is_done: bool


def said(hearing: Hearing) -> dict[str, Any]:
    """Fields that make every deed complete, as far as its form goes."""
    return {
        "version": hearing.version,
        "edition": hearing.edition_id,
        "kind": hearing.kind,
        "title": "Ny titel",
        "publishing": hearing.publishing,
        "announced_on": TODAY,
        "opens_on": TODAY + timedelta(days=20),
        "closes_on": TODAY + timedelta(days=80),
        "reason": "Påsken kom imellem.",
        "deadline": "2027-12-31",
        "handling": 20,
        "agenda": 10,
    }


def sent(client: Client, hearing: Hearing, deed: str) -> Sent:
    """Send a deed, see what it did, and take it back."""
    fields = said(hearing)
    if deed == "hearing_timetable":
        fields["publishing"] = 3
    with transaction.atomic():
        before = _state(hearing)
        answer = client.post(reverse(f"staff:{deed}", args=[hearing.key]), fields)
        found = Sent(answer.status_code, _state(hearing) != before)
        transaction.set_rollback(True)
    return found


def _state(hearing: Hearing) -> tuple[object, ...]:
    row = Hearing.objects.filter(pk=hearing.pk).values_list("version", "changed_at").first()
    return row, Hearing.objects.count()


def test_what_each_phase_lets_be_done(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    edition = make.proposal(cast.municipality)
    hearings = {
        phase: make.hearing(cast.municipality, phase, edition=edition, slug=str(phase))
        for phase in Phase
    }
    alone = {phase: make.hearing(cast.municipality, phase, slug=f"2-{phase}") for phase in Phase}

    def done(case: Case) -> bool:
        # Held again only where no other of the same proposal is on its way.
        among = alone if case.who == "hearing_renew" else hearings
        return sent(client, among[Phase(case.state)], case.who).is_done

    assert_matrix(WHAT_IS_DONE, done)


def test_every_deed_stands_in_the_matrix() -> None:
    rows = [line.split("|")[0].strip() for line in WHAT_IS_DONE.strip().splitlines()[1:]]
    assert rows == list(DEEDS)


@pytest.mark.parametrize("phase", list(Phase))
def test_who_does_it(cast: Cast, client_of: Browser, phase: Phase) -> None:
    ours = make.hearing(cast.municipality, phase)
    theirs = make.hearing(cast.neighbour, phase)
    lines = WHO_DOES.strip().splitlines()
    columns = [each.strip() for each in lines[0].split("|")[1:]]
    kept = [0, *(place for place, name in enumerate(columns, 1) if name.startswith(phase))]
    table = "\n".join("|".join(line.split("|")[place] for place in kept) for line in lines)

    def status(case: Case) -> str:
        client = client_of(case.who)
        hearing = theirs if case.tenant == "neighbour" else ours
        found = [sent(client, hearing, deed) for deed in DEEDS]
        codes = {each.status for each in found}
        if any(each.is_done for each in found):
            return "done"
        return " ".join(map(str, sorted(codes)))

    assert_matrix(f"{' ' * 10}{table}", status)


def test_at_home_the_neighbour_does_nothing_with_ours(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    client = client_of("neighbour_consultant", at=cast.neighbour)
    assert {sent(client, hearing, deed) for deed in DEEDS} == {Sent(404, False)}


def test_a_deed_is_never_done_by_a_link(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    for phase in Phase:
        hearing = make.hearing(cast.municipality, phase, slug=f"{phase}")
        before = _state(hearing)
        for deed in DEEDS:
            client.get(reverse(f"staff:{deed}", args=[hearing.key]))
        assert _state(hearing) == before
