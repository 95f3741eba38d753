"""Secret addresses open one thing, and only here."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from retning.apps.hearing.queries.secrets import LENGTH, Purpose, key_of, secret_of

KEY = UUID("9d6f8e1c-0c0f-4d6e-8a8b-1c2d3e4f5a6b")


@given(st.sampled_from(Purpose), st.uuids())
def test_a_secret_opens_what_it_is_for(purpose: Purpose, key: UUID) -> None:
    secret = secret_of(purpose, key)
    assert key_of(purpose, secret) == key
    assert len(secret) == LENGTH == 44
    assert secret.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("purpose", list(Purpose))
def test_it_opens_nothing_else(purpose: Purpose) -> None:
    secret = secret_of(purpose, KEY)
    assert [other for other in Purpose if key_of(other, secret) is not None] == [purpose]


def test_not_one_letter_may_be_another() -> None:
    secret = secret_of(Purpose.FOLLOW, KEY)
    for place, letter in enumerate(secret):
        other = "A" if letter != "A" else "B"
        assert key_of(Purpose.FOLLOW, secret[:place] + other + secret[place + 1 :]) is None


def test_not_one_bit_may_be_another() -> None:
    secret = urlsafe_b64decode(secret_of(Purpose.FOLLOW, KEY))
    for place in range(len(secret) * 8):
        changed = bytearray(secret)
        changed[place // 8] ^= 1 << place % 8
        assert key_of(Purpose.FOLLOW, urlsafe_b64encode(changed).decode()) is None


def test_another_installation_opens_none_of_ours() -> None:
    secret = secret_of(Purpose.FOLLOW, KEY)
    with override_settings(SECRET_KEY="another installation's secret of fifty characters"):
        assert key_of(Purpose.FOLLOW, secret) is None
        assert secret_of(Purpose.FOLLOW, KEY) != secret


@pytest.mark.parametrize(
    "said",
    [
        "",
        "nej",
        "=" * 44,
        "A" * 43,
        "A" * 44,
        "A" * 45,
        "æ" * 44,
        "\ud800" * 44,
        "+" * 44,
        " " * 44,
        "A" * 100_000,
    ],
)
def test_what_is_no_secret_opens_nothing(said: str) -> None:
    assert key_of(Purpose.FOLLOW, said) is None


@pytest.mark.parametrize("more", ["\n", " ", "=", "====", "!", "%00", "\ud800"])
def test_a_secret_with_more_is_another(more: str) -> None:
    secret = secret_of(Purpose.FOLLOW, KEY)
    assert key_of(Purpose.FOLLOW, secret + more) is None
    assert key_of(Purpose.FOLLOW, more + secret) is None
    assert key_of(Purpose.FOLLOW, secret[:20] + more + secret[20:]) is None


def test_it_does_not_change_between_versions() -> None:
    """Addresses in people's mailboxes must open for years: the same key and secret, the same
    address."""
    with override_settings(SECRET_KEY="a" * 50):
        assert secret_of(Purpose.FOLLOW, KEY) == ("nW-OHAwPTW6KixwtPk9aayeSZnDp-wXpUcl46Xcy8wfT")
