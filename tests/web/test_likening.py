"""What is alike among comments: compared by a job in a process apart, shown as suggestions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import GroupKind, Showing
from retning.apps.hearing.models import Comment, CommentGroup, Grouping, Hearing, Response
from retning.apps.hearing.services.grouping import ask_for_due_groups, ask_for_groups
from retning.foundation.jobs.worker import run_waiting
from retning.web.staff.likening import marked
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.campaign_texts import CAMPAIGN, CHANGED, IN_A_LETTER, OTHERS
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]


def heard(cast: Cast) -> tuple[Hearing, list[Comment]]:
    hearing = make.hearing(cast.municipality)
    texts = (CAMPAIGN, OTHERS[0], CHANGED, OTHERS[1], IN_A_LETTER, OTHERS[2])
    return hearing, [make.comment(make.response(hearing), text=text) for text in texts]


@pytest.fixture
def compared(cast: Cast, transactional_db: None) -> tuple[Hearing, list[Comment]]:
    hearing, comments = heard(cast)
    ask_for_groups(hearing=hearing, by=TESTER, now=NOW)
    run_waiting()
    return hearing, comments


def test_a_campaign_is_found_and_nothing_is_decided(
    compared: tuple[Hearing, list[Comment]],
) -> None:
    hearing, comments = compared
    group = CommentGroup.objects.get(grouping__hearing=hearing, kind=GroupKind.CAMPAIGN)
    assert sorted(pk for pk, _share in group.members) == [comments[at].pk for at in (0, 2, 4)]
    assert group.size == 3
    assert "kunstgræs" in group.words
    assert set(Comment.objects.values_list("showing", flat=True)) == {Showing.WAITING}


def test_the_pages_show_the_words_and_what_was_changed(
    client_of: Browser, compared: tuple[Hearing, list[Comment]]
) -> None:
    hearing, _comments = compared
    client = client_of("handler")
    page = client.get(reverse("staff:hearing_groups", args=[hearing.key])).content.decode()
    assert "3 kommentarer" in page
    assert "6 kommentarer sammenlignet" in page
    one = client.get(reverse("staff:hearing_group", args=[hearing.key, 1])).content.decode()
    assert '<b class="shared-word">kunstgræs</b>' in one
    assert one.count("Hvad afsenderen har ændret") == 2
    assert client.get(reverse("staff:hearing_group", args=[hearing.key, 99])).status_code == 404


def test_compared_again_there_is_one_comparison(compared: tuple[Hearing, list[Comment]]) -> None:
    hearing, comments = compared
    before = list(CommentGroup.objects.values_list("kind", "number", "members"))
    assert ask_for_due_groups(by=TESTER, now=NOW) == 0
    make.comment(make.response(hearing), text=CAMPAIGN)
    assert ask_for_due_groups(by=TESTER, now=NOW + timedelta(days=1)) == 1
    run_waiting()
    assert Grouping.objects.get().comments == len(comments) + 1
    assert CommentGroup.objects.get(kind=GroupKind.CAMPAIGN).size == len(before[0][2]) + 1


def test_what_was_withdrawn_is_not_shown(
    client_of: Browser, compared: tuple[Hearing, list[Comment]]
) -> None:
    hearing, comments = compared
    Response.objects.filter(pk=comments[4].response_id).update(withdrawn_at=NOW)
    page = client_of("handler").get(reverse("staff:hearing_group", args=[hearing.key, 1]))
    assert "mormor" not in page.content.decode()
    assert "1 på denne side er trukket tilbage eller slettet siden." in page.content.decode()


def test_a_button_has_them_compared(cast: Cast, client_of: Browser, transactional_db: None) -> None:
    hearing, _comments = heard(cast)
    client, address = client_of("moderator"), reverse("staff:hearing_groups", args=[hearing.key])
    assert "Intet er sammenlignet endnu" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Kommentarerne bliver sammenlignet" in client.get(address).content.decode()
    run_waiting()
    assert "3 kommentarer" in client.get(address).content.decode()


def test_a_group_asks_as_often_for_one_as_for_three(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    group = make.group(hearing, [make.comment(make.response(hearing))], ["idé"])
    group.members = []
    client, address = client_of("handler"), reverse("staff:hearing_group", args=[hearing.key, 1])

    def add_row(_number: int) -> None:
        group.members.append([make.comment(make.response(hearing)).pk, 1.0])
        group.save()

    assert_queries_at_1_and_3(8, add_row=add_row, read=lambda: client.get(address))


def test_shared_words_are_marked_in_whatever_form() -> None:
    pieces = marked("Banerne, banen og  sti.", frozenset({"ban"}))
    assert [(each.text, each.is_shared) for each in pieces] == [
        ("Banerne", True),
        (", ", False),
        ("banen", True),
        (" og  sti.", False),
    ]
