"""Where sources are, who may carry what talks to them, and that no answer surprises a parser."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.answers import Asked, read_csv, read_json_stat
from retning.apps.indicators.sources.live import is_asked, source_of
from retning.apps.indicators.sources.query import query_of
from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode
from retning.apps.indicators.sources.tables import table_info
from retning.config.environment import InsecureStart, read_environment
from tests.helpers.replay import Replayer, json_reply

HEAVY = {"httpx", "stamina", "openpyxl", "python_calamine", "numpy"}


def test_a_web_worker_carries_none_of_it() -> None:
    """The light parts, in a process that has nothing loaded."""
    rooms = (
        "live",
        "reply",
        "query",
        "noegletal",
        "jobindsats",
        "sheets.guessing",
        "sheets.mapping",
    )
    names = [f"retning.apps.indicators.sources.{room}" for room in rooms]
    code = f"import sys, {', '.join(names)}; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert names[0] in said.stdout.split()
    assert HEAVY & {name.partition(".")[0] for name in said.stdout.split()} == set()


def test_sources_are_where_the_settings_say(source: Replayer, settings: Settings) -> None:
    settings.STATBANK_URL = f"{source.url}/v1"
    refusal = {"errorTypeCode": "EXTRACT-NOTFOUND", "message": "Tabel findes ikke: X"}
    source.on("POST /v1/tableinfo", json_reply(refusal, status=400))
    bank = source_of(SourceKind.STATBANK)
    assert bank.kind == SourceKind.STATBANK
    with pytest.raises(Unavailable) as caught:
        bank.fetch("X", {"x": query_of(SourceKind.STATBANK, {})})
    assert caught.value.code == UnavailableCode.NOT_FOUND
    settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN = f"{source.url}/v3", "abc"
    source.on("GET /v3/data/y25i01", json_reply({"columns": [], "rows": []}))
    with pytest.raises(Unavailable) as caught:
        source_of(SourceKind.JOBINDSATS).fetch(
            "y25i01", {"x": query_of(SourceKind.JOBINDSATS, {"measure": "Pct."})}
        )
    assert caught.value.code == UnavailableCode.NO_FIGURES
    assert source.requests[-1].headers["authorization"] == "Bearer abc"


def test_a_source_that_cannot_be_asked(settings: Settings) -> None:
    settings.JOBINDSATS_TOKEN = ""
    with pytest.raises(Unavailable) as caught:
        source_of(SourceKind.JOBINDSATS)
    assert caught.value.code == UnavailableCode.NO_TOKEN
    with pytest.raises(Unavailable) as caught:
        source_of(SourceKind.MANUAL)
    assert caught.value.code == UnavailableCode.BAD_QUERY
    assert [kind for kind in SourceKind if is_asked(kind)] == [
        SourceKind.STATBANK,
        SourceKind.JOBINDSATS,
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RETNING_STATBANK_URL", "http://api.statbank.dk/v1"),
        ("RETNING_STATBANK_URL", "api.statbank.dk"),
        ("RETNING_STATBANK_URL", "https://"),
        ("RETNING_JOBINDSATS_URL", "ftp://api.jobindsats.dk"),
        ("RETNING_JOBINDSATS_TOKEN", "Bearer abc"),
        ("RETNING_JOBINDSATS_TOKEN", "abc\n"),
    ],
)
def test_addresses_and_tokens_that_are_none(name: str, value: str) -> None:
    with pytest.raises(InsecureStart, match=name):
        read_environment({"RETNING_MODE": "test", name: value})


def test_addresses_that_are_some() -> None:
    environment = read_environment({"RETNING_MODE": "test"})
    assert environment.statbank_url == "https://api.statbank.dk/v1"
    assert environment.jobindsats_url == "https://api.jobindsats.dk/v3"
    here = {"RETNING_MODE": "test", "RETNING_STATBANK_URL": "http://127.0.0.1:9/v1"}
    assert read_environment(here).statbank_url == "http://127.0.0.1:9/v1"


ASKED = Asked({"OMRÅDE": ["000", "187"], "Tid": ["2024"]})
PLAIN = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "text", "values", "variables", "time", "updated", "category", "index"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=16,
)


@hypothesis_settings(max_examples=150, deadline=None, derandomize=True)
@given(PLAIN, PLAIN)
def test_any_description_of_a_table_is_one_or_none(values: object, updated: object) -> None:
    variable = {"id": "A", "text": "a", "elimination": True, "time": False, "values": values}
    for said in (values, {"id": 1, "text": "", "variables": [variable], "updated": updated}):
        with contextlib.suppress(Unavailable):
            table_info(json.dumps(said).encode())


@hypothesis_settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=80), st.text(max_size=40), PLAIN, PLAIN)
def test_any_answer_is_figures_or_a_reason(
    data: bytes, text: str, dimension: object, values: object
) -> None:
    head = "OMRÅDE;TID;INDHOLD\r\n"
    for body in (data, head.encode() + data, f"{head}000;2024;{text}\r\n187;2024;5\r\n".encode()):
        for suppressed in (None, "0"):
            with contextlib.suppress(Unavailable):
                assert len(read_csv(body, ASKED, suppressed=suppressed)) == 2
    category = {"category": {"index": {"2024": 0}}}
    for said in (
        {"dataset": {"dimension": dimension, "value": values}},
        {
            "dataset": {
                "dimension": {"id": ["OMRÅDE", "Tid"], "OMRÅDE": dimension, "Tid": category},
                "value": values,
            }
        },
        dimension,
    ):
        with contextlib.suppress(Unavailable):
            read_json_stat(json.dumps(said).encode(), ASKED)
