"""What the pages of a hearing's steps tell whoever takes them: what fits, what is odd, what is left
to do, and everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import HearingKind, Phase
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.organisation.models import Meeting, Resolution
from retning.apps.strategy.models import Strategy
from retning.web.request.rendering import CACHE
from tests.cast import NOW, TODAY, Cast
from tests.factories import hearing as make
from tests.factories import organisation as org
from tests.factories import strategy as strategies

Browser = Callable[..., Client]
STATUTORY = HearingKind.PLANNING_STRATEGY


def at(name: str, hearing: Hearing) -> str:
    return reverse(f"staff:{name}", args=[hearing.key])


def days(hearing: Hearing, **more: Any) -> dict[str, Any]:
    last = TODAY + timedelta(days=56)
    return {"version": hearing.version, "opens_on": TODAY, "closes_on": last} | more


# --- The decision ------------------------------------------------------------------------


def decisions(cast: Cast, hearing: Hearing) -> dict[str, Resolution]:
    """One behind each of: another strategy, what was adopted, the proposal's earlier hearing,
    nothing; and one of a committee's."""
    council = cast.units.council
    made = {
        name: org.resolution(council, item=name, met_on=date(2026, 2, number))
        for number, name in enumerate(("ours", "other", "adopted", "free", "heard"), start=20)
    }
    other = make.proposal(cast.municipality, title="En anden strategi")
    other.resolutions.add(made["other"])
    Hearing.objects.filter(pk=hearing.pk).update(kind=STATUTORY)
    hearing.edition.resolutions.add(made["ours"])
    strategies.adopted(hearing.edition.strategy, made["adopted"])
    elsewhere = make.hearing(cast.municipality, Phase.CONCLUDED, edition=other, slug="anden")
    Hearing.objects.filter(pk=elsewhere.pk).update(resolution=made["heard"])
    made["committee"] = org.resolution(cast.units.committee, item="committee")
    return made


def test_decisions_on_the_proposal_come_first_and_anothers_are_no_choice(
    cast: Cast, client_of: Browser
) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    made = decisions(cast, hearing)
    client = client_of("consultant")
    form = client.get(at("hearing_days", hearing)).context["form"]
    assert [each.item for each in form.fields["resolution"].queryset] == ["ours", "free"]
    for name in ("other", "adopted", "heard", "committee"):
        basis = {"resolution": made[name].pk, "plandata_published_on": TODAY}
        answer = client.post(at("hearing_days", hearing), days(hearing, **basis))
        assert answer.status_code == 422, name
        (told,) = answer.context["form"].errors["resolution"]
        assert told.startswith("Den beslutning handler om en anden strategi"), name
    hearing.refresh_from_db()
    assert hearing.opens_on is None


def test_a_decision_is_recorded_on_the_way_and_chosen(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT, kind=STATUTORY)
    client = client_of("secretary")
    record = reverse("staff:resolution_record", args=[hearing.edition.strategy.key])
    record += f"?hoering={hearing.key}"
    assert f'<a href="{record}">' in client.get(at("hearing_days", hearing)).content.decode()
    said = {"body": cast.units.council.pk, "met_on": "2026-02-25", "item": "9", "text": "I høring."}
    done = client.post(record, said)
    made = Resolution.objects.get()
    assert done.headers["Location"] == f"{at('hearing_days', hearing)}?beslutning={made.pk}"
    page = client.get(done.headers["Location"]).content.decode()
    assert f'<option value="{made.pk}" selected>' in page


def test_another_strategys_hearing_is_no_way_back(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    other = make.proposal(cast.municipality, title="En anden strategi").strategy
    record = reverse("staff:resolution_record", args=[other.key])
    client = client_of("consultant")
    for asked in (str(hearing.key), "x", ""):
        page = client.get(record, {"hoering": asked}).content.decode()
        assert at("hearing_days", hearing) not in page


# --- The days ----------------------------------------------------------------------------


def test_a_statutory_hearing_says_all_that_it_lacks_at_once(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT, kind=STATUTORY)
    client, address = client_of("consultant"), at("hearing_days", hearing)
    fields = client.get(address).context["form"].fields
    needed = {name for name, field in fields.items() if field.required}
    assert needed == {"version", "opens_on", "closes_on", "resolution", "plandata_published_on"}
    wrong = days(hearing, opens_on=TODAY - timedelta(days=1), closes_on=TODAY)
    answer = client.post(address, wrong)
    assert (answer.status_code, set(answer.context["form"].errors)) == (
        422,
        {"opens_on", "closes_on", "resolution", "plandata_published_on"},
    )
    assert [len(told) for told in answer.context["form"].errors.values()] == [1] * 4
    nothing = client.post(address, {"version": hearing.version})
    assert nothing.context["form"].errors["opens_on"] == ["Feltet skal udfyldes."]


def test_a_hearing_by_choice_needs_its_days_alone(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    fields = client_of("consultant").get(at("hearing_days", hearing)).context["form"].fields
    needed = {name for name, field in fields.items() if field.required}
    assert needed == {"version", "opens_on", "closes_on"}


def test_days_are_carried_from_the_timetable(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT, kind=STATUTORY)
    Meeting.objects.create(
        municipality=cast.municipality, body=cast.units.council, held_on=date(2027, 12, 15)
    )
    client = client_of("consultant")
    address = f"{at('hearing_days', hearing)}?foerste=2027-09-08&amp;sidste=2027-11-03"
    assert address in client.get(at("hearing_timetable", hearing)).content.decode()
    initial = client.get(address.replace("amp;", "")).context["form"].initial
    assert (initial["opens_on"], initial["closes_on"]) == (date(2027, 9, 8), date(2027, 11, 3))
    odd = client.get(at("hearing_days", hearing) + "?foerste=2027-02-30&sidste=x&beslutning=-1")
    assert odd.context["form"].initial["opens_on"] == TODAY
    reader = client_of("moderator").get(at("hearing_timetable", hearing)).content.decode()
    assert "foerste=" not in reader


def test_who_cannot_set_a_deadline_is_not_told_to(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    address = at("hearing_timetable", hearing)
    assert "Skriv den dag" in client_of("consultant").get(address).content.decode()
    page = client_of("moderator").get(address).content.decode()
    assert "Skriv den dag" not in page
    assert "Det kan de, der styrer høringen." in page


# --- What it rests on --------------------------------------------------------------------


def test_section_23_a_is_asked_about_where_the_strategy_has_another_basis(
    cast: Cast, client_of: Browser
) -> None:
    edition, client = make.proposal(cast.municipality), client_of("consultant")
    address = reverse("staff:hearing_make")
    said = {"edition": edition.pk, "kind": STATUTORY, "title": "Høring", "publishing": "never"}
    assert 'type="hidden" name="is_sure"' in client.get(address).content.decode()
    asked = client.post(address, said | {"is_sure": "False"})
    assert (asked.status_code, Hearing.objects.count()) == (422, 0)
    page = asked.content.decode()
    assert "»Sammen om Vallensbæk« er ikke registreret som en strategi efter § 23 a." in page
    assert 'type="checkbox" name="is_sure"' in page
    assert client.post(address, said | {"is_sure": "on"}).status_code == 302
    hearing = Hearing.objects.get()
    page = client.get(at("hearing_days", hearing)).content.decode()
    assert "Strategien siger noget andet" in page
    # Who has said so once is not asked again.
    change = client.get(at("hearing_change", hearing)).context["form"].initial
    assert change["is_sure"] is True
    Strategy.drafts.update(legal_basis="planloven_23a")
    assert "Strategien siger" not in client.get(at("hearing_days", hearing)).content.decode()


@pytest.mark.parametrize(
    ("phase", "is_offered"),
    [(phase, phase is Phase.CONCLUDED) for phase in Phase],
)
def test_a_proposal_with_a_hearing_leads_to_it(
    cast: Cast, client_of: Browser, phase: Phase, is_offered: bool
) -> None:
    hearing, client = make.hearing(cast.municipality, phase), client_of("consultant")
    page = client.get(reverse("staff:hearing_make"))
    assert (f'<option value="{hearing.edition_id}"' in page.content.decode()) is is_offered
    assert (f'<a href="{at("hearing", hearing)}"' in page.content.decode()) is not is_offered
    edition = reverse("staff:edition", args=[hearing.edition.strategy.key, 1])
    assert ("?udgave=" in client.get(edition).content.decode()) is is_offered


def test_what_is_held_again_does_not_keep_its_proposal_for_ever(
    cast: Cast, client_of: Browser
) -> None:
    first = make.hearing(cast.municipality, Phase.HANDLED)
    again = make.hearing(cast.municipality, Phase.CONCLUDED, edition=first.edition, slug="igen")
    Hearing.objects.filter(pk=again.pk).update(renews=first)
    page = client_of("consultant").get(reverse("staff:hearing_make")).content.decode()
    assert f'<option value="{first.edition_id}"' in page


# --- Those who are asked, what came of it ------------------------------------------------


def test_who_was_never_asked_is_told_apart_before_and_after_it_opens(
    cast: Cast, client_of: Browser
) -> None:
    hearing, client = make.hearing(cast.municipality, Phase.ANNOUNCED), client_of("consultant")
    make.invitation(hearing)
    asked = make.invitation(hearing, "Handicaprådet")
    Invitation.objects.filter(pk=asked.pk).update(invited_at=NOW)
    told = "1 på listen er ikke spurgt endnu."
    page = client.get(at("hearing", hearing))
    assert ("Bedt om at svare", 1) in page.context["facts"]
    assert ("På listen, ikke spurgt endnu", 1) in page.context["facts"]
    assert told in page.content.decode()
    assert told in client.get(at("hearing_days", hearing)).content.decode()
    Invitation.objects.update(invited_at=NOW)
    page = client.get(at("hearing", hearing))
    assert ("Bedt om at svare", 2) in page.context["facts"]
    assert len(page.context["facts"]) == 4
    assert "er ikke spurgt endnu" not in page.content.decode()


def test_a_hearing_that_is_over_leads_to_what_was_decided(cast: Cast, client_of: Browser) -> None:
    hearing, visitor = make.hearing(cast.municipality, Phase.CONCLUDED), client_of()
    caches[CACHE].clear()
    address = reverse("public:hearing", args=[hearing.slug])
    assert "Det blev besluttet" not in visitor.get(address).content.decode()
    decided = org.resolution(cast.units.council, item="12. Endelig vedtagelse")
    adopted = strategies.adopted(hearing.edition.strategy, decided)
    page = visitor.get(address).content.decode()
    assert "Det blev besluttet" in page
    assert "12. Endelig vedtagelse" in page
    edition = reverse("public:edition", args=[adopted.slug, adopted.number])
    assert f'<a href="{edition}"' in page
    Hearing.objects.filter(pk=hearing.pk).update(
        closes_on=TODAY + timedelta(days=9), handled_on=None, concluded_on=None
    )
    assert "Det blev besluttet" not in visitor.get(address).content.decode()
    caches[CACHE].clear()


# --- Meetings ----------------------------------------------------------------------------


def test_no_kind_of_meeting_is_chosen_beforehand(cast: Cast, client_of: Browser) -> None:
    client = client_of("handler")
    form = client.get(reverse("staff:event_make")).context["form"]
    assert (form["kind"].value(), form.fields["kind"].choices[0][0]) == (None, "")
    answer = client.post(reverse("staff:event_make"), {"kind": ""})
    assert answer.context["form"].errors["kind"] == ["Feltet skal udfyldes."]


def test_nobody_to_tell_is_said_in_words(cast: Cast, client_of: Browser) -> None:
    meeting = make.event(make.hearing(cast.municipality))
    address = reverse("staff:event_call_off", args=[meeting.key])
    page = client_of("handler").get(address).content.decode()
    assert "Ingen har tilmeldt sig, så ingen får en mail." in page
    assert "Lad mødet være, som det er" in page
