"""Two people on one row: the second is told, and loses no text."""

from datetime import timedelta

import pytest

from retning.apps.strategy.models import Strategy
from retning.foundation.records.services import ChangedMeanwhile, change
from tests.apps.foundation.people import NOW, municipality

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def strategy() -> Strategy:
    return Strategy.drafts.create(
        municipality=municipality(),
        title="Sammen",
        slug="sammen",
        period_from=2026,
        period_to=2030,
        changed_at=NOW,
    )


def test_the_first_writer_is_let_through(strategy):
    change(strategy, expected_version=1, now=LATER, title="Sammen om mere")
    assert (strategy.title, strategy.version, strategy.changed_at) == ("Sammen om mere", 2, LATER)
    stored = Strategy.drafts.get()
    assert (stored.title, stored.version, stored.changed_at) == ("Sammen om mere", 2, LATER)


def test_the_second_writer_is_told_what_the_first_wrote(strategy):
    second = Strategy.drafts.get()
    change(strategy, expected_version=1, now=NOW, title="Først")
    with pytest.raises(ChangedMeanwhile) as caught:
        change(second, expected_version=1, now=LATER, title="Dernæst")
    assert caught.value.current.title == "Først"
    assert caught.value.current.version == 2
    assert second.title == "Sammen"
    assert Strategy.drafts.get().title == "Først"


def test_the_form_s_version_counts_and_not_the_row_s(strategy):
    change(strategy, expected_version=1, now=NOW, title="Først")
    with pytest.raises(ChangedMeanwhile):
        change(strategy, expected_version=1, now=LATER, title="Fra en gammel formular")
    change(strategy, expected_version=2, now=LATER, title="Fra en ny")
    assert Strategy.drafts.get().version == 3


def test_a_row_that_is_gone_is_told_as_gone(strategy):
    gone = Strategy.drafts.get()
    strategy.delete()
    with pytest.raises(ChangedMeanwhile) as caught:
        change(gone, expected_version=1, now=LATER, title="For sent")
    assert caught.value.current is None
    assert not Strategy.drafts.exists()
