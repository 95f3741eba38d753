"""Uploads and publishing under kills: the run, and the reckoning afterwards.

reckoning = publish_under_kills(folder, kills=200, seed=187)
assert reckoning.lost == reckoning.doubled == reckoning.half_made == []
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.helpers.processes import Installation, Killer, installation
from tests.helpers.publishers import Publisher, Work
from tests.helpers.visitor import Visitor

# Migrates, builds the demonstration's organisation, prints its consultant's e-mail and password.
ORGANISATION = """
import django, json
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
from retning.config.demo.organisation import PASSWORD, build_organisation
from retning.foundation import clock
built = build_organisation(now=clock.now())
print(json.dumps([built.consultant.email, PASSWORD]))
"""
VICTIMS = ("page", "page", "page", "page", "web", "worker", "worker", "worker")
CHEAP = "/robots.txt"  # the front page shows every strategy there is
DONE = re.compile(r"Job \S+ (\S+) attempt \d+: done in")


@dataclass
class Reckoning:
    """What was promised and what is there. The three lists are empty where all is well."""

    kills: Counter[str]
    works: list[Work]
    met: Counter[str]
    facts: dict[str, Any]
    slowest: float = 0.0  # seconds that the slowest answer took
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half_made: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def uploads(self) -> int:
        return sum(work.is_uploaded for work in self.works)

    @property
    def takings_over(self) -> int:
        return sum(work.is_taken_over for work in self.works)

    @property
    def publications(self) -> int:
        return sum(work.is_published for work in self.works)

    @property
    def losses(self) -> int:
        """How often a worker was killed with a job at hand."""
        return sum(int(job["losses"]) for job in self.facts["jobs"])

    @property
    def failures(self) -> list[str]:
        named = {
            "lost": self.lost,
            "doubled": self.doubled,
            "half-made": self.half_made,
            "problem": self.problems,
        }
        return [f"{name}: {line}" for name, lines in named.items() for line in lines]


def publish_under_kills(
    folder: Path,
    *,
    kills: int,
    seed: int,
    publishers: int = 4,
    pause: tuple[float, float] = (0.05, 1.5),
) -> Reckoning:
    """Let `publishers` consultants work while `kills` processes of `retning serve` are killed at
    random moments (`pause` in seconds); then let them finish, and count."""
    # What a killed web process leaves in the folder for temporary files must be seen too.
    temporary = folder / "temporary"
    temporary.mkdir()
    settings = {"RETNING_MUNICIPALITY": "187", "TMPDIR": str(temporary)}
    with installation(folder, prepare=(), **settings) as site:
        login = with_consultant(site)
        site.start("serve")
        site.wait_until_answers(CHEAP)
        stop, numbers = threading.Event(), list(range(10_000, 0, -1))
        team = [Publisher(Visitor(site.url), numbers, stop) for _ in range(publishers)]
        for one in team:
            one.visitor.log_in(*login)
        killer = Killer(site, seed=seed)
        _work_under(killer, team, stop, kills=kills, pause=pause)
        facts = json.loads(site.python("-m", "tests.helpers.tally"))
        log = site.log
    facts["temporary_files"] = left_lying(temporary)
    reckoning = Reckoning(
        kills=Counter(killer.kills),
        works=[work for one in team for work in one.done],
        met=sum((one.met for one in team), Counter()),
        facts=facts,
        slowest=max(one.visitor.slowest for one in team),
        problems=[problem for one in team for problem in one.problems],
    )
    reckon(reckoning, log)
    return reckoning


def left_lying(folder: Path) -> list[str]:
    """The files in a folder for temporary ones, those apart by which Python itself tries whether
    it may write there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if path.read_bytes() not in {b"", b"blat"})


def _work_under(
    killer: Killer,
    team: Sequence[Publisher],
    stop: threading.Event,
    *,
    kills: int,
    pause: tuple[float, float],
) -> None:
    """Kill while the team works; then let each finish the document at hand."""

    def until_it_answers() -> None:
        # A site that is always down proves nothing: each pause begins when it answers.
        killer.site.wait_until_answers(CHEAP)

    with ThreadPoolExecutor(len(team)) as threads:
        at_work = [threads.submit(one.work) for one in team]
        try:
            killer.run(kills=kills, victims=VICTIMS, pause=pause, between=until_it_answers)
        finally:
            stop.set()
        for one in at_work:
            one.result()


def with_consultant(site: Installation) -> tuple[str, str]:
    """Migrate a site and give it the demonstration's organisation; its consultant's login."""
    email, password = json.loads(site.python("-c", ORGANISATION).splitlines()[-1])
    return email, password


def reckon(reckoning: Reckoning, log: str) -> None:
    """Compare what the consultants were told with what is there."""
    facts = reckoning.facts
    for work in reckoning.works:
        _reckon_work(work, reckoning)
    told = {work.sha256 for work in reckoning.works}
    for reading in facts["readings"]:
        _reckon_reading(reading, reckoning)
        if reading["sha256"] not in told:
            reckoning.half_made.append(f"reading {reading['id']} of a document nobody sent")
    owners = Counter(reading["strategy"] for reading in facts["readings"])
    for strategy in facts["strategies"]:
        _reckon_strategy(strategy, owners[strategy["key"]], reckoning)
    for number, times in Counter(DONE.findall(log)).items():
        if times > 1:
            reckoning.doubled.append(f"job {number} was done {times} times")
    for job in facts["jobs"]:
        # An edition's files are made after it is public, when nobody waits for a document.
        is_later = job["key"].startswith("rendition:") and job["state"] in {"waiting", "running"}
        if job["state"] != "done" and not is_later:
            reckoning.half_made.append(f"job {job['key']} is {job['state']}")
    if facts["sets_without_edition"]:
        reckoning.half_made.append(f"{facts['sets_without_edition']} frozen sets without edition")
    if facts["temporary_files"]:
        reckoning.half_made.append(f"temporary files: {', '.join(facts['temporary_files'])}")


def _reckon_work(work: Work, reckoning: Reckoning) -> None:
    """One document: there once, and as far as its consultant was told."""
    found = [one for one in reckoning.facts["readings"] if one["sha256"] == work.sha256]
    if len(found) > 1:
        reckoning.doubled.append(f"document {work.number} has {len(found)} readings")
    if work.reading and work.reading not in [one["id"] for one in found]:
        reckoning.lost.append(f"document {work.number}, received as {work.reading}")
    if not work.strategy:
        return
    if [one["strategy"] for one in found] != [work.strategy]:
        reckoning.lost.append(f"document {work.number}, taken over into {work.strategy}")
    held = [one for one in reckoning.facts["strategies"] if one["key"] == work.strategy]
    editions = [edition["number"] for one in held for edition in one["editions"]]
    if work.edition and editions.count(work.edition) != 1:
        reckoning.lost.append(f"edition {work.edition} of {work.strategy}: there are {editions}")


def _reckon_reading(reading: dict[str, Any], reckoning: Reckoning) -> None:
    name = f"reading {reading['id']} ({reading['state']})"
    if not reading["is_file_whole"]:
        reckoning.half_made.append(f"{name} has not its file")
    if reading["state"] not in {"read", "taken_over"}:
        reckoning.half_made.append(f"{name} was never read")
    if reading["passages"] > reading["expected"]:
        line = f"{name} has {reading['passages']} passages, not {reading['expected']}"
        reckoning.doubled.append(line)
    elif not reading["is_exact"]:
        reckoning.half_made.append(f"{name} has other passages than its text")
    if (reading["jobs"], reading["received"]) != (1, 1):
        line = f"{name}: {reading['jobs']} jobs, received {reading['received']} times"
        reckoning.doubled.append(line)
    is_taken_over = reading["state"] == "taken_over"
    if is_taken_over != bool(reading["strategy"]) or reading["taken_over"] != int(is_taken_over):
        reckoning.half_made.append(f"{name}: strategy {reading['strategy'] or 'none'}")
    strategies = {one["key"]: one["kinds"] for one in reckoning.facts["strategies"]}
    if is_taken_over and strategies.get(reading["strategy"]) != reading["kinds"]:
        reckoning.half_made.append(f"{name} has become a strategy of other parts")


def _reckon_strategy(strategy: dict[str, Any], readings: int, reckoning: Reckoning) -> None:
    name = f"strategy {strategy['title']}"
    if readings != 1 or strategy["created"] != 1:
        reckoning.half_made.append(f"{name} comes from {readings} documents")
    if len(strategy["editions"]) > 1:
        reckoning.doubled.append(f"{name} has {len(strategy['editions'])} editions")
    rows = 1 + sum(strategy["kinds"].values())
    for edition in strategy["editions"]:
        if edition["damage"] or edition["rows"] != rows or edition["published"] != 1:
            reckoning.half_made.append(f"{name}: edition {edition}, {rows} rows expected")
