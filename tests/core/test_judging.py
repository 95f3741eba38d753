"""Judging, kind by kind: the rules of docs/algorithms/judging.md, with exact values."""

from datetime import date
from decimal import Decimal

from retning.core.targets import Status, judge, say_verdict, typed
from tests.helpers.measured import country, measured

END_OF_2019 = date(2019, 12, 31)


def test_the_share_with_an_education_rose():
    """The worked example: 32.0 % in 2018, 33.0 % in 2019; "skal stige" is met now."""
    target = typed("skal stige")
    figures = measured({"2018": {"187": "32.0"}, "2019": {"187": "33.0", "101": "40.1"}}, unit="%")
    verdict = judge(target, figures, on=END_OF_2019)
    assert verdict.status is Status.MET
    assert (verdict.value, verdict.baseline) == (Decimal("33.0"), Decimal("32.0"))
    assert say_verdict(verdict, target, figures) == (
        "Tallet for 2019 er 33,0 %. Tallet for 2018 var 32,0 %. Målet er, at tallet skal stige. "
        "Målet nævner intet udgangspunkt, så der regnes fra året før, 2018. Målet er nået."
    )


def test_one_place_to_spare():
    """The worked example: nr. 8 of 98; the best 10 % are the first 9."""
    target = typed("blandt de 10 % laveste i landet")
    figures = measured(country(range(6972, 6972 + 98)), "108", unit="kr.")
    verdict = judge(target, figures, on=END_OF_2019)
    assert verdict.status is Status.MET
    assert verdict.standing is not None
    assert (verdict.standing.rank, verdict.standing.n, verdict.standing.cut) == (8, 98, 9)
    assert verdict.gap == -1
    assert say_verdict(verdict, target, figures) == (
        "Tallet for 2019 er 6.979 kr. Det er nr. 8 af 98 med et tal, talt fra det laveste. "
        "10 % af 98 er 9, så målet er nr. 9 eller bedre; i dag kræver det højst 6.980 kr. "
        "Der er én plads at give af. Målet er nået."
    )
