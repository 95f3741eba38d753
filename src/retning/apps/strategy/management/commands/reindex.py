"""`reindex`: build the search index from what has been published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from retning.apps.strategy.services.indexing import index_everything, index_missing


class Command(BaseCommand):
    help = "Build the search index from what has been published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing",
            action="store_true",
            help="only for municipalities where it is not there, or not of this version",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        codes = index_missing() if options["missing"] else index_everything()
        if codes or not options["missing"]:
            self.stdout.write(f"Search index built for {len(codes)} municipalities.")
