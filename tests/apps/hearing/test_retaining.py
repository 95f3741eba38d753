"""On the day that everyone was told, what is personal in a hearing is gone: every declared field,
and the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from retning.apps.hearing.enums import Phase, RequestKind, RequestState, Showing
from retning.apps.hearing.models import (
    AbuseReport,
    Archive,
    Comment,
    CommentGroup,
    Correction,
    Follower,
    Grouping,
    Hearing,
    Invitation,
    Note,
    Response,
    ResponseFile,
    SignUp,
    SubjectRequest,
)
from retning.apps.hearing.queries.retaining import default_erased_on
from retning.apps.hearing.services.following import forget_followers
from retning.foundation.attachments.files import place_of
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import store_made, sweep
from retning.foundation.records.classes import Afterwards, Retention, personal_of
from retning.foundation.retention.services import apply
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.journal import sent, with_file

PLANTED = "Zacharias Zinck"
EMAIL = "zacharias@zinck.example"
YEARS = timedelta(days=5 * 365)


def with_archive(hearing: Hearing) -> None:
    """Its record as a ZIP, with something personal in it."""
    stored = store_made(
        tenant="187", chunks=[b"PK" + PLANTED.encode()], name="a.zip", limit=10**6,
        media_type="application/zip", now=NOW,
    )  # fmt: skip
    Archive.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        asked_at=NOW,
        made_at=NOW,
        attachment=stored,
    )


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    """Concluded, with something personal in every model of the room, some of it shown."""
    hearing = make.hearing(cast.municipality, Phase.CONCLUDED)
    response = sent(hearing, text=PLANTED)
    Response.objects.update(
        name=PLANTED, organisation=PLANTED, on_behalf_of=PLANTED, email=EMAIL, postcode="2665",
        source_note=PLANTED,
    )  # fmt: skip
    Comment.objects.update(text=PLANTED, suggestion=PLANTED, showing=Showing.WITHHELD)
    with_file(response, f"{PLANTED}.pdf")
    make.invitation(hearing, PLANTED, EMAIL)
    Invitation.objects.update(note=PLANTED)
    owner = {"municipality_id": hearing.municipality_id}
    Follower.objects.create(**owner, hearing=hearing, email=EMAIL, asked_at=NOW, confirmed_at=NOW)
    event = make.event(hearing, starts_in=timedelta(days=-9))
    SignUp.objects.create(
        **owner, event=event, copy=1, name=PLANTED, email=EMAIL, state="confirmed",
        signed_up_at=NOW, state_at=NOW,
    )  # fmt: skip
    AbuseReport.objects.create(
        **owner, comment=Comment.objects.get(), copy=2, reason="other", text=PLANTED,
        reported_at=NOW,
    )  # fmt: skip
    Correction.objects.create(
        **owner, comment=Comment.objects.get(), text=PLANTED, suggestion=PLANTED, reason=PLANTED,
        corrected_at=NOW,
    )  # fmt: skip
    SubjectRequest.objects.create(
        **owner, hearing=hearing, kind=RequestKind.OWN_ACCESS, asker=PLANTED, asked_on=TODAY,
        state=RequestState.GRANTED, reason=PLANTED, decided_on=TODAY, changed_at=NOW,
    )  # fmt: skip
    found = Grouping.objects.create(
        **owner, hearing=hearing, comments=1, newest=Comment.objects.get().pk, made_at=NOW
    )
    CommentGroup.objects.create(
        **owner, grouping=found, kind="matter", number=1, size=1, words=[PLANTED]
    )
    with_archive(hearing)
    return hearing


def fields() -> Iterator[tuple[type[models.Model], str, Retention]]:
    """Every personal field of the room."""
    for model in apps.get_app_config("hearing").get_models():
        for name, retention in personal_of(model).items():
            yield model, name, retention


def planted(*, kept: bool = False) -> set[str]:
    """Personal fields in which something stands, those that are kept for ever or the others."""
    return {
        f"{model.__name__}.{name}"
        for model, name, retention in fields()
        if (retention.then is Afterwards.KEEP) is kept
        and any(model._base_manager.values_list(name, flat=True))
    }


def everything() -> set[str]:
    return {
        f"{model.__name__}.{name}"
        for model, name, retention in fields()
        if retention.then is not Afterwards.KEEP
    }


def test_something_is_planted_in_every_personal_field(hearing: Hearing) -> None:
    assert planted() == everything()


def test_the_day_before_what_was_promised_is_still_there(hearing: Hearing) -> None:
    apply(now=NOW + YEARS - timedelta(days=1))
    of_the_hearing = {
        f"{model.__name__}.{name}"
        for model, name, retention in fields()
        if retention.since.endswith("hearing__erased_on")
    }
    assert len(of_the_hearing) == 16
    assert of_the_hearing <= planted()


def test_on_the_day_nothing_is_left(hearing: Hearing) -> None:
    apply(now=NOW + YEARS)
    assert planted() == set()
    assert (Response.objects.count(), Comment.objects.count()) == (1, 1)


def test_what_was_not_shown_is_nowhere_afterwards(hearing: Hearing) -> None:
    apply(now=NOW + YEARS)
    left = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("hearing").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        for value in model._base_manager.values_list(field.name, flat=True)
        if value and (PLANTED in value or EMAIL in value)
    ]
    assert left == []


def test_the_files_go_too_from_the_disk(hearing: Hearing) -> None:
    place = [place_of(one.tenant, one.sha256) for one in Attachment.objects.all()]
    assert len(place) == 2
    apply(now=NOW + YEARS)
    assert not Attachment.objects.exists()
    sweep(NOW + YEARS * 20)  # by the files' own age, which is the machine's clock
    assert [path for path in place if path.exists()] == []


def test_a_file_that_another_response_holds_stays(hearing: Hearing, cast: Cast) -> None:
    later = make.hearing(cast.municipality, slug="senere")
    Hearing.objects.filter(pk=later.pk).update(erased_on=TODAY + YEARS * 2)
    held = with_file(sent(later)).attachment
    apply(now=NOW + YEARS)
    assert list(ResponseFile.objects.values_list("attachment", flat=True)) == [held.pk]
    assert place_of(held.tenant, held.sha256).exists()


def test_a_zip_is_gone_after_a_week(hearing: Hearing) -> None:
    apply(now=NOW + timedelta(days=6))
    assert Archive.objects.count() == 1
    apply(now=NOW + timedelta(days=7))
    assert (Archive.objects.count(), Attachment.objects.count()) == (0, 1)


def test_without_a_day_nothing_is_erased(hearing: Hearing) -> None:
    Hearing.objects.update(erased_on=None)
    apply(now=NOW + YEARS * 10)
    assert Response.objects.get().name == PLANTED


@pytest.mark.parametrize(
    ("asked", "confirmed", "is_left"),
    [(47, False, True), (48, False, False), (400 * 24, True, True)],
)
def test_a_follower_who_never_said_yes_is_forgotten(
    cast: Cast, asked: int, confirmed: bool, is_left: bool
) -> None:
    hearing = make.hearing(cast.municipality)
    at = NOW - timedelta(hours=asked)
    Follower.objects.create(
        municipality_id="187", hearing=hearing, email=EMAIL, asked_at=at,
        confirmed_at=at if confirmed else None,
    )  # fmt: skip
    forget_followers(by=TESTER, now=NOW)
    assert Follower.objects.exists() is is_left


def test_a_follower_of_a_hearing_that_nobody_concluded_goes_with_the_rest(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality)
    Follower.objects.create(
        municipality_id="187", hearing=hearing, email=EMAIL, asked_at=NOW, confirmed_at=NOW
    )
    forget_followers(by=TESTER, now=NOW + YEARS - timedelta(days=1))
    assert Follower.objects.exists()
    forget_followers(by=TESTER, now=NOW + YEARS)
    assert not Follower.objects.exists()


def test_notes_are_kept_and_name_nobody_by_declaration() -> None:
    assert personal_of(Note)["text"].then is Afterwards.KEEP


@pytest.mark.parametrize(
    ("closes_on", "expected"),
    [
        (date(2026, 11, 23), date(2028, 11, 23)),
        (date(2028, 2, 29), date(2030, 3, 1)),
    ],
)
def test_the_default_day(closes_on: date, expected: date) -> None:
    assert default_erased_on(closes_on) == expected


def test_declarations_are_the_rooms_own(cast: Any) -> None:
    assert {model.__name__ for model, _name, _retention in fields()} == {
        *("AbuseReport", "Archive", "Comment", "CommentGroup", "Follower", "Invitation", "Note"),
        *("Correction", "Response", "ResponseFile", "SignUp", "SubjectRequest"),
    }
