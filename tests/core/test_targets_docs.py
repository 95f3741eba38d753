"""Every example in docs/targets.md holds."""

import doctest
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from retning.core import targets
from retning.core.targets import Kind, Part, WordingError, as_kind, say, typed, with_part
from tests.helpers.measured import measured

PAGE = (Path(__file__).parents[2] / "docs" / "targets.md").read_text(encoding="utf-8")
NAMES = {**vars(targets), "Decimal": Decimal, "Fraction": Fraction}


def _rows(*heads: str) -> list[tuple[str, ...]]:
    """The rows of the table with these heads, a cell being what stands between its backticks."""
    lines = PAGE.splitlines()
    start = lines.index("| " + " | ".join(heads) + " |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        rows.append(tuple(cell.strip().strip("`") for cell in cells))
    assert rows
    return rows


def _errors() -> list[tuple[str, str, str]]:
    found = re.findall(r"```error (da|en)\n(.*)\n((?:>.*\n)+)```", PAGE)
    assert len(found) == PAGE.count("```error")
    return [(language, text, re.sub(r"(?m)^> ?", "", told)) for language, text, told in found]


@pytest.mark.parametrize(("expression", "danish", "english"), _rows("Target", "Danish", "English"))
def test_kinds(expression, danish, english):
    target = eval(expression, dict(NAMES))
    assert say(target) == danish
    assert say(target, "en") == english
    assert typed(danish) == typed(english, "en") == target


def test_every_kind_has_an_example():
    rows = _rows("Target", "Danish", "English")
    assert {targets.kind_of(typed(danish)) for _, danish, _ in rows} == set(Kind)


@pytest.mark.parametrize(("_what", "written"), _rows("You want to say", "Write"))
def test_what_you_can_write(_what, written):
    assert say(typed(written)) == written


@pytest.mark.parametrize(("written", "read"), _rows("You write", "It is read as"))
def test_other_ways(written, read):
    assert say(typed(written)) == read


@pytest.mark.parametrize(("language", "text", "told"), _errors())
def test_errors(language, text, told):
    with pytest.raises(WordingError) as raised:
        typed(text, language)
    assert str(raised.value) == told.rstrip("\n")


@pytest.mark.parametrize(
    ("target", "part", "text", "becomes"), _rows("Target", "Part", "Typed", "Becomes")
)
def test_changing_one_part(target, part, text, becomes):
    assert say(with_part(typed(target), Part(part), text)) == becomes


@pytest.mark.parametrize(("target", "kind", "becomes"), _rows("Target", "Kind", "Becomes"))
def test_another_kind(target, kind, becomes):
    assert say(as_kind(typed(target), Kind(kind), year=2030)) == becomes


BLOCKS = re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_sessions(block):
    parsed = doctest.DocTestParser().get_doctest(block, dict(NAMES), "targets", None, 0)
    assert parsed.examples
    failed = doctest.DocTestRunner(verbose=False).run(parsed).failed
    assert failed == 0


@pytest.mark.parametrize(("status", "danish", "english"), _rows("Status", "Danish", "English"))
def test_statuses(status, danish, english):
    one = eval(status, dict(NAMES))
    assert (targets.said_status(one), targets.said_status(one, "en")) == (danish, english)


def test_every_status_has_its_words():
    rows = _rows("Status", "Danish", "English")
    assert len(rows) == len(targets.Status)


@pytest.mark.parametrize(
    ("said", "unit", "figures", "sentence"), _rows("Rule", "Unit", "Figures", "What is said")
)
def test_verdicts(said, unit, figures, sentence):
    years = (part.split(": ") for part in figures.split("; "))
    rows = {year: dict(cell.split("=") for cell in row.split()) for year, row in years}
    judged_on, target = measured(rows, unit=unit), typed(said)
    verdict = targets.judge(target, judged_on, on=date(2019, 12, 31))
    assert targets.say_verdict(verdict, target, judged_on) == sentence


def test_the_interface_is_exported():
    for name in re.findall(r"(?m)^    (\w+)\(.*  \S", PAGE):
        assert name in targets.__all__
