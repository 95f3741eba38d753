"""What several tests of strategies stand on: an edition as a file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from retning.apps.organisation import services as organisation
from retning.apps.organisation.models import Field, Resolution
from retning.apps.strategy import services
from retning.apps.strategy.models import Goal
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.exchange import (
    edition_document,
)
from retning.apps.strategy.services import draft
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.exchange import Documents, elsewhere


@pytest.fixture
def council_decision(cast: Cast) -> Resolution:
    return org.resolution(cast.units.council)


@pytest.fixture
def field(cast: Cast) -> Field:
    return organisation.create_field(
        municipality=cast.municipality, name="Klima", by=TESTER, now=NOW
    )


@pytest.fixture
def three(cast: Cast, council_decision: Resolution, field: Field) -> Documents:
    """A strategy with all there is, in three editions: proposed, adopted, revised."""

    def made() -> Documents:
        before = make.small_strategy(cast.municipality)
        strategy = make.strategy(
            cast.municipality, "Nye veje", predecessor=None, with_section_23a=True
        )
        first, second = make.area(strategy, "Klima", "Om *klima*"), make.area(strategy, "Skole")
        objective = make.objective(first, "Mindre udledning")
        owned = make.goal(objective, "70 % mindre CO₂", owner=cast.centre_chief_position)
        draft.assign_goal(
            goal=owned, owner_unit=None, owner_position=cast.centre_chief_position,
            fields=[field], by=TESTER, now=NOW,
        )  # fmt: skip
        loose = make.goal(second, "Alle lærer at svømme", "Også *voksne*.")
        make.theme(second)
        assert before.pk
        editions = [make.published(strategy, note="Til høring")]
        make.reword(loose, "Alle børn lærer at svømme")
        make.goal(objective, "Grønne busser", owner=cast.units.centre)
        editions.append(make.adopted(strategy, council_decision, now=NOW + timedelta(days=1)))
        make.remove(draft_outline(strategy).areas[1].themes[0])
        place = make.area(strategy, "Kultur")
        services.place_node(node=Goal.drafts.get(pk=loose.pk), parent=place, by=TESTER, now=NOW)
        services.move_node(node=place, step=-2, by=TESTER, now=NOW)
        editions.append(make.revised(strategy, council_decision, now=NOW + timedelta(days=2)))
        return [edition_document(edition) for edition in editions]

    return elsewhere(made)
