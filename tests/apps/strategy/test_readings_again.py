"""The same document again: found, compared, and corrected no more than once."""

from __future__ import annotations

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import Difference, PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.readings import gone_since, passages_of
from retning.apps.strategy.queries.reviewing import under_review
from retning.apps.strategy.services import readings, review
from tests.factories.organisation import municipality_of
from tests.helpers.queries import assert_queries
from tests.helpers.versions import (
    ADDED,
    BY,
    DOCUMENT,
    GONE,
    LATER,
    change,
    new_strategy,
    of,
    passage,
    read,
    read_in_this_process,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


# --- Which document it was

ONE_LINE = "Borgerne møder en service, der passer til deres hverdag"
OTHER_PLAN = """\
Trafikplan 2030-2034

Tema 1: Veje

Målsætninger

 • Færre uheld på vejene hvert år
 • Flere cykelstier ved skolerne
"""


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
        ("Helt andet\n\nVi vil noget ganske andet her.\n", "strategi.txt", False),
        (f"Helt andet\n\n{ONE_LINE}\n", "strategi.txt", True),
        (f"Helt andet\n\n{ONE_LINE}\n", "nyt.txt", False),
        (OTHER_PLAN, "strategi.txt", False),
        (f"Strategi 2026-2029 for Prøveby Kommune\n\n{ONE_LINE}\n", "nyt.txt", True),
        (f"Strategi 2026-2029 for Prøveby Kommune\n\n{OTHER_PLAN}", "strategi.txt", False),
    ],
)
def test_by_half_of_its_passages_or_some_and_the_name_or_title(
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


def test_the_same_text_comes_before_the_same_name(home: Municipality) -> None:
    first = read(home, name="en.txt")
    read(home, f"{OTHER_PLAN} • {ONE_LINE}\n", "to.txt")
    assert read(home, LATER, "to.txt").previous == first


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
    assert counted_as_gone(second) == 1
    review.merge_passage(passage=passage(second, "Tilfredsheden"), **BY)
    assert gone_since(second).count() == 1
    assert counted_as_gone(second) == 1
    review.undo(reading=second, **BY)
    assert gone_since(second).count() == 1
    assert counted_as_gone(second) == 1


def counted_as_gone(reading: Reading) -> int:
    found = under_review(reading.municipality, reading.pk)
    assert found is not None
    return found.gone_count


def test_a_half_that_was_divided_off_answers_to_nothing(home: Municipality) -> None:
    first = read(home)
    second = read(home, LATER)
    goal = passage(second, "Tilfredsheden")
    half = review.split_passage(passage=goal, expected_version=1, at=15, kind=None, **BY)
    assert half.earlier is None
    assert Passage.drafts.get(pk=goal.pk).earlier == passage(first, "Tilfredsheden")


def test_what_is_gone_is_two_questions(home: Municipality) -> None:
    read(home)
    second = read(home, LATER)
    with assert_queries(2):
        assert len(gone_since(second)) == 1
