"""The same document again: found, compared, corrected no more than once; and taken over again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import Difference, PassageKind, ReadingState
from retning.apps.strategy.models import Area, Goal, Objective, Passage, Reading, Strategy, Theme
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.readings import gone_since, passages_of
from retning.apps.strategy.services import draft, readings, review
from retning.apps.strategy.services.taking_over import TakingOver, take_over, taken_over
from retning.core.documents import Document
from retning.core.documents.reading import read_document
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.audit.models import Entry
from retning.foundation.jobs.worker import run_waiting
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries, counted

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
WHEN: dict[str, Any] = {"title": "", "period_from": 2026, "period_to": 2029, **BY}
DOCUMENT = """\
Strategi 2026-2029 for Prøveby Kommune

Tema 1: Arbejdsliv

Her fortæller vi om arbejdslivet i kommunen, og hvorfor det er vigtigt for os alle.

Målsætninger

Borgerne møder en service, der passer til deres hverdag

 • Tilfredsheden med rengøring i hjemmet skal være blandt de 20 % højeste i landet
 • Antallet af lærepladser skal stige over de næste fire år

Virksomhederne vokser i kommunen

 • Der skal være flere nye virksomheder i 2029 end i 2025

Temaer

 • Hvordan får vi flere til at cykle?
"""
REWORDED = ("lærepladser skal stige over", "lærepladser skal stige med 20 over")
GONE = "\n • Der skal være flere nye virksomheder i 2029 end i 2025\n"
ADDED = "\n • Vi skal have landets bedste bredbånd til alle virksomheder\n"
LATER = DOCUMENT.replace(*REWORDED).replace(GONE, ADDED)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a process of its own each time: that is tried in test_readings."""

    def read_here(attachment: Attachment, **_options: object) -> Document:
        with open_stored(attachment) as stored:
            return read_document(stored.read(), name=attachment.name)

    monkeypatch.setattr(readings, "read_stored", read_here)


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def read(home: Municipality, text: str = DOCUMENT, name: str = "strategi.txt") -> Reading:
    reading = readings.receive_document(
        municipality=home,
        chunks=[text.encode()],
        name=name,
        limit=1_000_000,
        again=True,
        **BY,
    )
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ
    return reading


def new_strategy(reading: Reading) -> Strategy:
    return take_over(reading=reading, strategy=None, **{**WHEN, "title": "S"})


def again(reading: Reading, strategy: Strategy) -> TakingOver:
    return taken_over(reading=reading, strategy=strategy, **WHEN)


def of(reading: Reading, difference: Difference) -> list[str]:
    return [p.text for p in passages_of(reading).filter(difference=difference)]


def passage(reading: Reading, text: str) -> Passage:
    return passages_of(reading).get(text__startswith=text)


def change(of_passage: Passage, text: str, **other: Any) -> None:
    wording = {"kind": PassageKind(of_passage.kind), "body": of_passage.body} | other
    review.change_passage(
        passage=of_passage, expected_version=of_passage.version, text=text, **wording, **BY
    )


def goals() -> list[str]:
    return list(Goal.drafts.order_by("objective__order", "order").values_list("text", flat=True))


# --- Which document it was


def test_the_first_time_nothing_is_compared(home: Municipality) -> None:
    reading = read(home)
    assert reading.previous is None
    assert set(passages_of(reading).values_list("difference", "earlier")) == {("", None)}
    assert not gone_since(reading).exists()


@pytest.mark.parametrize(
    ("text", "name", "is_same"),
    [
        (LATER, "strategi.txt", True),
        (LATER, "STRATEGI.md", True),
        (LATER, "noget helt andet.txt", True),
        (f"{LATER}\nEfterskrift\n\nDer er mere at sige.\n", "nyt.txt", True),
        ("Helt andet\n\nVi vil noget ganske andet her.\n", "nyt.txt", False),
        ("Helt andet\n\nVi vil noget ganske andet her.\n", "strategi.txt", True),
        ("Strategi 2026-2029 for Prøveby Kommune\n\nAndet.\n", "nyt.txt", True),
    ],
)
def test_by_name_title_or_half_of_its_passages(
    home: Municipality, text: str, name: str, is_same: bool
) -> None:
    first = read(home)
    second = read(home, text, name)
    assert second.previous == (first if is_same else None)


def test_half_of_its_passages_are_enough_where_name_and_title_are_others(
    home: Municipality,
) -> None:
    first = read(home)
    Reading.drafts.update(title="Kaldt noget andet")
    body = DOCUMENT.partition("\n")[2]
    assert read(home, f"Et helt nyt navn\n{body}", "nyt.txt").previous == first


def test_what_became_a_draft_comes_before_what_is_in_review(home: Municipality) -> None:
    first = read(home)
    new_strategy(first)
    read(home, f"{DOCUMENT}\nTak.\n")
    assert read(home, f"{DOCUMENT}\nMange tak.\n").previous == first


def test_what_was_put_away_is_not_compared_with(home: Municipality) -> None:
    readings.discard_reading(reading=read(home), **BY)
    assert read(home).previous is None


def test_the_neighbours_documents_are_not_looked_at(home: Municipality) -> None:
    read(municipality_of("183"))
    assert read(home).previous is None


# --- What it says beside the last time


def test_what_is_the_same_changed_new_and_gone(home: Municipality) -> None:
    first = read(home)
    second = read(home, LATER)
    assert of(second, Difference.CHANGED) == [
        "Antallet af lærepladser skal stige med 20 over de næste fire år"
    ]
    assert of(second, Difference.NEW) == [ADDED.strip(" •\n")]
    assert [p.text for p in gone_since(second)] == [GONE.strip(" •\n")]
    same = passages_of(second).filter(difference=Difference.SAME).select_related("earlier")
    assert all(p.text == p.earlier.text for p in same if p.earlier)
    assert same.count() == passages_of(first).count() - 2


def test_what_a_person_decided_stands(home: Municipality) -> None:
    first = read(home)
    change(passage(first, "Tilfredsheden"), "Gladere borgere")
    change(passage(first, "Hvordan får"), "Hvordan får vi cyklister?", kind=PassageKind.GOAL)
    review.drop_passage(passage=passage(first, "Her fortæller"), dropped=True, **BY)
    review.accept_passage(passage=passage(first, "Virksomhederne"), accepted=True, **BY)
    second = read(home, LATER)
    corrected = passage(second, "Gladere")
    assert (corrected.edited, corrected.accepted, corrected.difference) == (True, True, "same")
    assert passage(second, "Hvordan får").kind == PassageKind.GOAL
    assert passage(second, "Her fortæller").dropped
    assert passage(second, "Virksomhederne").accepted
    assert not passage(second, "Antallet").accepted
    assert not passage(second, "Vi skal have").accepted


def test_what_was_taken_over_is_approved(home: Municipality) -> None:
    new_strategy(read(home))
    second = read(home, LATER)
    left = passages_of(second).filter(accepted=False).values_list("difference", flat=True)
    assert sorted(left) == [Difference.CHANGED, Difference.NEW]


def test_the_same_bytes_are_all_the_same_however_they_were_divided(home: Municipality) -> None:
    first = read(home)
    goal = passage(first, "Tilfredsheden")
    review.split_passage(passage=goal, expected_version=1, at=15, kind=None, **BY)
    review.merge_passage(passage=passage(first, "Antallet"), **BY)
    review.add_passage(reading=first, after=None, kind=PassageKind.AREA, text="Ny", **BY)
    review.move_passage(passage=passage(first, "Hvordan"), after=None, **BY)
    fields = ("kind", "text", "body", "start", "end", "page", "dropped", "edited", "confidence")
    decided = list(passages_of(first).values(*fields))
    new_strategy(first)
    second = read(home)
    assert list(passages_of(second).values(*fields)) == decided
    assert of(second, Difference.SAME) == [row["text"] for row in decided]
    assert not gone_since(second).exists()


def test_what_a_person_wrote_stands_where_it_stood(home: Municipality) -> None:
    first = read(home)
    for text, after in [("Først", None), ("Sidst", passage(first, "Der skal være flere"))]:
        review.add_passage(reading=first, after=after, kind=PassageKind.GOAL, text=text, **BY)
    second = read(home, LATER)
    texts = [p.text[:6] for p in passages_of(second)]
    assert texts[0] == "Først"
    assert texts[texts.index("Sidst") - 1 :][:2] == ["Virkso", "Sidst"]
    written = passage(second, "Sidst")
    assert (written.accepted, written.edited, written.difference) == (True, True, "same")
    assert [p.order for p in passages_of(second)] == list(range(1, len(texts) + 1))
    assert [p.text for p in gone_since(second)] == [GONE.strip(" •\n")]


def test_it_is_cut_as_a_person_cut_it(home: Municipality) -> None:
    first = read(home)
    goal = passage(first, "Tilfredsheden")
    half = review.split_passage(passage=goal, expected_version=1, at=15, kind=None, **BY)
    review.split_passage(passage=half, expected_version=1, at=12, kind=PassageKind.THEME, **BY)
    review.merge_passage(passage=passage(first, "Virksomhederne"), **BY)
    cut = [p.text for p in passages_of(first)]
    second = read(home, DOCUMENT.replace("vigtigt for os alle.", "vigtigt for os alle i Prøveby."))
    texts = [p.text for p in passages_of(second)]
    changed = of(second, Difference.CHANGED)
    assert [len(changed), changed[0].endswith("i Prøveby.")] == [1, True]
    assert [t for t in texts if t not in changed] == [t for t in cut if "Her fort" not in t]
    for one in passages_of(second):
        source = second.source_text[one.start : one.end]
        assert source.replace("\n\n • ", " ") == one.text
    assert not gone_since(second).exists()
    assert [p.kind for p in passages_of(second)] == [p.kind for p in passages_of(first)]


def test_what_was_put_together_here_is_not_gone(home: Municipality) -> None:
    read(home)
    second = read(home, LATER)
    assert gone_since(second).count() == 1
    review.merge_passage(passage=passage(second, "Tilfredsheden"), **BY)
    assert gone_since(second).count() == 1
    review.undo(reading=second, **BY)
    assert gone_since(second).count() == 1


def test_a_half_that_was_divided_off_answers_to_nothing(home: Municipality) -> None:
    first = read(home)
    second = read(home, LATER)
    goal = passage(second, "Tilfredsheden")
    half = review.split_passage(passage=goal, expected_version=1, at=15, kind=None, **BY)
    assert half.earlier is None
    assert Passage.drafts.get(pk=goal.pk).earlier == passage(first, "Tilfredsheden")


# --- Taking it over again


def test_a_later_version_goes_on_in_the_same_strategy(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    keys = {goal.text: goal.key for goal in Goal.drafts.all()}
    report = again(read(home, LATER), strategy)
    assert goals() == [
        "Tilfredsheden med rengøring i hjemmet skal være blandt de 20 % højeste i landet",
        "Antallet af lærepladser skal stige med 20 over de næste fire år",
        "Der skal være flere nye virksomheder i 2029 end i 2025",
        "Vi skal have landets bedste bredbånd til alle virksomheder",
    ]
    assert (Area.drafts.count(), Objective.drafts.count(), Theme.drafts.count()) == (1, 2, 1)
    reworded = Goal.drafts.get(text__startswith="Antallet")
    assert reworded.key == keys["Antallet af lærepladser skal stige over de næste fire år"]
    assert (report.strategy, report.added, report.unchanged) == (strategy, 1, 6)
    assert [p.text for p in report.reworded] == [reworded.text]
    assert [p.text for p in report.gone] == [GONE.strip(" •\n")]
    assert (list(report.conflicts), list(report.removed)) == ([], [])
    assert Entry.objects.filter(deed="goal_changed").count() == 1


def test_each_part_is_read_from_the_newest_version_that_has_it(home: Municipality) -> None:
    first = read(home)
    strategy = new_strategy(first)
    second = read(home, LATER)
    again(second, strategy)
    sources = {goal.text[:6]: goal.source.reading for goal in Goal.drafts.all() if goal.source}
    assert sources == {"Tilfre": second, "Antall": second, "Der sk": first, "Vi ska": second}
    third = read(home, LATER.replace("med 20 over", "med 30 over"))
    report = again(third, strategy)
    assert third.previous == second
    assert Goal.drafts.filter(text__contains="med 30 over").exists()
    assert (report.added, len(report.reworded), Goal.drafts.count()) == (0, 1, 4)


def test_what_a_person_reworded_since_is_left_and_told(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    goal = Goal.drafts.get(text__startswith="Antallet")
    draft.change_node(node=goal, expected_version=1, text="Helt vores egen", body="", **BY)
    report = again(read(home, LATER), strategy)
    assert Goal.drafts.get(pk=goal.pk).text == "Helt vores egen"
    assert [p.text[:8] for p in report.conflicts] == ["Antallet"]
    assert list(report.reworded) == []


def test_what_a_person_reworded_the_same_way_is_no_conflict(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    goal = Goal.drafts.get(text__startswith="Antallet")
    text = goal.text.replace(*REWORDED)
    draft.change_node(node=goal, expected_version=1, text=text, body="", **BY)
    report = again(read(home, LATER), strategy)
    assert (list(report.conflicts), Goal.drafts.get(pk=goal.pk).version) == ([], 2)


def test_what_a_person_took_out_since_stays_out(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    draft.remove_node(node=Goal.drafts.get(text__startswith="Tilfreds"), **BY)
    report = again(read(home, LATER), strategy)
    assert [p.text[:8] for p in report.removed] == ["Tilfreds"]
    assert not Goal.drafts.filter(text__startswith="Tilfreds").exists()


def test_a_part_that_was_moved_in_the_strategy_stays_there(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    elsewhere = draft.add_area(strategy=strategy, text="Andetsteds", **BY)
    Goal.drafts.filter(text__startswith="Antallet").update(area=elsewhere, objective=None)
    again(read(home, LATER), strategy)
    moved = Goal.drafts.get(text__contains="med 20")
    assert (moved.area, moved.objective) == (elsewhere, None)
    assert Goal.drafts.get(text__startswith="Vi skal have").area.text == "Tema 1: Arbejdsliv"


def test_what_is_told_is_told_once_with_its_new_words(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    later = LATER.replace("vigtigt for os alle", "vigtigt for os alle sammen")
    again(read(home, later), strategy)
    body = Area.drafts.get().body
    assert body.count("Her fortæller vi") == 1
    assert body.endswith("vigtigt for os alle sammen.")


def test_what_was_left_out_this_time_is_reported_not_removed(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    second = read(home)
    review.drop_passage(passage=passage(second, "Antallet"), dropped=True, **BY)
    report = again(second, strategy)
    assert [p.text[:8] for p in report.gone] == ["Antallet"]
    assert Goal.drafts.count() == 3


def test_another_kind_this_time_is_for_a_person(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    second = read(home)
    theme = passage(second, "Hvordan får")
    change(theme, theme.text, kind=PassageKind.GOAL)
    report = again(second, strategy)
    assert [p.pk for p in report.conflicts] == [theme.pk]
    assert (Goal.drafts.count(), Theme.drafts.count()) == (3, 1)


def test_into_another_strategy_everything_is_new(home: Municipality) -> None:
    new_strategy(read(home))
    other = draft.create_strategy(
        municipality=home, title="En anden", period_from=2026, period_to=2029, **BY
    )
    report = again(read(home, LATER), other)
    assert (report.added, report.unchanged, len(draft_outline(other).all_goals)) == (7, 0, 3)


def test_all_the_same_again_changes_nothing(home: Municipality) -> None:
    strategy = new_strategy(read(home))
    before = [
        list(model.drafts.values("key", "text", "body", "order", "version"))
        for model in (Area, Objective, Goal, Theme)
    ]
    report = again(read(home), strategy)
    after = [
        list(model.drafts.values("key", "text", "body", "order", "version"))
        for model in (Area, Objective, Goal, Theme)
    ]
    assert (after, report.added, report.gone) == (before, 0, [])


def test_a_long_later_version_takes_a_handful_of_statements(home: Municipality) -> None:
    def statements(count: int) -> int:
        lines = "".join(f" • Vi skal plante {n} nye træer\n" for n in range(count))
        text = DOCUMENT.replace(" • Antallet", f"{lines} • Antallet")
        strategy = new_strategy(read(home, text, f"{count}.txt"))
        second = read(home, text + "\nTak for nu.\n", f"{count}.txt")
        with CaptureQueriesContext(connection) as context:
            again(second, strategy)
        return len(counted(context))

    few, many = statements(1), statements(60)
    assert many == few
    assert few <= 24


def test_what_is_gone_is_two_questions(home: Municipality) -> None:
    read(home)
    second = read(home, LATER)
    with assert_queries(2):
        assert len(gone_since(second)) == 1
