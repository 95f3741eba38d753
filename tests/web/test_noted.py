"""What people said at meetings stands on the pages of goals and areas, once minutes are public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import EventKind, NoteKind
from retning.apps.hearing.models import Event, Note
from retning.apps.strategy.models import Edition
from retning.foundation.freezing.models import FrozenRow
from retning.web.request.rendering import CACHE
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.queries import assert_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


def held(cast: Cast, edition: Edition, title: str = "Borgermøde på biblioteket") -> Event:
    """A meeting before any hearing that was held yesterday; its minutes are not public yet."""
    event = make.event(None, cast.municipality, title=title, starts_in=-timedelta(days=1))
    event.edition = edition
    event.save()
    return event


def note(event: Event, row: FrozenRow, text: str, dots: int = 0) -> Note:
    return Note.objects.create(
        municipality_id=event.municipality_id,
        event=event,
        row=row,
        row_key=row.key,
        copy=1 + Note.objects.count(),
        kind=NoteKind.NOTE,
        text=text,
        dots=dots,
        noted_at=NOW,
        changed_at=NOW,
    )


def publish(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(minutes_published_at=NOW)


def page(citizen: Client, name: str, *args: object, language: str = "") -> str:
    answer = citizen.get(language + reverse(f"public:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_goal_tells_what_was_noted_of_it_at_meetings(citizen: Client, cast: Cast) -> None:
    edition = make.proposal(cast.municipality)
    goal, other = make.rows(edition, "goal")
    event = held(cast, edition)
    note(event, goal, "Åbn biblioteket om aftenen", dots=4)
    note(event, other, "Om noget andet")
    Note.objects.filter(pk=note(event, goal, "Peter er imod").pk).update(is_left_out=True)
    before = page(citizen, "goal", goal.key)
    assert "Åbn biblioteket" not in before
    assert 'id="sagt"' not in before
    publish(event)
    after = page(citizen, "goal", goal.key)
    assert "Fra borgermødet" in after
    assert "Åbn biblioteket om aftenen" in after
    assert "4 prikker" in after
    assert f'href="{reverse("public:event_minutes", args=[event.key])}"' in after
    assert "Peter" not in after
    assert "Om noget andet" not in after
    assert "Ingen kommentarer endnu" not in after
    assert "From the citizens&#x27; meeting" in page(citizen, "goal", goal.key, language="/en")


def test_what_staff_change_in_the_minutes_is_changed_on_the_goal_at_once(
    citizen: Client, cast: Cast
) -> None:
    edition = make.proposal(cast.municipality)
    goal = make.rows(edition, "goal")[0]
    event = held(cast, edition)
    said = note(event, goal, "Flere haller")
    publish(event)
    assert "Flere haller" in page(citizen, "goal", goal.key)
    Note.objects.filter(pk=said.pk).update(text="Flere idrætshaller")
    assert "Flere idrætshaller" in page(citizen, "goal", goal.key)
    Note.objects.filter(pk=said.pk).update(is_left_out=True)
    assert "haller" not in page(citizen, "goal", goal.key)


def test_an_area_tells_what_was_noted_of_it_and_of_what_hangs_below(
    citizen: Client, cast: Cast
) -> None:
    edition = make.proposal(cast.municipality)
    area, goal, theme, objective = (
        make.rows(edition, kind)[0] for kind in ("area", "goal", "theme", "objective")
    )
    event = held(cast, edition)
    event.kind = EventKind.WORKSHOP
    event.save()
    for row, text in ((area, "Hele området"), (theme, "Om temaet"), (objective, "Om sætningen")):
        note(event, row, text)
    note(event, goal, "Kun om målet")
    publish(event)
    text = page(citizen, "area", edition.slug, area.key)
    assert "Fra workshoppen" in text
    assert [each in text for each in ("Hele området", "Om temaet", "Om sætningen")] == [True] * 3
    assert "Kun om målet" not in text


def test_the_ones_with_most_dots_are_shown_and_how_many_more_there_are(
    citizen: Client, cast: Cast
) -> None:
    edition = make.proposal(cast.municipality)
    goal = make.rows(edition, "goal")[0]
    event = held(cast, edition)
    for dots in range(5):
        note(event, goal, f"Forslag {dots}.", dots=dots)
    publish(event)
    text = page(citizen, "goal", goal.key)
    assert [f"Forslag {n}." in text for n in range(5)] == [False, False, True, True, True]
    assert text.index("Forslag 4.") < text.index("Forslag 3.") < text.index("Forslag 2.")
    assert "2 noter mere om det her" in text


def test_a_neighbours_meeting_and_one_that_staff_alone_see_are_not_told(
    citizen: Client, cast: Cast
) -> None:
    edition = make.proposal(cast.municipality)
    goal = make.rows(edition, "goal")[0]
    publish(held(cast, edition))
    theirs, hidden = held(cast, edition, "Naboens"), held(cast, edition, "Den skjulte")
    for event in (theirs, hidden):
        note(event, goal, event.title)
        publish(event)
    Event.objects.filter(pk=hidden.pk).update(published_at=None)
    Event.objects.filter(pk=theirs.pk).update(municipality=cast.neighbour)
    Note.objects.filter(event=theirs).update(municipality=cast.neighbour)
    text = page(citizen, "goal", goal.key)
    assert "Naboens" not in text
    assert "Den skjulte" not in text


def test_minutes_cost_a_goals_page_one_query_and_only_where_some_are_public(
    citizen: Client, cast: Cast
) -> None:
    edition = make.proposal(cast.municipality)
    goal, area = make.rows(edition, "goal")[0], make.rows(edition, "area")[0]
    event = held(cast, edition)
    note(event, goal, "Flere haller")
    paths = {
        reverse("public:goal", args=[goal.key]): (5, 2),
        reverse("public:area", args=[edition.slug, area.key]): (4, 2),
    }
    for more in (0, 1, 1):
        for path, (drawn, kept) in paths.items():
            caches[CACHE].clear()
            for expected in (drawn + more, kept + more):
                with assert_queries(expected):
                    assert citizen.get(path).status_code == 200
        publish(event)
        for number in range(30):
            note(event, goal, f"Nummer {number}")
