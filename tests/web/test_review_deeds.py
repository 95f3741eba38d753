"""The deeds of a review over HTTP, as a person without JavaScript does them, and as a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import Difference, PassageKind
from retning.apps.strategy.models import Goal, Passage, Reading
from retning.apps.strategy.services.review import change_passage, drop_passage, merge_passage
from retning.apps.strategy.services.taking_over import taken_over
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER

Browser = Callable[..., Client]
TEXTS = [
    (PassageKind.AREA, "Natur"),
    (PassageKind.GOAL, "Vi planter træer"),
    (PassageKind.GOAL, "Vi graver søer"),
    (PassageKind.UNPLACED, "Fotos"),
]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def reading(cast: Cast) -> Reading:
    return make.reviewed_document(cast.municipality, TEXTS)


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


def order(reading: Reading) -> list[str]:
    return [passage.text for passage in Passage.drafts.filter(reading=reading)]


def passage(reading: Reading, text: str) -> Passage:
    return Passage.drafts.get(reading=reading, text=text)


def deed(client: Client, reading: Reading, **fields: object) -> str:
    """Send one deed, and give the page that it leads to."""
    answer = client.post(reverse("staff:passage_deeds", args=[reading.pk]), fields, follow=True)
    assert answer.redirect_chain
    assert answer.status_code == 200
    return answer.content.decode()


def address(name: str, found: Passage) -> str:
    return reverse(f"staff:{name}", args=[found.reading_id, found.pk])


def test_what_is_right_is_approved_and_counted(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    page = deed(consultant, reading, accept=found.pk)
    assert "1 of 4 reviewed" in page
    assert f'name="unaccept" value="{found.pk}"' in page
    assert "Undo: approved" in page
    page = deed(consultant, reading, unaccept=found.pk)
    assert "0 of 4 reviewed" in page


def test_everything_certain_is_approved_at_once(consultant: Client, reading: Reading) -> None:
    Passage.drafts.filter(text="Vi graver søer").update(confidence=0.2)
    page = deed(consultant, reading, accept_certain=1)
    assert "2 passages have been approved." in page
    assert "2 of 4 reviewed" in page
    assert 'hvad=usikker">Next uncertain (1)</a>' in page


def test_the_last_deed_is_undone(consultant: Client, reading: Reading) -> None:
    before = order(reading)
    deed(consultant, reading, drop=passage(reading, "Natur").pk)
    deed(consultant, reading, up=passage(reading, "Vi graver søer").pk)
    page = deed(consultant, reading, undo=2)
    assert "Undone: moved." in page
    assert order(reading) == before
    assert 'name="undo" value="1"' in page
    assert "Undone: left out." in deed(consultant, reading, undo=1)
    assert passage(reading, "Natur").dropped is False
    assert "There is nothing to undo." in deed(consultant, reading, undo=1)


@pytest.mark.parametrize("shown", ["1", "", "x", "9" * 30])
def test_a_colleagues_step_is_not_undone_for_another(
    consultant: Client, reading: Reading, shown: str
) -> None:
    deed(consultant, reading, accept=passage(reading, "Natur").pk)
    goal = passage(reading, "Vi planter træer")
    drop_passage(passage=goal, dropped=True, by=TESTER, now=NOW)
    page = deed(consultant, reading, undo=shown)
    assert "Somebody else has done something meanwhile." in page
    assert "Undo: left out" in page
    assert passage(reading, "Vi planter træer").dropped is True
    assert passage(reading, "Natur").accepted is True


def test_two_clicks_undo_one_step(consultant: Client, reading: Reading) -> None:
    deed(consultant, reading, accept=passage(reading, "Natur").pk)
    deed(consultant, reading, accept=passage(reading, "Vi planter træer").pk)
    deed(consultant, reading, undo=2)
    deed(consultant, reading, undo=2)
    assert passage(reading, "Natur").accepted is True
    assert passage(reading, "Vi planter træer").accepted is False


def test_adding_keeps_the_filter(consultant: Client, reading: Reading) -> None:
    review = reverse("staff:review", args=[reading.pk])
    goal = passage(reading, "Vi planter træer")
    page = consultant.get(review, {"vis": "goal"}).content.decode()
    there = f"{reverse('staff:passage_add', args=[reading.pk])}?efter={goal.pk}"
    assert f'href="{there}&amp;vis=goal"' in page
    form = consultant.get(f"{there}&vis=goal").content.decode()
    assert '<input type="hidden" name="vis" value="goal">' in form
    answer = consultant.post(there, {"kind": "goal", "text": "Vi sår græs", "vis": "goal"})
    assert answer["Location"].startswith(f"{review}?vis=goal&")


def test_what_is_not_needed_is_taken_in_again_after_taking_over(
    consultant: Client, reading: Reading
) -> None:
    when = {"title": "S", "period_from": 2026, "period_to": 2029}
    taken_over(reading=reading, strategy=None, **when, by=TESTER, now=NOW)
    found = passage(reading, "Fotos")
    reading.refresh_from_db()
    assert reading.strategy is not None
    drop = reverse("staff:unplaced_drop", args=[reading.strategy.key, found.pk])
    consultant.post(drop)
    review = reverse("staff:review", args=[reading.pk])
    page = consultant.get(review, {"vis": "dropped"}).content.decode()
    assert f'name="restore" value="{found.pk}"' in page
    assert page.count('name="restore"') == 1
    assert "The passage has been taken in again." in deed(consultant, reading, restore=found.pk)
    strategy = reverse("staff:strategy", args=[reading.strategy.key])
    assert "Fotos" in consultant.get(strategy).content.decode()
    assert 'name="restore"' not in consultant.get(review).content.decode()


def test_a_passage_is_moved_behind_a_number(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Natur")
    deed(consultant, reading, behind=found.pk, **{f"place-{found.pk}": "3"})
    assert order(reading) == ["Vi planter træer", "Vi graver søer", "Natur", "Fotos"]
    deed(consultant, reading, behind=found.pk, **{f"place-{found.pk}": "0"})
    assert order(reading)[0] == "Natur"
    for wrong in ("", "9", "-1", "x", "9" * 20):
        page = deed(consultant, reading, behind=found.pk, **{f"place-{found.pk}": wrong})
        assert "Write the number of the passage it is to stand behind." in page
    assert order(reading)[0] == "Natur"


def test_two_become_one_and_two_again(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    deed(consultant, reading, merge=found.pk)
    assert order(reading) == ["Natur", "Vi planter træer Vi graver søer", "Fotos"]
    deed(consultant, reading, undo=1)
    assert order(reading) == [text for _kind, text in TEXTS]


def test_nothing_comes_after_the_last(consultant: Client, reading: Reading) -> None:
    page = deed(consultant, reading, merge=passage(reading, "Fotos").pk)
    assert "No passage comes after this one." in page


def test_a_key_makes_it_another_kind(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Fotos")
    assert "It is now: Theme." in deed(consultant, reading, become=found.pk, to="theme")
    found.refresh_from_db()
    assert (found.kind, found.text) == ("theme", "Fotos")
    deeds = reverse("staff:passage_deeds", args=[reading.pk])
    assert consultant.post(deeds, {"become": found.pk, "to": "nonsense"}).status_code == 404


def test_a_passage_is_divided_at_a_line(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    there = address("passage_split", found)
    assert "Vi planter træer</textarea>" in consultant.get(there).content.decode()
    form = {"version": found.version, "text": "Vi planter\r\n---\r\ntræer", "second_kind": "theme"}
    assert consultant.post(there, form).status_code == 302
    assert order(reading)[1:3] == ["Vi planter", "træer"]
    assert passage(reading, "træer").kind == "theme"


def test_a_passage_is_divided_at_a_character(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    form = {"version": found.version, "text": found.text, "at": 3}
    consultant.post(address("passage_split", found), form)
    assert order(reading)[1:3] == ["Vi", "planter træer"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vi planter træer", "Put a line with three hyphens"),
        ("Vi planter\n---\nbuske", "Only divide it here"),
        ("\n---\nVi planter træer", "there must be text on both sides"),
        ("Vi planter træer\n---", "there must be text on both sides"),
    ],
)
def test_what_divides_nothing_is_sent_back(
    consultant: Client, reading: Reading, text: str, said: str
) -> None:
    found = passage(reading, "Vi planter træer")
    form = {"version": found.version, "text": text}
    answer = consultant.post(address("passage_split", found), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert len(order(reading)) == 4


def test_dividing_what_another_has_changed_loses_nothing(
    consultant: Client, reading: Reading
) -> None:
    found = passage(reading, "Vi planter træer")
    change_passage(
        passage=found, expected_version=1, kind=PassageKind.GOAL, text="Vi fælder træer", body="",
        by=TESTER, now=NOW,
    )  # fmt: skip
    form = {"version": 1, "text": "Vi planter træer", "at": 3}
    answer = consultant.post(address("passage_split", found), form, follow=True)
    assert "Somebody else changed it meanwhile. Look again." in answer.content.decode()
    assert order(reading)[1] == "Vi fælder træer"


def test_what_another_put_together_is_told(consultant: Client, reading: Reading) -> None:
    gone = passage(reading, "Vi graver søer")
    merge_passage(passage=passage(reading, "Vi planter træer"), by=TESTER, now=NOW)
    answer = consultant.post(reverse("staff:passage_deeds", args=[reading.pk]), {"accept": gone.pk})
    assert answer.status_code == 404


def test_selected_text_is_added_where_it_stands(consultant: Client, reading: Reading) -> None:
    source = "Natur\nVi planter træer\nog buske\nVi graver søer\nFotos\n"
    Reading.drafts.filter(pk=reading.pk).update(source_text=source)
    start = source.index("og buske")
    behind = source.index("Vi graver")
    Passage.drafts.filter(text="Vi graver søer").update(start=behind, end=behind + 14)
    form = {"kind": "theme", "text": "", "start": start, "end": start + len("og buske")}
    there = reverse("staff:passage_add", args=[reading.pk])
    answer = consultant.post(there, form)
    added = passage(reading, "og buske")
    assert (added.kind, added.start, added.end) == ("theme", start, start + 8)
    assert answer.headers["Location"].endswith(f"#passage-{added.pk}")
    assert order(reading).index("og buske") == 2


def test_nothing_is_added_from_where_nothing_stands(consultant: Client, reading: Reading) -> None:
    there = reverse("staff:passage_add", args=[reading.pk])
    form = {"kind": "goal", "text": "", "start": 90_000, "end": 90_010}
    page = consultant.post(there, form, follow=True).content.decode()
    assert "There is no text at that place in the document." in page
    assert consultant.post(there, {"kind": "goal", "text": " "}).status_code == 422
    assert len(order(reading)) == 4


def test_a_script_gets_the_part_that_changes(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    part = {"X-Retning-Part": "1"}
    answer = consultant.post(
        reverse("staff:passage_deeds", args=[reading.pk]), {"accept": found.pk},
        headers=part, follow=True,
    )  # fmt: skip
    page = answer.content.decode()
    assert "<html" not in page
    assert f'data-chosen="{found.pk}"' in page
    assert "data-said hidden>Approved." in page
    form = consultant.get(address("passage", found), headers=part).content.decode()
    assert "<html" not in form
    assert form.count("<form") == 1
    conflict = {"version": 7, "kind": "goal", "text": "Andet", "body": ""}
    answer = consultant.post(address("passage", found), conflict, headers=part)
    assert answer.status_code == 409
    assert "<html" not in answer.content.decode()


def test_the_filter_stays_after_a_deed(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    deeds = reverse("staff:passage_deeds", args=[reading.pk])
    answer = consultant.post(deeds, {"accept": found.pk, "vis": "unreviewed"})
    review = reverse("staff:review", args=[reading.pk])
    expected = f"{review}?vis=unreviewed&ved={found.pk}#passage-{found.pk}"
    assert answer.headers["Location"] == expected
    page = consultant.get(answer.headers["Location"]).content.decode()
    assert page.count('<li id="passage-') == 3


def test_the_next_to_look_at_is_led_to(consultant: Client, reading: Reading) -> None:
    deed(consultant, reading, accept=passage(reading, "Natur").pk)
    Passage.drafts.filter(text="Vi graver søer").update(confidence=0.1)
    there = reverse("staff:review_next", args=[reading.pk])
    assert (
        consultant.get(there)
        .headers["Location"]
        .endswith(f"#passage-{passage(reading, 'Vi planter træer').pk}")
    )
    unsure = consultant.get(there, {"hvad": "usikker"}).headers["Location"]
    assert unsure.endswith(f"#passage-{passage(reading, 'Vi graver søer').pk}")
    last = consultant.get(there, {"efter": "4"}).headers["Location"]
    assert last.endswith(f"#passage-{passage(reading, 'Vi planter træer').pk}")
    Passage.drafts.update(accepted=True)
    page = consultant.get(there, follow=True).content.decode()
    assert "Nothing is left to look at. You can go on." in page


def test_what_differs_from_last_time_is_shown(consultant: Client, cast: Cast) -> None:
    first = make.reviewed_document(cast.municipality, TEXTS[:3], name="et.txt")
    again = make.reviewed_document(
        cast.municipality, [TEXTS[0], (PassageKind.GOAL, "Vi planter mange træer")], name="to.txt"
    )
    Reading.drafts.filter(pk=again.pk).update(previous=first)
    old = {found.text: found for found in first.passages.all()}
    changed = passage(again, "Vi planter mange træer")
    Passage.drafts.filter(pk=changed.pk).update(
        earlier=old["Vi planter træer"], difference=Difference.CHANGED
    )
    Passage.drafts.filter(reading=again, text="Natur").update(
        earlier=old["Natur"], difference=Difference.SAME
    )
    review = reverse("staff:review", args=[again.pk])
    page = consultant.get(review).content.decode()
    assert re.search(r"<ins[^>]*>(?:<[^>]*>[^<]*</[^>]*>)*\s*mange", page)
    since = re.findall(r">((?:changed|new|gone): \d+)</a>", page)
    assert since == ["changed: 1", "gone: 1"]
    assert "1 passage of last time is not in the document any more" in page
    gone = consultant.get(review, {"vis": "gone"}).content.decode()
    assert "Vi graver søer" in gone
    assert "Vi planter" not in gone
    only = consultant.get(review, {"vis": "changed"}).content.decode()
    assert only.count('<li id="passage-') == 1


def test_unplaced_text_waits_until_somebody_says(consultant: Client, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    waits = make.unplaced(strategy, "Fotos: arkivet")
    there = reverse("staff:strategy", args=[strategy.key])
    assert "Has no place yet (1)" in " ".join(consultant.get(there).content.decode().split())
    place = reverse("staff:unplaced", args=[strategy.key, waits.pk])
    area = strategy.areas.first()
    assert area is not None
    wrong = consultant.post(place, {"kind": "area", "parent": str(area.key)})
    assert wrong.status_code == 422
    answer = consultant.post(place, {"kind": "goal", "parent": str(area.key)})
    goal = Goal.drafts.get(text="Fotos: arkivet")
    assert answer.headers["Location"].endswith(f"#node-{goal.key}")
    assert "Has no place yet" not in consultant.get(there).content.decode()


def test_unplaced_text_that_nobody_needs_goes(consultant: Client, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    waits = make.unplaced(strategy)
    drop = reverse("staff:unplaced_drop", args=[strategy.key, waits.pk])
    consultant.post(drop)
    waits.refresh_from_db()
    assert waits.dropped is True
    there = reverse("staff:strategy", args=[strategy.key])
    assert "Has no place yet" not in consultant.get(there).content.decode()
    other = make.strategy(cast.municipality, "En anden")
    assert (
        consultant.post(reverse("staff:unplaced_drop", args=[other.key, waits.pk])).status_code
        == 404
    )


def test_areas_of_one_name_are_put_together(consultant: Client, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    reading = make.reviewed_document(cast.municipality, TEXTS)
    form = {
        "into": str(strategy.key), "merge_areas": "on", "title": "Grøn by", "period_from": 2026,
        "period_to": 2029,
    }  # fmt: skip
    page = consultant.post(
        reverse("staff:document_take_over", args=[reading.pk]), form, follow=True
    ).content.decode()
    assert [area.text for area in strategy.areas.all()] == ["Natur"]
    assert "1 passage has no place yet." in page
