"""What an edition rests on is written once, and told in the trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from retning.apps.organisation.models import Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Strategy
from retning.foundation.audit.queries import trail_of
from retning.foundation.records.immutability import is_refused
from tests.apps.strategy.test_editions import home, make, publish, resolution  # noqa: F401

# ruff: noqa: F811 (fixtures by their names)
pytestmark = pytest.mark.django_db


def test_a_resolution_is_written_once(resolution: Resolution) -> None:
    resolution.text = "Forkastet."
    for deed in (resolution.save, resolution.delete):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            deed()
        assert is_refused(refused.value)


def test_the_trail_tells_what_an_edition_rests_on(
    make: Callable[..., Strategy], resolution: Resolution
) -> None:
    edition = publish(make(), EditionKind.ADOPTED, resolution)
    [line] = trail_of(edition)
    assert line.deed == "edition_published"
    assert line.fields["resolutions"] == {"from": [], "to": [resolution.pk]}
