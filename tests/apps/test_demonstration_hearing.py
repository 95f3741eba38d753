"""The demonstration's hearings: what everyone reads, what waits, and what was noted."""

from __future__ import annotations

import pytest
from django.test import Client

from retning.apps.hearing.enums import Phase, Showing
from retning.apps.hearing.models import Comment, Event, Hearing, Invitation, Note, SignUp
from retning.apps.hearing.queries.phases import phase_of
from retning.config.demo.hearing import build_hearings
from retning.config.demo.organisation import build_organisation
from retning.config.demo.strategy import build_strategy
from retning.foundation import clock
from tests.cast import NOW


@pytest.mark.django_db
def test_one_hearing_is_open_and_one_is_over(client: Client) -> None:
    organisation = build_organisation(now=NOW)
    adopted = build_strategy(organisation=organisation, now=NOW)
    hearing = build_hearings(adopted.strategy, organisation=organisation, now=NOW)
    phases = {phase_of(each, NOW) for each in Hearing.objects.all()}
    assert phases == {Phase.OPEN, Phase.CONCLUDED}
    held_for = {"phone", "health"}
    waiting = Comment.objects.filter(hearing=hearing, showing=Showing.WAITING)
    assert waiting.count() == 3
    assert {why for each in waiting for why in each.held_for} == held_for
    assert Comment.objects.filter(hearing=hearing, showing=Showing.PUBLISHED).count() == 13
    assert Invitation.objects.exclude(invited_at=None).count() == 5
    assert Note.objects.count() == 4
    assert Event.objects.exclude(minutes_published_at=None).count() == 1
    assert SignUp.objects.count() == 3
    with clock.stopped_at(NOW):
        page = client.get(f"/hoering/{hearing.slug}/").content.decode()
        comments = client.get(f"/hoering/{hearing.slug}/kommentarer/").content.decode()
    assert hearing.title in page
    assert "Luk gaden for biler" in comments
    assert "12 34 56 78" not in page + comments
