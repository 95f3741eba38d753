"""Several extractions of one document become one; two documents never do."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.documents import Unreadable, outline
from retning.core.documents.besides import besides
from retning.core.documents.items import Item
from retning.core.documents.merging import MergeCode, Merged, Read, merged
from retning.core.documents.merging.alignment import aligned
from retning.core.documents.merging.choosing import Chooser
from retning.core.documents.reading import read_document
from tests.helpers.effort import grows_evenly

FIRST = """\
Det gode samarbejde

Vi har skrevet ned, hvad vi venter af hinanden, så nye kolleger kan se det fra den første dag. Det
er blevet til på møder i alle huse, og det bliver taget op igen hvert andet år sammen med de valgte.

Med arbejdsglæde mener vi:

• Vi griner sammen og hjælper hin-

  anden i travle uger
• Vi siger godmorgen til alle i huset
• Vi holder pauserne sam

Med faglighed mener vi:

• Vi spørger dem, der ved mere end os selv
• Vi følger med i ny viden om fagt
"""

SECOND = """\
Det gode samarbejde

Vi har skrevet ned, hvad vi venter af hinanden, så nye kolleger kan se det fra den første dag. \
Det er blevet til på møder i alle huse, og det bliver taget op igen hvert andet år sammen med de \
valgte.

Bente Skovgaard

Direktør

Formand for Hoved-MED

Med faglighed mener vi:

- Vi spørger dem, der ved mere end os selv
- Vi følger med i ny viden om faget
- Vi deler det, vi lærer på kurser

Med arbejdsglæde mener vi:

- Vi griner sammen og hjælper hinanden i travle uger
- Vi siger godmorgn til alle i huset
- Vi holder pauserne sammen
"""

OTHER = """\
Naturplan for Enghavn

Planen handler om heden, åen og kysten og om, hvordan vi passer på dem i de næste ti år. Kommunen
plejer arealerne sammen med lodsejere, foreninger og skoler, og alle kan følge arbejdet på kortet.

Mål

- 15 % af kommunens areal er natur i 2030
- Antallet af ynglende viber skal stige
"""

AGAIN = """\
Naturplan for Enghavn

Planen handler om heden, åen og kysten og om, hvordan vi passer på dem i de næste ti år. Kommunen
plejer arealerne sammen med lodsejere, foreninger og skoler, og alle kan følge arbejdet på kortet.

Mål

- 15 % af kommunens areal er natur i 2030
- Antallet af ynglende viber skal stige
- Alle åer har god tilstand i 2027
"""


def read(text: str | bytes, name: str = "a.txt") -> Read:
    data = text.encode() if isinstance(text, str) else text
    document = read_document(data, name=name)
    return Read(document, outline(document), besides(document))


def names(items: tuple[Item, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.clean, item.sources) for item in items]


def test_the_better_wording_is_taken_and_both_files_named() -> None:
    found = merged([read(FIRST), read(SECOND)])
    assert (found.code, [each.sources for each in found.documents]) == (
        MergeCode.ONE_DOCUMENT,
        [(0, 1)],
    )
    values = found.documents[0].besides.framework.core_values
    assert [(value.name.clean, value.name.sources) for value in values] == [
        ("arbejdsglæde", (0, 1)),
        ("faglighed", (0, 1)),
    ]
    assert names(values[0].behaviours) == [
        ("Vi griner sammen og hjælper hinanden i travle uger", (1, 0)),
        ("Vi siger godmorgen til alle i huset", (0, 1)),
        ("Vi holder pauserne sammen", (1, 0)),
    ]
    assert names(values[1].behaviours) == [
        ("Vi spørger dem, der ved mere end os selv", (0, 1)),
        ("Vi følger med i ny viden om faget", (1, 0)),
        ("Vi deler det, vi lærer på kurser", (1,)),
    ]


def test_what_one_file_alone_tells_is_kept_with_its_number() -> None:
    for files, number in (((FIRST, SECOND), 1), ((SECOND, FIRST), 0)):
        found = merged([read(text) for text in files])
        (signed,) = found.documents[0].besides.framework.signatories
        assert (signed.name.clean, signed.name.sources) == ("Bente Skovgaard", (number,))


def test_positions_are_those_of_the_first_source() -> None:
    files = [read(FIRST), read(SECOND)]
    for value in merged(files).documents[0].besides.framework.core_values:
        for item in (value.name, *value.behaviours):
            text = files[item.sources[0]].document.text
            assert text[item.start : item.end] == item.text


def test_two_documents_are_kept_apart() -> None:
    found = merged([read(FIRST), read(OTHER), read(SECOND)])
    assert found.code is MergeCode.APART
    assert [each.sources for each in found.documents] == [(0, 2), (1,)]
    assert len(found.documents[1].goals) == 2
    assert merged([read(OTHER)]).code is MergeCode.ALONE
    assert merged([]) == Merged(MergeCode.ONE_DOCUMENT, ())


def test_goals_of_both_are_told_once() -> None:
    (joined,) = merged([read(OTHER), read(AGAIN)]).documents
    assert [(goal.piece.text, goal.sources) for goal in joined.goals] == [
        ("15 % af kommunens areal er natur i 2030", (0, 1)),
        ("Antallet af ynglende viber skal stige", (0, 1)),
        ("Alle åer har god tilstand i 2027", (1,)),
    ]
    assert [goal.area for goal in joined.goals] == [0, 0, 0]
    assert len(joined.areas) == 1


def test_series_are_aligned_by_content() -> None:
    first = ["Tillid", "Vi deler viden med andre", "Kun her står dette"]
    second = ["Noget helt nyt fra side to", "Vi deler viden med andre huse", "TILLID"]
    assert aligned(first, second) == [(None, 0), (0, 2), (1, 1), (2, None)]
    assert aligned([], ["a"]) == [(None, 0)]


def test_a_text_that_breaks_off_is_the_whole_ones_beginning() -> None:
    whole = "Vi holder fælles pauser og taler om andet end det, der skal nås inden fyraften"
    assert aligned(["Vi holder fælles pauser"], [whole]) == [(0, 0)]
    assert aligned([whole], ["Vi holder fælles pauser"]) == [(0, 0)]
    assert aligned(["Vi holder fælles pauser"], ["Vi går hjem til tiden"]) == [(None, 0), (0, None)]


def test_other_numbers_make_another_goal_and_lost_ones_do_not() -> None:
    first = [
        "Udledningen falder med 30 % inden 2025 i kommunen",
        "Flere børn lærer at svømme i 2026",
    ]
    second = ["Udledningen falder med 50 % inden 2030 i kommunen", "Flere børn lærer at svømme i"]
    assert aligned(first, second) == [(None, 0), (0, None), (1, 1)]
    assert Chooser([*first, *second]).compared(second[1], first[1]) == -1


def test_a_known_word_beats_a_misread_one() -> None:
    plain = Chooser(["Stationsvej er lang", "Stationsvj er lang", "på Stationsvej"])
    assert plain.compared("Stationsvej er lang", "Stationsvj er lang") == 1
    assert plain.compared("Stationsvj er lang", "Stationsvej er lang") == -1
    assert plain.compared("grønt liv", "grant liv") == plain.compared("fælles", "faelles") == 1
    taught = Chooser(["godd dag"], known={"god", "dag"}.__contains__)
    assert taught.compared("god dag", "godd dag") == 1
    assert taught.compared("ens", "ens") == 0


def test_long_series_are_aligned_in_linear_time() -> None:
    def both(size: int) -> tuple[list[str], list[str]]:
        first = [f"Andelen på vej {n * 7} stiger" for n in range(size)]
        second = [
            text.replace("stiger", "stger" if n % 5 else "falder") for n, text in enumerate(first)
        ]
        return first, second

    assert len(aligned(*both(4000))) >= 4000
    grows_evenly(both, lambda pair: aligned(*pair), size=4000)


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.sampled_from([*FIRST.splitlines(), *OTHER.splitlines()]) | st.text(max_size=40),
            max_size=25,
        ),
        max_size=3,
    )
)
def test_odd_files_raise_nothing(texts: list[list[str]]) -> None:
    files = []
    for lines in texts:
        try:
            files.append(read("\n".join(lines).encode("utf-8", "replace")))
        except Unreadable:
            continue
    found = merged(files)
    assert sorted(n for each in found.documents for n in each.sources) == list(range(len(files)))


def test_the_two_extractions_of_the_known_brochure(corpus: Path) -> None:
    paths = [next((corpus / "docs").glob(f"{start}*")) for start in ("S003", "S004")]
    found = merged([read(path.read_bytes(), path.name) for path in paths])
    assert [each.sources for each in found.documents] == [(0, 1)]
    framework = found.documents[0].besides.framework
    assert sorted(len(value.behaviours) for value in framework.core_values) == [4, 4, 5]
    assert [len(each) for each in (framework.statements, framework.competences)] == [4, 5]
    assert [len(group.expectations) for group in framework.expectations] == [5, 8, 6, 5]
    assert [signed.name.sources for signed in framework.signatories] == [(1,), (1,)]
    last = framework.expectations[3].expectations[4]
    assert (last.clean.split()[2], last.sources) == ("krydspresset", (0, 1))


def test_the_known_strategy_twice_is_once(corpus: Path) -> None:
    path = next((corpus / "docs").glob("S000*"))
    data = path.read_bytes()
    files = [read(data, path.name), read(data.replace(" • ".encode(), b" - "), path.name)]
    (joined,) = merged(files).documents
    assert [len(told) for told in (joined.objectives, joined.goals, joined.themes)] == [3, 18, 3]
    assert [goal.sources for goal in joined.goals] == [(0, 1)] * 18
    assert [goal.objective for goal in joined.goals] == [0] * 8 + [1] * 4 + [2] * 6


def test_the_known_documents_stay_apart(corpus: Path) -> None:
    paths = sorted((corpus / "docs").glob("*.txt"))
    found = merged([read(path.read_bytes(), path.name) for path in paths])
    assert found.code is MergeCode.APART
    together = [each.sources for each in found.documents if len(each.sources) > 1]
    assert [tuple(paths[n].name[:4] for n in sources) for sources in together] == [("S003", "S004")]
