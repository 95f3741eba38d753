"""What it takes to serve: memory of pages, worker and the whole, and time from start to first page.

The start stands beside that of the smallest Django site under the same web server. What is served
is the demonstration, as an installed one (static files gathered, code compiled). Memory is MiB as
the kernel counts it: RSS with shared pages in each process, PSS with them divided among those
who share them. Time is from `exec` to the first page with status 200, the median of five taken by
turns; a busy machine stretches it, so CPU seconds (of the server and its pages) stand beside it.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks._claims import claim, figure, load
from tests.helpers.documents import strategy_html
from tests.helpers.processes import Installation, installation, memory
from tests.helpers.publishers import DOCUMENTS
from tests.helpers.visitor import Upload, Visitor

STARTS, REQUESTS = 5, 400
PAGE_MIB, START_SECONDS = 100, 2.0
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LOGIN = """
import django, json
django.setup()
from retning.apps.organisation.enums import Role
from retning.config.demo.organisation import PASSWORD, email_of
print(json.dumps([email_of(Role.CONSULTANT), PASSWORD]))
"""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """One cold start, in seconds."""

    waited: float
    cpu: float


def main() -> int:
    build = ("demo", "--build-only")
    demo = {"RETNING_MODE": "demo", "RETNING_MUNICIPALITY": "187"}
    with (
        tempfile.TemporaryDirectory(prefix="retning-bench-") as folder,
        installation(Path(folder), prepare=build, **demo) as site,
    ):
        is_reached = [show_starts(site), show_memory(site)]
    return 0 if all(is_reached) else 1


def show_starts(site: Installation) -> bool:
    """Print cold starts of `retning web` and of a bare site; whether ours is soon enough."""
    bare = [sys.executable, "-m", "benchmarks._bare_site", str(site.port)]
    ours = [sys.executable, "-m", "retning.config.cli", "web"]
    starts: dict[str, list[Start]] = {"bare": [], "ours": []}
    for number in range(-1, STARTS):  # the first compiles, and is not counted
        for name, command in (("bare", bare), ("ours", ours)):
            start = cold_start(site, command)
            if number >= 0:
                starts[name].append(start)
    waited = {name: statistics.median(one.waited for one in all_) for name, all_ in starts.items()}
    cpu = {name: statistics.median(one.cpu for one in all_) for name, all_ in starts.items()}
    print(f"from start to first page, {load()}")
    figure("cold start, bare site", waited["bare"], "s")
    figure("cold start, bare site, CPU", cpu["bare"], "s")
    figure("cold start", waited["ours"], f"s, {waited['ours'] / waited['bare']:.1f} × bare")
    return claim("cold start, CPU", cpu["ours"], "s", at_most=START_SECONDS)


def cold_start(site: Installation, command: Sequence[str]) -> Start:
    began = time.monotonic()
    process = site.start(program=command)
    try:
        site.wait_for(lambda: site.get("/")[0] == 200, "a first page", seconds=60, every=0.005)
        waited = time.monotonic() - began
        return Start(waited, sum(cpu_seconds(number) for number in site.processes()))
    finally:
        process.terminate()
        process.wait(timeout=20)


def cpu_seconds(process_id: int) -> float:
    """CPU seconds that a process has used, its ended children's included."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[number]) for number in (11, 12, 13, 14)) / TICKS


def show_memory(site: Installation) -> bool:
    """Print what `retning serve` holds after work; whether each page process keeps its limit."""
    site.start("serve")
    site.wait_until_answers(seconds=60)
    worker_before = memory(site.find("worker"))
    addresses = public_pages(site)
    served = visit(site, addresses)
    print(f"after {served} pages of {len(kinds(addresses))} kinds in two languages:")
    read_one(site)
    rows = [
        (role, number, memory(number))
        for role in ("serve", "web", "page", "worker")
        for number in site.in_role(role)
    ]
    print(f"{'process':10} {'RSS MiB':>8} {'PSS MiB':>8}")
    for role, _, held in rows:
        print(f"{role:10} {held['rss']:8.1f} {held['pss']:8.1f}")
    pages = [held for role, _, held in rows if role == "page"]
    figure("a page process, PSS", max(held["pss"] for held in pages), "MiB")
    most = max(held["highest"] for held in pages)
    figure("a page process at its highest, in a login (argon2), RSS", most, "MiB")
    figure("the worker before any work, RSS", worker_before["rss"], "MiB")
    worker = next(held for role, _, held in rows if role == "worker")
    figure("the worker after a document of 1 MB, RSS", worker["rss"], "MiB")
    figure("all of `retning serve`, PSS", sum(held["pss"] for _, _, held in rows), "MiB")
    most = max(held["rss"] for held in pages)
    return claim("a page process, RSS", most, "MiB", at_most=PAGE_MIB)


def public_pages(site: Installation) -> list[str]:
    """Every address of the public pages that links lead to, both languages."""
    visitor = Visitor(site.url)
    found, todo = set(), ["/", "/en/"]
    while todo:
        path = todo.pop()
        answer = visitor.get(path)
        if answer.status != 200:
            continue
        found.add(path)
        linked = {urlsplit(link).path for link in LINK.findall(answer.text)}
        todo += sorted(
            link
            for link in linked - found - set(todo)
            if not link.startswith(("/static/", "/arbejde/", "/en/arbejde/"))
        )
    return sorted(found)


def kinds(addresses: Sequence[str]) -> set[str]:
    """The addresses with what names one thing left out, Danish and English as one."""
    return {KEY.sub("…", path.removeprefix("/en")) for path in addresses}


def visit(site: Installation, addresses: Sequence[str]) -> int:
    """Ask for every page in turn, four visitors at a time, each anew; how many were answered."""
    visitor = Visitor(site.url)
    wanted = [addresses[number % len(addresses)] for number in range(max(REQUESTS, len(addresses)))]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(visitor.get, wanted))
    wrong = [answer.status for answer in answers if answer.status != 200]
    assert not wrong, f"pages were answered with {wrong}"
    return len(answers)


def read_one(site: Installation) -> None:
    """Have the worker read a document of about 1 MB."""
    visitor = Visitor(site.url, timeout=60)
    email, password = json.loads(site.python("-c", LOGIN).splitlines()[-1])
    visitor.log_in(email, password)
    data = strategy_html(1, areas=60, paragraphs=28).encode()
    answer = visitor.send(f"{DOCUMENTS}nyt/", {}, document=Upload("stor.html", data))
    assert answer.status == 302, answer.text[:2000]
    site.wait_for(
        lambda: visitor.get(answer.location).location.endswith("/gennemgang/"),
        "the document to be read",
        seconds=120,
        every=0.5,
    )


if __name__ == "__main__":
    raise SystemExit(main())
