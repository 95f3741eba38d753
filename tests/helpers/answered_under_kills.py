"""Responses to a hearing under kills: the run over real HTTP, and the reckoning afterwards.

    reckoning = answer_under_kills(folder, kills=1_000, seed=23)
    assert reckoning.failures == []

Each poster opens the form, writes, sends, and sends the same copy again until somebody answers, as
browsers and people do; now and then it sends twice (a double click). Mails go to a mail server
that keeps them all.
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.helpers.processes import Installation, Killer, installation
from tests.helpers.smtp import MailServer, mail_server
from tests.helpers.visitor import HIDDEN, Answer, Unanswered, Visitor

VICTIMS = ("page", "page", "web", "worker", "worker")
CHEAP = "/robots.txt"
MARKUP = re.compile(r"<(script|style|nav|header|footer).*?</\1>|<[^>]+>", re.DOTALL)
TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)+.*$", re.MULTILINE)
LAST_ERRORS = 5
BREATH_SECONDS = 0.1


@dataclass
class Poster:
    """One who answers again and again. `kept` is what was acknowledged, by its name."""

    visitor: Visitor
    who: int
    form: dict[str, Any]
    stop: threading.Event
    kept: dict[str, str] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Answer until told to stop, and finish the answer at hand."""
        chance = random.Random(self.who)
        number = 0
        while not self.stop.is_set():
            number += 1
            self._answer(f"Svar {self.who}-{number}", twice=chance.random() < 0.1)

    def _answer(self, name: str, *, twice: bool) -> None:
        address = f"/hoering/{self.form['slug']}/svar/"
        page = self._sure("GET", address, {})
        if page.status != 200:
            self.problems.append(f"{name}: its form {_told(page)}")
            return
        said = dict(HIDDEN.findall(page.body.decode())) | {
            self.form["field"]: f"{name}: mere lys på stien.",
            "kind": "citizen",
            "name": name,
            "email": mailbox(name),
        }
        for _ in range(1 + twice):
            answer = self._sure("POST", address, said)
            if answer.status != 303:
                self.problems.append(f"{name}: {_told(answer)}")
            elif self.kept.setdefault(name, answer.location) != answer.location:
                self.problems.append(f"{name}: two receipts")

    def _sure(self, method: str, address: str, said: dict[str, str]) -> Answer:
        """Ask until somebody answers."""
        while True:
            try:
                return (
                    self.visitor.post(address, said)
                    if method == "POST"
                    else self.visitor.get(address)
                )
            except Unanswered:
                self.met[f"no answer to {method}"] += 1
                time.sleep(BREATH_SECONDS)


@dataclass
class Reckoning:
    """What was acknowledged and what is there. `failures` is empty where all is well."""

    kills: Counter[str]
    acknowledged: int
    met: Counter[str]
    slowest: float
    mails_twice: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    mails_lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        named = {
            "lost": self.lost,
            "doubled": self.doubled,
            "mail lost": self.mails_lost,
            "problem": self.problems,
        }
        return [f"{name}: {line}" for name, lines in named.items() for line in lines]


def _told(answer: Answer) -> str:
    """An answer that should not be, for whoever reads of it: its status and what it says."""
    words = MARKUP.sub(" ", answer.text)
    return f"{answer.status}: {' '.join(words.split())[:400]}"


def mailbox(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def answer_under_kills(
    folder: Path,
    *,
    kills: int,
    seed: int,
    posters: int = 8,
    pause: tuple[float, float] = (0.05, 1.0),
) -> Reckoning:
    """Let `posters` answer while `kills` processes of `retning serve` are killed at random moments
    (`pause` in seconds); then let them finish, wait for the last mail, and count."""
    with mail_server() as mails:
        settings = {
            "RETNING_MUNICIPALITY": "187",
            "RETNING_MAIL_URL": mails.url,
            "RETNING_MAIL_FROM": "retning@example.org",
        }
        with installation(folder, prepare=(), **settings) as site:
            form = json.loads(site.python("-m", "tests.helpers.heard_site").splitlines()[-1])
            site.start("serve")
            site.wait_until_answers(CHEAP)
            stop = threading.Event()
            team = [Poster(Visitor(site.url), who, form, stop) for who in range(1, posters + 1)]
            killer = Killer(site, seed=seed)
            _work_under(killer, team, stop, kills=kills, pause=pause)
            site.wait_for(lambda: not _waiting(site), "the last mail", every=0.2)
            rows = site.query("SELECT id, name FROM hearing_response")
            said = site.query("SELECT response_id, text FROM hearing_comment")
            queued = site.query('SELECT "to", message_id, state FROM outbox_outgoingmail')
            errors = TRACEBACK.findall(site.log)
    reckoning = Reckoning(
        kills=Counter(killer.kills),
        acknowledged=sum(len(one.kept) for one in team),
        met=sum((one.met for one in team), Counter()),
        slowest=max(one.visitor.slowest for one in team),
        problems=_problems(team, errors),
    )
    told = {name for one in team for name in one.kept}
    reckon(reckoning, told, rows=rows, said=said, queued=queued)
    reckon_mails(reckoning, mails, queued)
    return reckoning


def _problems(team: Sequence[Poster], errors: Sequence[str]) -> list[str]:
    """What should not have been, and beside it what the site said of errors meanwhile (those alone
    are none: who is killed may say so)."""
    found = [problem for one in team for problem in one.problems]
    return [*found, *errors[-LAST_ERRORS:]] if found else []


def _work_under(
    killer: Killer,
    team: Sequence[Poster],
    stop: threading.Event,
    *,
    kills: int,
    pause: tuple[float, float],
) -> None:
    with ThreadPoolExecutor(len(team)) as threads:
        at_work = [threads.submit(one.work) for one in team]
        try:
            killer.run(
                kills=kills,
                victims=VICTIMS,
                pause=pause,
                between=lambda: killer.site.wait_until_answers(CHEAP),
            )
        finally:
            stop.set()
        for one in at_work:
            one.result()


def _waiting(site: Installation) -> int:
    rows = site.query("SELECT count(*) FROM outbox_outgoingmail WHERE state = 'waiting'")
    return int(rows[0][0])


def reckon(
    reckoning: Reckoning,
    told: set[str],
    *,
    rows: Sequence[tuple[Any, ...]],
    said: Sequence[tuple[Any, ...]],
    queued: Sequence[tuple[Any, ...]],
) -> None:
    """Compare the receipts with the responses, their comments, and the mails that were queued."""
    there = Counter(name for _pk, name in rows)
    comments = Counter(pk for pk, _text in said)
    mails = Counter(to for to, _message_id, _state in queued)
    reckoning.lost += [name for name in sorted(told) if not there[name]]
    reckoning.doubled += [f"{name}: {n} responses" for name, n in there.items() if n > 1]
    for pk, name in rows:
        if comments[pk] == 0:
            reckoning.lost.append(f"{name}: its comment")
        elif comments[pk] > 1:
            reckoning.doubled.append(f"{name}: {comments[pk]} comments")
        if mails[mailbox(name)] == 0:
            reckoning.mails_lost.append(f"{name}: never queued")
        elif mails[mailbox(name)] > 1:
            reckoning.doubled.append(f"{name}: {mails[mailbox(name)]} mails queued")


def reckon_mails(
    reckoning: Reckoning, mails: MailServer, queued: Sequence[tuple[Any, ...]]
) -> None:
    """Each queued mail has come at least once; what came twice is the same mail by its id, and at
    most one for each worker that was killed."""
    came: dict[str, Counter[str]] = {}
    for mail in mails.received:
        came.setdefault(mail.recipients[0], Counter())[str(mail.message["Message-ID"])] += 1
    for to, message_id, state in queued:
        found = came.get(to, Counter())
        if state != "sent" or not found:
            reckoning.mails_lost.append(f"{to}: {state}, came {sum(found.values())} times")
        if set(found) - {message_id}:
            reckoning.doubled.append(f"{to}: mails with other ids")
        reckoning.mails_twice += max(0, sum(found.values()) - 1)
    if reckoning.mails_twice > reckoning.kills["worker"]:
        reckoning.problems.append(f"{reckoning.mails_twice} mails twice")
