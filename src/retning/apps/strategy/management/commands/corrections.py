"""`retning manage corrections`: what people made of what the machine read, as JSON Lines."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.models import Reading
from retning.apps.strategy.queries.corrections import corrections
from retning.apps.strategy.queries.readings import LONG


class Command(BaseCommand):
    help = "Print, one goal a line, what was read in documents and what people made of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reading", nargs="*", type=int, help="numbers of documents (all)")
        parser.add_argument("--municipality", default="", help="a municipality's code (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Reading.drafts.filter(state__in=[ReadingState.READ, ReadingState.TAKEN_OVER])
        if options["reading"]:
            rows = rows.filter(pk__in=options["reading"])
        if options["municipality"]:
            rows = rows.filter(municipality=options["municipality"])
        for reading in rows.select_related("attachment").defer(*LONG).order_by("pk"):
            for line in corrections(reading):
                self.stdout.write(json.dumps(line, ensure_ascii=False))
