"""Targets as JSON and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.targets import (
    CouncilTerm,
    Horizon,
    Kind,
    NoSuchTarget,
    as_plain,
    from_plain,
    typed,
)
from tests.helpers.targets import targets


def test_a_level_in_full():
    assert as_plain(typed("højst 8,5 % senest i juli 2025, fra 12 % i 2020")) == {
        "kind": "level",
        "comparator": "<=",
        "value": "8.5",
        "unit": "%",
        "baseline": "12",
        "baseline_year": 2020,
        "by": {"year": 2025, "month": 7, "day": None},
    }


def test_shares_scales_and_others():
    assert as_plain(typed("blandt de 25 % bedste i Region Nordjylland i byrådsperioden")) == {
        "kind": "quantile",
        "share": "1/4",
        "best": "best",
        "among": {"scope": "region", "name": "Region Nordjylland"},
        "by": {"term": "council"},
    }
    scaled = as_plain(typed("mindst 4 på en skala fra 1 til 5 over de næste fire år"))
    assert (scaled["scale"], scaled["by"]) == ([1, 5], {"years": 4})
    assert from_plain(scaled).by == Horizon(4)
    assert from_plain({"kind": "qualitative", "by": {"term": "council"}}).by == CouncilTerm()


@settings(max_examples=300, deadline=None)
@given(targets)
def test_every_target_comes_back_exactly(target):
    back = from_plain(json.loads(json.dumps(as_plain(target))))
    assert back == target
    assert type(back) is type(target)
    assert as_plain(back) == as_plain(target)


LEVEL = as_plain(typed("mindst 85 % i 2025"))
CHANGE = as_plain(typed("30 % lavere i 2025 end i 2015"))
RANK = as_plain(typed("i top 10 i landet"))
SHARE = as_plain(typed("blandt de 25 % bedste i landet"))


@pytest.mark.parametrize(
    "plain",
    [
        None,
        "mindst 85 %",
        [],
        {},
        {"kind": "goal"},
        {"kind": ["level"]},
        {"kind": "level"},
        {"kind": "milestone"},
        {"kind": "milestone", "by": None},
        {"kind": "milestone", "by": {"years": 4}},
        LEVEL | {"colour": "red"},
        LEVEL | {1: 2},
        LEVEL | {"comparator": None},
        LEVEL | {"comparator": "=>"},
        LEVEL | {"value": 85},
        LEVEL | {"value": "85,0"},
        LEVEL | {"value": "NaN"},
        LEVEL | {"value": "1E+999"},
        LEVEL | {"value": "٣"},
        LEVEL | {"unit": None},
        LEVEL | {"unit": "to\nlinjer"},
        LEVEL | {"by": 2025},
        LEVEL | {"by": {}},
        LEVEL | {"by": {"year": True}},
        LEVEL | {"by": {"year": 2025, "month": 2, "day": 30}},
        LEVEL | {"by": {"year": 10**30}},
        LEVEL | {"by": {"year": 2025, "day": 1}},
        LEVEL | {"by": {"year": 2025, "hour": 1}},
        LEVEL | {"by": {"years": 0}},
        LEVEL | {"by": {"years": 4, "term": "council"}},
        LEVEL | {"by": {"term": "parliament"}},
        LEVEL | {"baseline_year": "2020"},
        CHANGE | {"measure": None},
        CHANGE | {"measure": "delta_abs"},
        CHANGE | {"is_yearly": 1},
        CHANGE | {"direction": None},
        RANK | {"at_most": 10.0},
        RANK | {"at_most": 0},
        RANK | {"among": None},
        RANK | {"among": {"scope": "landet", "name": "landet"}},
        RANK | {"among": {"scope": "group"}},
        SHARE | {"share": "1/0"},
        SHARE | {"share": "5/4"},
        SHARE | {"share": 0.25},
        {"kind": "survey_level", "comparator": ">=", "value": "4", "scale": [1]},
        {"kind": "survey_level", "comparator": ">=", "value": "4", "scale": [5, 1]},
    ],
)
def test_anything_else_is_refused_with_one_error(plain):
    with pytest.raises(NoSuchTarget):
        from_plain(plain)


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["1", "8.5", "1/3", "up", "landet", ">=", "lowest"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["year", "month", "day", "years", "term", "scope", "name"]), inner
        )
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(targets, st.data())
def test_tampered_values_are_a_target_or_the_one_error(target, data):
    plain = as_plain(target)
    for key in data.draw(st.sets(st.sampled_from(sorted(plain)), max_size=3)):
        plain[key] = data.draw(_values | st.sampled_from(list(Kind)))
    try:
        found = from_plain(plain)
    except NoSuchTarget:
        return
    assert from_plain(as_plain(found)) == found
