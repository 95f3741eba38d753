"""A hearing's days are set, moved and followed by what comes after the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.hearings import hearing_hub, hearings_of
from retning.apps.hearing.queries.phases import phase_of
from retning.apps.hearing.queries.public import public_hearings
from retning.apps.hearing.queries.work import work_in
from retning.apps.hearing.services.hearings import (
    renew_hearing,
)
from retning.apps.hearing.services.phasing import (
    announce_hearing,
    call_back_hearing,
    extend_hearing,
    handle_hearing,
)
from retning.apps.hearing.services.refusals import Refusal
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.hearing_life import DAY, TOLD, changed, made, on, opened, refused

# --- Days --------------------------------------------------------------------------------


def test_a_hearing_by_choice_opens_on_nothing_but_its_days(cast: Cast) -> None:
    hearing = opened(made(cast))
    assert (hearing.announced_on, hearing.opens_on) == (TODAY, TODAY)
    assert phase_of(hearing, NOW) is Phase.OPEN


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "code", "detail"),
    [
        (TODAY - DAY, TODAY + 28 * DAY, Refusal.IN_THE_PAST, "opens_on"),
        (TODAY, TODAY + 13 * DAY, Refusal.TOO_SHORT, "2026-03-16"),
        (TODAY, TODAY - DAY, Refusal.TOO_SHORT, "2026-03-16"),
        # Two weeks from 19 March end on Maundy Thursday: the Tuesday after Easter.
        (date(2026, 3, 19), date(2026, 4, 6), Refusal.TOO_SHORT, "2026-04-07"),
    ],
)
def test_days_that_cannot_be(
    cast: Cast, opens_on: date, closes_on: date, code: Refusal, detail: str
) -> None:
    hearing = made(cast)
    assert refused(lambda **_: opened(hearing, opens_on, closes_on)) == (code, detail)
    hearing.refresh_from_db()
    assert (hearing.opens_on, hearing.version) == (None, 1)


def test_it_does_not_open_before_it_is_announced(cast: Cast) -> None:
    hearing = made(cast)
    given = {"hearing": hearing, "now": NOW}
    past = refused(announce_hearing, expected_version=1, announced_on=TODAY - DAY, **given)
    assert past == (Refusal.IN_THE_PAST, "announced_on")
    announce_hearing(expected_version=1, announced_on=TODAY + 9 * DAY, by=TESTER, **given)
    found = refused(lambda **_: opened(hearing, TODAY + 8 * DAY))
    assert found == (Refusal.BEFORE_ANNOUNCED, "opens_on")
    opened(hearing, TODAY + 9 * DAY, TODAY + 40 * DAY)
    late = refused(announce_hearing, expected_version=3, announced_on=TODAY + 10 * DAY, **given)
    assert late == (Refusal.BEFORE_ANNOUNCED, "announced_on")


def test_personal_data_does_not_go_before_it_is_handled(cast: Cast) -> None:
    hearing = made(cast, told=replace(TOLD, erased_on=date(2026, 9, 1)))
    found = refused(lambda **_: opened(hearing, TODAY, date(2026, 3, 30)))
    assert found == (Refusal.GONE_TOO_SOON, "erased_on")
    row = changed(hearing, 1, told=replace(TOLD, erased_on=date(2026, 10, 1)))
    assert opened(row, TODAY, date(2026, 3, 30)).erased_on == date(2026, 10, 1)


def test_a_dated_hearing_always_has_a_day_on_which_personal_data_goes(cast: Cast) -> None:
    """The form promises two years where the field is left empty."""
    hearing = opened(made(cast), TODAY + DAY, date(2026, 3, 30))
    row = changed(hearing, 2, told=replace(TOLD, erased_on=date(2027, 1, 1)))
    assert row.erased_on == date(2027, 1, 1)
    assert changed(hearing, 3, told=TOLD).erased_on == date(2028, 3, 30)
    soon = refused(lambda **_: changed(hearing, 4, told=replace(TOLD, erased_on=TODAY)))
    assert soon == (Refusal.GONE_TOO_SOON, "erased_on")
    draft = make.hearing(cast.municipality, Phase.DRAFT, slug="to")
    assert changed(draft, 1, told=TOLD).erased_on is None


def test_it_can_be_called_back_until_it_opens(cast: Cast) -> None:
    hearing = made(cast)
    given = {"hearing": hearing, "now": NOW}
    assert refused(call_back_hearing, expected_version=1, **given)[0] is Refusal.NOT_NOW
    opened(hearing, TODAY + 7 * DAY)
    row = call_back_hearing(expected_version=2, by=TESTER, **given)
    assert (row.announced_on, row.opens_on, row.closes_on) == (None, None, None)
    assert phase_of(row, on(TODAY + 8 * DAY)) is Phase.DRAFT
    opened(hearing)
    assert refused(call_back_hearing, expected_version=4, **given)[0] is Refusal.NOT_NOW


# --- After the last day ------------------------------------------------------------------


def test_a_last_day_is_only_moved_away_and_with_a_reason(cast: Cast) -> None:
    hearing = opened(made(cast))
    given = {"hearing": hearing, "expected_version": 2, "now": NOW}
    last = TODAY + 28 * DAY
    for day in (last, last - DAY):
        found = refused(extend_hearing, closes_on=day, reason="Ferie", **given)
        assert found == (Refusal.ONLY_LATER, "closes_on")
    for reason in ("", " \n"):
        found = refused(extend_hearing, closes_on=last + DAY, reason=reason, **given)
        assert found == (Refusal.NO_REASON, "reason")
    far = refused(extend_hearing, closes_on=date(2028, 3, 1), reason="Ferie", **given)
    assert far == (Refusal.GONE_TOO_SOON, "closes_on")
    hearing.refresh_from_db()
    assert (hearing.closes_on, hearing.extensions.count()) == (last, 0)


def test_nothing_is_handled_while_those_who_were_writing_may_send(cast: Cast) -> None:
    hearing = opened(made(cast))
    given = {"hearing": hearing, "expected_version": 2}
    ends = datetime(2026, 3, 30, 22, tzinfo=UTC)
    assert refused(handle_hearing, now=ends - DAY, **given)[0] is Refusal.NOT_NOW
    assert refused(handle_hearing, now=ends + timedelta(minutes=29), **given)[0] == "not_now"
    row = handle_hearing(now=ends + timedelta(minutes=30), by=TESTER, **given)
    assert row.handled_on == date(2026, 3, 31)


def test_it_is_held_again_with_the_same_words_and_list(cast: Cast) -> None:
    first = make.hearing(cast.municipality, Phase.HANDLED)
    asked = make.invitation(first)
    Invitation.objects.filter(pk=asked.pk).update(invited_at=NOW, answered_at=NOW)
    given = {"hearing": first, "edition": first.edition, "now": NOW}
    assert refused(renew_hearing, reason=" ", **given) == (Refusal.NO_REASON, "reason")
    again = renew_hearing(reason="Teksten er skrevet om.", by=TESTER, **given)
    assert (again.renews_id, again.renewal_reason) == (first.pk, "Teksten er skrevet om.")
    assert (again.title, again.introduction, again.kind) == (
        first.title,
        first.introduction,
        first.kind,
    )
    assert phase_of(again, NOW) is Phase.DRAFT
    invitation = again.invitations.get()
    assert (invitation.name, invitation.invited_at, invitation.answered_at) == (
        "Ældrerådet",
        None,
        None,
    )
    assert invitation.key != asked.key
    assert first.invitations.get().answered_at == NOW
    # Once at a time.
    assert refused(renew_hearing, reason="Igen.", **given)[0] is Refusal.HEARD_ALREADY
    assert refused(renew_hearing, reason="Igen.", **{**given, "hearing": again})[0] == "not_now"


# --- Reading -----------------------------------------------------------------------------


def test_a_list_and_a_page_count_apart(cast: Cast) -> None:
    """Joined with each other, two responses, three comments and two invitations would be twelve."""
    hearing = make.hearing(cast.municipality)
    first, second = make.response(hearing), make.response(hearing)
    make.comment(first)
    make.comment(first, text="Et til.")
    make.comment(second)
    make.published_comment(hearing)
    make.invitation(hearing)
    asked = make.invitation(hearing, "Skolebestyrelsen")
    Invitation.objects.filter(pk=asked.pk).update(invited_at=NOW)
    answered = make.invitation(hearing, "Handicaprådet")
    Invitation.objects.filter(pk=answered.pk).update(no_remarks_at=NOW)
    (line,) = hearings_of(Hearing.objects.all(), now=NOW)
    assert (line.responses, line.waiting, line.days_left) == (3, 3, 56)
    hub = hearing_hub(hearing, now=NOW)
    assert (hub.responses, hub.waiting, hub.invited, hub.answered) == (3, 3, 2, 1)
    assert hub.unasked == 1


def test_what_is_being_made_stands_first(cast: Cast) -> None:
    made_at = {
        phase: make.hearing(cast.municipality, phase, slug=str(phase)).pk
        for phase in (Phase.CLOSED, Phase.DRAFT, Phase.OPEN)
    }
    right = [made_at[Phase.DRAFT], made_at[Phase.OPEN], made_at[Phase.CLOSED]]
    assert [line.hearing.pk for line in hearings_of(Hearing.objects.all(), now=NOW)] == right
    for hearing in Hearing.objects.all():
        make.comment(make.response(hearing))
    assert [each.hearing.pk for each in work_in(Hearing.objects.all())] == right


def test_what_has_no_first_day_yet_is_announced_first(cast: Cast) -> None:
    made_at = {
        phase: make.hearing(cast.municipality, phase, slug=str(phase)).pk
        for phase in (Phase.OPEN, Phase.ANNOUNCED, Phase.CLOSED)
    }
    coming = make.hearing(cast.municipality, Phase.ANNOUNCED, slug="naar")
    Hearing.objects.filter(pk=coming.pk).update(opens_on=None, closes_on=None)
    order = [each.hearing.pk for each in public_hearings(cast.municipality, now=NOW)]
    dated = [made_at[phase] for phase in (Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED)]
    assert order == [coming.pk, *dated]
