"""The last hour: 10,000 comments in ten minutes from 200 addresses on SQLite, p99 under 1 s.

    python -m benchmarks.hearing_last_hour [--count 10000] [--seconds 600]

A real `retning serve` behind what says X-Forwarded-For, as a proxy does. Each sender opens the
reading room, sends its whole form as a browser does (multipart, every field of a text of twenty
goals, one of them written in; on a copy whose proof was worked out beforehand, in a browser's
place), and reads the receipt; some look at the hearing. Senders come at their time whether others
wait or not. Every answer is timed from when it was asked for, and each kind of answer is judged
for itself; so is how long a sender waited before it could ask. Receipts go out as mails meanwhile.
All of it, senders and mail server too, is held to two cores.
Fewer comments in fewer seconds are a rehearsal: `--count 500 --seconds 30`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks._claims import claim, figure, load
from benchmarks.hearing_post import BOUNDARY, body
from tests.helpers.answered_under_kills import CHEAP, mailbox
from tests.helpers.fields import fields_of
from tests.helpers.processes import Installation, installation
from tests.helpers.smtp import mail_server

COUNT, SECONDS = 10_000, 600.0
ADDRESSES = 200
HANDS = 48
"""So many senders can be served at once by this program; more than that is never needed."""
LOOKS = 4
"""One of so many senders looks at the hearing first."""
CORES = 2
P99_SECONDS = 1.0
PROXIED = {"X-Forwarded-Proto": "https"}
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass
class Met:
    """What the senders met: seconds of each answer by what was asked, statuses, receipts."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    receipts: dict[str, str] = field(default_factory=dict)
    late: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float, status: int) -> None:
        with self.lock:
            self.seconds.setdefault(what, []).append(seconds)
            self.statuses[f"{what} {status}"] += 1


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    given = parser.parse_args(arguments)
    # What is started from here on is held to the same cores.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder, mail_server() as mails:
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/retning.sqlite3",
            "RETNING_MUNICIPALITY": "187",
            "RETNING_HTTPS": "behind-proxy",
            "RETNING_MAIL_URL": mails.url,
            "RETNING_MAIL_FROM": "retning@example.org",
        }
        with installation(Path(folder), prepare=(), **settings) as site:
            asked = ("-m", "tests.helpers.heard_site", "--copies", str(given.count))
            form = json.loads(site.python(*asked).splitlines()[-1])
            site.start("serve")
            site.wait_for(lambda: site.get(CHEAP, headers=PROXIED)[0], "an answer")
            form["fields"] = drawn(site, form)
            met, took = send_all(site, form, seconds=given.seconds)
            kept = Counter(name for (name,) in site.query("SELECT name FROM hearing_response"))
            said = site.query("SELECT count(*) FROM hearing_comment")[0][0]
            began = time.monotonic()
            waits = "SELECT count(*) FROM outbox_outgoingmail WHERE state = 'waiting'"
            site.wait_for(lambda: site.query(waits)[0][0] == 0, "the last mail", every=0.5)
            figure("the last mail after the last comment", time.monotonic() - began, "s")
        come = Counter(mail.recipients[0] for mail in mails.received)
    return 0 if show(met, given.count, took, kept, int(said), come) else 1


def drawn(site: Installation, form: Mapping[str, Any]) -> dict[str, str]:
    """Every field of the reading room, with what stands in it. Each sender gets the same ones: a
    browser, too, has them from the page at no cost to the site."""
    status, page = site.get(room_of(form), headers=PROXIED)
    fields = fields_of(page.decode())
    if status != 200 or form["field"] not in fields:
        raise RuntimeError(f"the reading room: {status}")
    figure("fields in the form", len(fields))
    return fields


def room_of(form: Mapping[str, Any]) -> str:
    return f"/hoering/{form['slug']}/svar/"


def send_all(site: Installation, form: Mapping[str, Any], *, seconds: float) -> tuple[Met, float]:
    """Let every sender come at their time; what they met, and how long it took."""
    met, count = Met(), len(form["copies"])
    began = time.monotonic() + 5
    # Copies were drawn moments ago, and nobody writes that fast.
    with ThreadPoolExecutor(HANDS) as hands:
        for number in range(count):
            at = began + seconds * number / count
            time.sleep(max(0.0, at - time.monotonic()))
            hands.submit(_send, site, form, number, at, met)
    return met, time.monotonic() - began


def _send(site: Installation, form: Mapping[str, Any], number: int, at: float, met: Met) -> None:
    met.late = max(met.late, time.monotonic() - at)
    name, room = f"Svar {number}", room_of(form)
    headers = PROXIED | {"X-Forwarded-For": f"192.0.2.{number % ADDRESSES}"}
    if number % LOOKS == 0:
        _ask(site, "hearing", "GET", f"/hoering/{form['slug']}/", headers, met)
    _ask(site, "reading room", "GET", room, headers, met)
    said = form["fields"] | form["copies"][number]
    said |= {
        form["field"]: f"{name}: mere lys på stien, og en bænk ved søen.",
        "kind": "citizen",
        "name": name,
        "email": mailbox(name),
    }
    receipt = _ask(site, "sent", "POST", room, headers, met, body(said))
    if receipt:
        with met.lock:
            met.receipts[name] = receipt
        _ask(site, "receipt", "GET", receipt, headers, met)


def _ask(
    site: Installation,
    what: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    met: Met,
    content: bytes | None = None,
) -> str:
    """One question; where a redirect leads. A status of 0 is no answer at all."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=120)
    kind = {"Content-Type": MULTIPART} if content else {}
    began = time.monotonic()
    try:
        connection.request(method, path, body=content, headers={**headers, **kind})
        answer = connection.getresponse()
        answer.read()
        status, location = answer.status, urlsplit(answer.headers.get("Location", "")).path
    except (OSError, http.client.HTTPException):
        status, location = 0, ""
    finally:
        connection.close()
    met.note(what, time.monotonic() - began, status)
    return location if status == 303 else ""


def show(
    met: Met, count: int, took: float, kept: Counter[str], said: int, come: Counter[str]
) -> bool:
    cores = len(os.sched_getaffinity(0))
    print(f"{count} comments from {ADDRESSES} addresses in {took:.0f} s on {cores} cores; {load()}")
    print(", ".join(f"{what}: {times}" for what, times in sorted(met.statuses.items())))
    for what, seconds in sorted(met.seconds.items()):
        figure(f"{what}, middle", of_100(seconds, 50), "s")
        figure(f"{what}, slowest", max(seconds), "s")
    lost = [name for name in met.receipts if kept[name] != 1]
    return all(
        [
            claim("comments acknowledged", len(met.receipts), at_least=count),
            claim("acknowledged and not there exactly once", len(lost), at_most=0),
            claim("comments in the database", said, at_least=count),
            claim("mails lost", sum(not come[mailbox(name)] for name in met.receipts), at_most=0),
            claim("a sender waited to be sent at most", met.late, "s", at_most=P99_SECONDS),
            *(
                claim(f"{what}, 99 of 100 within", of_100(seconds, 99), "s", at_most=P99_SECONDS)
                for what, seconds in sorted(met.seconds.items())
            ),
        ]
    )


def of_100(seconds: Sequence[float], rank: int) -> float:
    """Within how many seconds `rank` of 100 answers came."""
    return sorted(seconds)[len(seconds) * rank // 100]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
