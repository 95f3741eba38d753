"""Tables as CSV: what Excel would take for a formula stays text, wherever it came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from retning.web.ui.spreadsheets import as_csv
from tests.factories import indicators as figures

Browser = Callable[..., Client]


@pytest.mark.parametrize("said", ["=1+1", "+45 1", "-2+3", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_kept_from_being_one(said: str) -> None:
    assert f"'{said}" in as_csv([[said]]).decode()


@pytest.mark.parametrize("said", ["-2,5", "-2", "12.5", "−2,5 %", "Læsø", ""])
def test_figures_and_words_stay_as_they_are(said: str) -> None:
    assert as_csv([[said, 5]]).decode() == f"\ufeff{said};5\r\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_the_name_of_an_indicator_is_no_formula_in_a_pictures_table(client_of: Browser) -> None:
    figures.indicator("test-share", name='=HYPERLINK("https://example.org")')
    figures.release({"test-share": {"2025": figures.country()}})
    address = reverse("public:indicator_picture", args=["test-share", "kort", "csv"])
    title = client_of().get(address).content.decode().splitlines()[0]
    assert title.startswith("\ufeff\"'=HYPERLINK(")
