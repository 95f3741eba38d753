"""Searching in what is published: which rows answer which question, in which order; and that the
index is what has been published, no more and no less."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import transaction

from retning.apps.strategy.enums import EditionKind, RowKind
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.search import Results, search
from retning.apps.strategy.services.indexing import index_missing
from retning.foundation.search import services as index
from retning.foundation.search.models import Entry, Occurrences, Source, Word
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)
GOALS = [
    "Sygefraværet skal ned med to procentpoint",
    "Fravær blandt syge ansatte følges op",
    "Folkebibliotekerne har åbent hver dag",
    "Vi når klimamålene i tide",
    "Formålet er klart for alle",
    "Børnehaver og skoler får friske råvarer",
    "Aarhus er en by, vi lærer af",
    "Kommunens biblioteker låner værktøj ud",
    "Danske museer er gratis",
    "Vi danser sammen en gang om måneden",
]
FOUND = {
    "fravær": [1, 0],
    "fraværet": [1, 0],
    "sygefravær": [0, 1],
    "SYGEFRAVÆRETS": [0, 1],
    "sygefravaer": [0, 1],
    "bibliotek": [7, 2],
    "bibliotekerne": [7, 2],
    "folkebibliotek": [2],
    "klima": ["Klima og natur", 3],
    "mål": [3, 4],
    "barn": [5],
    "børn": [5],
    "boern": [5],
    "århus": [6],
    "aarhus": [6],
    "danser": [9],
    "dansk": [8],
    "cykel": ["Hvordan får vi flere cykler?"],
    "åen": ["Klima og natur"],
    "å": ["Klima og natur"],
    "arbejde": ["Sundere arbejdspladser"],
    "skoler børn": [5],
    "børn skoler": [5],
    "vi sammen": ["Sammen om Vallensbæk", 9],
    '"syge ansatte"': [1],
    '"ansatte syge"': [],
    '"Klima og natur"': ["Klima og natur"],
    '"klima eller natur"': [],
    "klima cykel": [],
    "bibl": [7, 2],
    "bibl ": [7, 2],
    "folkebibliotekern": [2],
    "og i det": [],
    "": [],
    "🙂": [],
}


@pytest.fixture
def municipality(cast: Cast) -> object:
    """One adopted strategy with a row of every kind."""
    published(cast)
    return cast.municipality


def published(cast: Cast) -> Strategy:
    strategy = make.strategy(cast.municipality)
    area = make.area(strategy, "Klima og natur", body="Vi passer på *åen* og skovene.")
    make.goals(make.objective(area, "Sundere arbejdspladser"), GOALS)
    make.theme(area, "Hvordan får vi flere cykler?")
    make.adopted(strategy, org.resolution(cast.units.council))
    return strategy


def titles(results: Results) -> list[str]:
    return [hit.text for hit in results.hits]


@pytest.mark.parametrize("question", FOUND)
def test_what_is_found_in_which_order(cast: Cast, municipality: object, question: str) -> None:
    expected = [GOALS[one] if isinstance(one, int) else one for one in FOUND[question]]
    results = search(cast.municipality, question)
    assert titles(results) == expected
    assert results.total == len(expected)


@pytest.mark.parametrize(
    ("question", "suggestions"),
    [
        ("biblotek", ("biblioteker",)),
        ("cykler klima", ("cykler", "klima")),
        ("klimamål biblotek", ("klimamål biblioteker",)),
        ("xyzzyqwx", ()),
        ("og", ()),
    ],
)
def test_what_was_close(
    cast: Cast, municipality: object, question: str, suggestions: tuple[str, ...]
) -> None:
    assert search(cast.municipality, question).suggestions == suggestions


def test_only_small_words_are_no_question(cast: Cast, municipality: object) -> None:
    assert not search(cast.municipality, "og i det").is_question
    assert search(cast.municipality, "zebra").is_question


def test_a_hit_says_where_it_hangs(cast: Cast) -> None:
    strategy = published(cast)
    (hit,) = search(cast.municipality, "klimamålene").hits
    area = strategy.areas.get()
    objective = area.objectives.get()
    assert (hit.kind, hit.key) == (RowKind.GOAL, Goal.drafts.get(text=GOALS[3]).key)
    assert (hit.slug, hit.edition, hit.is_proposal) == ("sammen-om-vallensbaek", 1, False)
    assert [tuple(row) for row in hit.chain] == [
        (RowKind.STRATEGY, strategy.key, "Sammen om Vallensbæk"),
        (RowKind.AREA, area.key, "Klima og natur"),
        (RowKind.OBJECTIVE, objective.key, "Sundere arbejdspladser"),
    ]
    assert all(isinstance(row.key, UUID) for row in hit.chain)


def test_the_words_that_were_found_are_marked(cast: Cast, municipality: object) -> None:
    (area,) = search(cast.municipality, "åen").hits
    assert [(part.text, part.is_hit) for part in area.excerpt] == [
        ("Vi passer på ", False),
        ("åen", True),
        (" og skovene.", False),
    ]
    goal = search(cast.municipality, "fravær").hits[1]
    assert [(part.text, part.is_hit) for part in goal.title] == [
        ("Sygefraværet", True),
        (" skal ned med to procentpoint", False),
    ]


def test_by_kind(cast: Cast, municipality: object) -> None:
    everything = search(cast.municipality, "klima")
    assert dict(everything.by_kind) == {RowKind.AREA: 1, RowKind.GOAL: 1}
    goals = search(cast.municipality, "klima", kinds=[RowKind.GOAL])
    assert (titles(goals), goals.total) == ([GOALS[3]], 1)
    assert goals.by_kind == everything.by_kind
    themes = search(cast.municipality, "klima", kinds=[RowKind.THEME])
    assert (titles(themes), themes.total, themes.suggestions) == ([], 0, ())


def test_pages_follow_each_other_without_gap_or_double(cast: Cast, municipality: object) -> None:
    whole = titles(search(cast.municipality, "bibliotek"))
    pages = [titles(search(cast.municipality, "bibliotek", page=n, size=1)) for n in (1, 2, 3)]
    assert pages == [whole[:1], whole[1:], []]


def test_three_queries_whatever_is_found(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    area = make.area(strategy)

    def add_row(number: int) -> None:
        make.goal(area, f"Zebra nummer {number}")
        make.published(strategy)

    def read() -> None:
        assert search(cast.municipality, "zebra").total in {1, 3}

    assert_queries_at_1_and_3(3, add_row=add_row, read=read)
    with assert_queries(0):
        search(cast.municipality, "og")


# --- What is in the index ----------------------------------------------------------------


def test_drafts_are_not_found(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    goal = make.goal(make.area(strategy), "Flere zebraer")
    assert search(cast.municipality, "zebra").total == 0
    make.published(strategy)
    make.reword(goal, "Flere giraffer")
    assert search(cast.municipality, "zebra").total == 1
    assert search(cast.municipality, "giraf").total == 0


def test_a_new_edition_takes_the_place_of_the_old(cast: Cast) -> None:
    strategy = published(cast)
    goal = Goal.drafts.get(text=GOALS[8])
    make.reword(goal, "Flere giraffer")
    make.revised(strategy, org.resolution(cast.units.council), now=LATER)
    assert search(cast.municipality, "museer").total == 0
    (hit,) = search(cast.municipality, "giraf").hits
    assert (hit.key, hit.edition) == (goal.key, 2)
    assert Source.objects.count() == 1


def test_what_only_a_proposal_has_is_marked(cast: Cast) -> None:
    strategy = published(cast)
    make.reword(Goal.drafts.get(text=GOALS[8]), "Flere giraffer")
    make.goal(strategy.areas.get(), "Flere zebraer på museer")
    make.published(strategy, EditionKind.PROPOSAL, now=LATER)
    standing, proposed = search(cast.municipality, "museer").hits
    assert (standing.text, standing.is_proposal, standing.edition) == (GOALS[8], False, 1)
    assert (proposed.text, proposed.is_proposal, proposed.edition) == (
        "Flere zebraer på museer",
        True,
        2,
    )
    assert search(cast.municipality, "giraf").total == 0


def test_what_has_not_been_adopted_yet_is_a_proposal(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    make.goal(make.area(strategy), "Flere zebraer")
    make.published(strategy)
    assert [hit.is_proposal for hit in search(cast.municipality, "zebra").hits] == [True]


def test_the_neighbour_finds_nothing_of_ours(cast: Cast, municipality: object) -> None:
    for question in ("fravær", "bibliotek", '"syge ansatte"'):
        assert search(cast.neighbour, question) == Results(hits=[])
    # Nor is it told which words we have.
    assert search(cast.neighbour, "biblotek").suggestions == ()


def test_what_is_not_published_after_all_is_not_found(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    make.goal(make.area(strategy), "Flere zebraer")
    with transaction.atomic():
        make.published(strategy)
        transaction.set_rollback(True)
    assert search(cast.municipality, "zebra").total == 0
    assert Source.objects.count() == 0


def test_the_index_is_built_where_it_is_missing(
    cast: Cast, municipality: object, capsys: pytest.CaptureFixture[str]
) -> None:
    Source.objects.all().delete()
    Word.objects.all().delete()
    assert search(cast.municipality, "fravær").total == 0
    call_command("reindex", missing=True)
    assert "1 municipalities" in capsys.readouterr().out
    assert search(cast.municipality, "fravær").total == 2
    assert index_missing() == []


def test_another_build_of_the_index_is_built_anew(
    cast: Cast, municipality: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BUILD", index.BUILD + 1)
    assert index_missing() == [cast.municipality.pk]
    assert index_missing() == []


def test_building_anew_leaves_nothing_behind(cast: Cast) -> None:
    strategy = published(cast)
    make.reword(Goal.drafts.get(text=GOALS[8]), "Flere giraffer")
    make.revised(strategy, org.resolution(cast.units.council), now=LATER)
    index.put(tenant=cast.municipality.pk, name="strategy:0", mark="", texts=[])
    before = Entry.objects.count(), Occurrences.objects.count()
    assert Word.objects.filter(stem="gratis").exists()
    call_command("reindex", verbosity=0)
    assert (Entry.objects.count(), Occurrences.objects.count()) == before
    assert not Word.objects.filter(stem="gratis").exists()
    assert [source.name for source in Source.objects.all()] == [f"strategy:{strategy.pk}"]


# --- Whatever is typed -------------------------------------------------------------------

HOSTILE = [
    'NEAR("a" b, 5)',
    "fravær OR 1=1; DROP TABLE search_word",
    '"',
    '""""',
    "*",
    "fra*",
    "a AND (b NOT c)",
    "title:fravær",
    "^fravær",
    "-fravær +bibliotek",
    "%_%",
    "\\",
    "fravær\0bibliotek",
    "\ud800",
    "🙂" * 50,
    "fravær " * 5_000,
    "æ" * 10_000,
    " ".join(f"ord{number}ae" for number in range(2_000)),
    '"' + "vi " * 3_000 + '"',
    "'; --",
    "\u202efravær",
    "a\u030a",
]


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_breaks_it(cast: Cast, municipality: object, question: str) -> None:
    results = search(cast.municipality, question)
    assert results.total == len(results.hits)
