"""`verify_frozen`: prove that every frozen text is what was frozen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retning.foundation.freezing.models import FrozenSet
from retning.foundation.freezing.queries import Damage, verify


class Command(BaseCommand):
    help = "Prove by their checksums that all frozen texts are what was frozen."

    def handle(self, *args: Any, **options: Any) -> None:
        damaged, proven = [], 0
        for frozen_set in FrozenSet.objects.order_by("pk").iterator():
            problems = verify(frozen_set)
            proven += not problems
            damaged += [
                f"Text {frozen_set.pk} of {frozen_set.tenant}: "
                + (
                    f"row {problem.key} is not what was frozen."
                    if problem.damage is Damage.ROW
                    else "its rows do not add up to its checksum."
                )
                for problem in problems
            ]
        if damaged:
            raise CommandError("\n".join(damaged))
        self.stdout.write(f"Frozen texts proven by their checksums: {proven}.")
