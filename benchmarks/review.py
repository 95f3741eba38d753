"""What a page of the review of a 100-page document costs: queries, CPU, weight over the wire.

The document has four goals and a stretch of prose on each page, two targets in each goal, and seven
repaired words in each passage. CPU seconds by `time.process_time`,
the median of five batches of a whole request, as a browser makes it and as the page's own script
does. Weight is of the HTML, compressed.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks._claims import claim, figure
from benchmarks.public_pages import HOST, set_up

PAGES, BATCHES, REQUESTS, WARM_UP = 100, 5, 12, 5
QUERIES, KILOBYTES = 8, 60_000


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        set_up(Path(folder))
        reading, client = seed()
        is_reached = [shown(reading, client, name, query) for name, query in VIEWS.items()]
        is_reached.append(repaired(reading, client))
        deed(reading, client)
    return 0 if all(is_reached) else 1


VIEWS = {
    "first page": {},
    "page in the middle": {"side": "6"},
    "last page": {"side": "11"},
    "goals alone": {"vis": "goal"},
    "pictures": {"kilde": "sider", "side": "6"},
}


def seed() -> tuple[Any, Any]:
    """The document, and a consultant's browser."""
    from django.test import Client

    from retning.apps.organisation.enums import Role
    from retning.apps.strategy.enums import PassageKind
    from retning.apps.strategy.models import Passage
    from tests.factories import drafts
    from tests.factories import organisation as org
    from tests.helpers.typeset import STRATEGY, as_pdf

    municipality = org.municipality_of("187")
    consultant = org.user("Karl Konsulent")
    org.membership(consultant, municipality, Role.CONSULTANT)
    prose = "Vi bor tæt, og vi vil bo tæt på skov, sø og hinanden, også når vi bliver flere. "
    pages = [
        [
            prose * 6,
            *(
                f"Side {page}, mål {number}: mindst {number} % flere unge skal tage en uddannelse, "
                "og kommunen skal være blandt de 25 % bedste i landet senest i 2028."
                for number in range(1, 5)
            ),
        ]
        for page in range(1, PAGES + 1)
    ]
    reading = drafts.printed_document(municipality, pages, file=as_pdf(STRATEGY), name="lang.pdf")
    Passage.drafts.filter(text__startswith="Vi bor").update(kind=PassageKind.NARRATIVE)
    aim_and_repair(reading)
    client = Client(SERVER_NAME=HOST)
    client.force_login(consultant, backend="django.contrib.auth.backends.ModelBackend")
    return reading, client


def aim_and_repair(reading: Any) -> None:
    """Targets in every goal, and every word that begins with v, s or u repaired."""
    import re

    from retning.apps.strategy.models import Passage, Reading
    from retning.apps.strategy.queries.letters import Source
    from retning.apps.strategy.services.passages import said_by_source, targets_read
    from retning.core.danish.repairs import Repair, RepairRule

    words = list(re.finditer(r"\b[vsu]\w+", reading.source_text))
    repairs = [
        Repair(word.start(), word.end(), word[0], word[0], 0.9, RepairRule.MISREAD)
        for word in words
    ]
    rows = [[r.start, r.end, r.before, r.after, r.confidence, r.rule.value] for r in repairs]
    Reading.drafts.filter(pk=reading.pk).update(repairs=rows)
    source = Source(reading.source_text, repairs, frozenset(), [])
    passages = list(Passage.drafts.filter(reading=reading))
    for passage in passages:
        for name, value in {
            **said_by_source(passage, source),
            **targets_read(passage, reading),
        }.items():
            setattr(passage, name, value)
    names = ["text", "letters", "targets", "target_confidence", "targets_edited"]
    Passage.drafts.bulk_update(passages, names, batch_size=100)
    figure("repaired words", len(repairs), "")
    figure("targets", sum(len(passage.targets) for passage in passages), "")


def address(reading: Any, name: str = "review") -> str:
    from django.urls import reverse

    return reverse(f"staff:{name}", args=[reading.pk])


def shown(reading: Any, client: Any, name: str, query: dict[str, str]) -> bool:
    """The cost of one view of the review; whether it keeps within its bars."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.helpers.queries import counted

    page = address(reading)
    with CaptureQueriesContext(connection) as context:
        answer = client.get(page, query)
    assert answer.status_code == 200, answer.status_code
    part, weight = {"X-Retning-Part": "1"}, len(gzip.compress(answer.content))
    within = [
        claim(f"{name}, queries", len(counted(context)), at_most=QUERIES),
        claim(f"{name}, compressed", weight, "bytes", at_most=KILOBYTES),
    ]
    figure(f"{name}, CPU", seconds(lambda: client.get(page, query)) * 1000, "ms")
    figure(
        f"{name}, CPU for the script",
        seconds(lambda: client.get(page, query, headers=part)) * 1000,
        "ms",
    )
    return all(within)


def repaired(reading: Any, client: Any) -> bool:
    """The cost of the list of repaired letters."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.helpers.queries import counted

    page = address(reading, "repairs")
    with CaptureQueriesContext(connection) as context:
        answer = client.get(page)
    assert answer.status_code == 200, answer.status_code
    within = [
        claim("repaired letters, queries", len(counted(context)), at_most=QUERIES),
        claim(
            *("repaired letters, compressed", len(gzip.compress(answer.content)), "bytes"),
            at_most=KILOBYTES,
        ),
    ]
    figure("repaired letters, CPU", seconds(lambda: client.get(page)) * 1000, "ms")
    return all(within)


def deed(reading: Any, client: Any) -> None:
    """A deed and the page after it, as the script asks for them."""
    passage = reading.passages.all()[200].pk
    send = address(reading, "passage_deeds")
    part = {"X-Retning-Part": "1"}
    turn = iter(range(10_000))

    def once() -> None:
        name = "unaccept" if next(turn) % 2 else "accept"
        answer = client.post(send, {name: passage}, headers=part, follow=True)
        assert answer.status_code == 200, answer.status_code

    figure("a deed and its answer, CPU", seconds(once) * 1000, "ms")


def seconds(ask: Any) -> float:
    """CPU seconds of one request: the median of the batches."""
    for _ in range(WARM_UP):
        ask()
    batches = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(REQUESTS):
            ask()
        batches.append((time.process_time() - began) / REQUESTS)
    return statistics.median(batches)


if __name__ == "__main__":
    raise SystemExit(main())
