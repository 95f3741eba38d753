"""What people tell of themselves stands in the rows that are for it, and nowhere else: not in a
log, an address, a mail's subject, the audit trail, a job, a session. Planted through every door of
a real site over real HTTP, then looked for everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from retning.foundation.clock import date_in_denmark
from tests.helpers.planting import CPR, EMAIL, NAME, PASSWORD, PHONE, TEXT, traces_in
from tests.helpers.processes import Installation, installation
from tests.helpers.replay import Replayer, Reply, replay
from tests.helpers.smtp import MailServer, mail_server
from tests.helpers.visitor import HIDDEN, Answer, Visitor

# Where it belongs: rows that the registry of retention knows, and a mail to the one it is about.
BELONGS = re.compile(
    r"hearing\.(Response\.(name|organisation|on_behalf_of|email|source_note)|Comment\.(text|suggestion"
    r"|shown_text|shown_suggestion)|ResponseFile\.name|Invitation\.(name|email|note)|Follower\.email"
    r"|SignUp\.(name|email)|AbuseReport\.text|SubjectRequest\.(asker|reason))"
    r"|outbox\.OutgoingMail\.(to|text|html|last_error)|attachments\.Attachment\.name"
)

# The round of the record that a worker makes every five minutes.
KEEP_RECORD = """
import django
django.setup()
from retning.apps.hearing.services.journal import JOBS, make_entries, queue_deliveries
from retning.foundation import clock
make_entries(by=JOBS, now=clock.now())
queue_deliveries(by=JOBS, now=clock.now())
"""


@dataclass
class Walker(Visitor):
    """A visitor that keeps every address it is led to."""

    addresses: list[str] = field(default_factory=list)

    def _ask(self, method: str, path: str, *args: Any, **named: Any) -> Answer:
        answer = super()._ask(method, path, *args, **named)
        self.addresses += [path, answer.headers.get("location", "")]
        self.addresses += re.findall(
            r'(?:href|src|action)="([^"]*)"', answer.body.decode("latin-1")
        )
        return answer

    def fill(self, path: str, **fields: str) -> Answer:
        """A form that everyone can send: its hidden fields and these."""
        hidden = dict(HIDDEN.findall(self.get(path).body.decode()))
        return self.post(path, hidden | fields)


@dataclass
class Planted:
    """What is left of a day on which everything personal was told."""

    site: Installation
    facts: dict[str, Any]
    mails: MailServer
    receiver: Replayer
    citizen: Walker
    staff: Walker


def seeded(site: Installation) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        site.python("-m", "tests.helpers.planting", "seed").splitlines()[-1]
    )
    return told


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("planted")
    with mail_server() as mails, replay() as receiver:
        # Both answer with what they were told, as such systems do.
        mails.recipient_answer = f"550 5.1.1 <{EMAIL}> {NAME}: user unknown"
        receiver.on("POST /journal", Reply(500, TEXT.encode()))
        settings = {
            "RETNING_MUNICIPALITY": "187",
            "RETNING_MAIL_URL": mails.url,
            "RETNING_JOURNAL": f"{receiver.url}/journal",
        }
        with installation(folder, **settings) as site:
            facts = seeded(site)
            site.start("serve")
            site.wait_until_answers("/robots.txt")
            day = Planted(site, facts, mails, receiver, Walker(site.url), Walker(site.url))
            told_by_citizens(day)
            told_by_staff(day)
            badly_sent(day)
            site.python("-c", KEEP_RECORD)
            site.wait_for(lambda: not waiting(site), "an end of all that waits")
            yield day


def waiting(site: Installation) -> bool:
    """Whether a mail, or the record, has not been tried yet."""
    (mails,) = site.query("SELECT COUNT(*) FROM outbox_outgoingmail WHERE state = 'waiting'")
    (made,) = site.query("SELECT COUNT(*) FROM hearing_journalentry")
    (tried,) = site.query("SELECT COUNT(*) FROM hearing_journalentry WHERE attempts > 0")
    return bool(mails[0]) or not made[0] or not tried[0]


def told_by_citizens(day: Planted) -> None:
    facts, citizen = day.facts, day.citizen
    place = f"/hoering/{facts['slug']}"
    sent = citizen.fill(
        f"{place}/svar/",
        **{facts["field"]: TEXT, "name": NAME, "email": EMAIL, "postcode": "2665"},
        kind="citizen",
    )
    assert sent.status == 303, sent.text[:2000]
    assert NAME in citizen.get(sent.location).text
    citizen.fill(f"{place}/foelg/", email=EMAIL)
    citizen.fill(f"{place}/kommentar/{facts['comment']}/anmeld/", reason="other", text=TEXT)
    citizen.fill(f"/moeder/{facts['event']}/tilmeld/", name=NAME, email=EMAIL, seats="2")


def told_by_staff(day: Planted) -> None:
    facts, staff = day.facts, day.staff
    staff.log_in(facts["administrator"], PASSWORD)
    work = f"/arbejde/hoeringer/{facts['hearing']}"
    today = date_in_denmark(datetime.now(UTC)).isoformat()
    row = facts["field"].partition("-")[2]
    entered = staff.send(
        f"{work}/svar/indtast/",
        {
            "channel": "letter",
            "received_on": today,
            "sender_kind": "citizen",
            "name": NAME,
            "email": EMAIL,
            "source_note": TEXT,
            **{f"kind_{number}": "comment" for number in range(1, 6)},
            **{f"row_{number}": row for number in range(1, 6)},
            "text_1": TEXT,
        },
    )
    assert entered.status == 302, entered.text[:2000]
    staff.send(f"{work}/svar/", {"q": NAME})
    staff.send(
        f"{work}/inviterede/ny/",
        {"name": NAME, "kind": "other", "email": EMAIL, "note": PHONE},
    )
    asked = staff.send(
        f"{work}/anmodninger/", {"kind": "own_access", "asker": NAME, "asked_on": today}
    )
    assert asked.status == 302, asked.text[:2000]
    page = staff.get(asked.location)
    token = dict(HIDDEN.findall(page.body.decode()))
    found = staff.post(f"{asked.location}soeg/", token | {"wanted": EMAIL})
    assert NAME in found.text
    staff.post(f"{asked.location}svar/", token | {"state": "refused", "reason": TEXT})


def badly_sent(day: Planted) -> None:
    """What goes wrong must tell no more than what goes right."""
    facts, citizen = day.facts, day.citizen
    place = f"/hoering/{facts['slug']}"
    citizen.post(f"{place}/svar/", {"copy": "x", facts["field"]: TEXT, "email": NAME})
    citizen.post(f"{place}/foelg/", {"email": TEXT})
    citizen.post(f"{place}/svar/", {"name": NAME * 9000})
    citizen.post("/arbejde/log-ind/", {"email": EMAIL, "password": CPR})
    citizen.post("/findes-ikke/", {"name": NAME})
    citizen._ask("POST", f"{place}/svar/", TEXT.encode(), kind="multipart/form-data; boundary=x")
    citizen._ask("POST", f"{place}/svar/", TEXT.encode(), kind="application/json")


def test_something_was_planted_through_every_door(planted: Planted) -> None:
    found = json.loads(
        planted.site.python("-m", "tests.helpers.planting", "found").splitlines()[-1]
    )
    there = {place for place in found if BELONGS.fullmatch(place)}
    assert there >= {
        *("hearing.Response.name", "hearing.Comment.text", "hearing.Follower.email"),
        *("hearing.SignUp.name", "hearing.AbuseReport.text", "hearing.Invitation.note"),
        *("hearing.SubjectRequest.asker", "hearing.Response.source_note"),
        *("outbox.OutgoingMail.to", "outbox.OutgoingMail.last_error"),
    }
    assert planted.receiver.asked("POST /journal")


def test_it_stands_in_no_row_that_is_not_for_it(planted: Planted) -> None:
    """The audit trail, jobs with their arguments and errors, sessions, subjects, the record's
    entries: every column of every table."""
    found = json.loads(
        planted.site.python("-m", "tests.helpers.planting", "found").splitlines()[-1]
    )
    assert {place: why for place, why in found.items() if not BELONGS.fullmatch(place)} == {}


def test_it_stands_in_no_log(planted: Planted) -> None:
    log = planted.site.log
    assert "was refused: 550" in log, "the mail was tried"
    assert "answered 500" in log, "the record was tried"
    assert "Not Found: /findes-ikke/" in log
    assert [line for line in log.splitlines() if traces_in(line)] == []


def test_it_stands_in_no_address(planted: Planted) -> None:
    addresses = [*planted.citizen.addresses, *planted.staff.addresses]
    assert len(addresses) > 100
    to_people = ("mailto:", "tel:")
    assert [one for one in addresses if traces_in(one) and not one.startswith(to_people)] == []
    mails = planted.site.query("SELECT text FROM outbox_outgoingmail")
    links = [link for (text,) in mails for link in re.findall(r"https?://\S+", text)]
    assert links
    assert [link for link in links if traces_in(link)] == []


def test_no_mail_tells_it_in_its_subject_or_its_id(planted: Planted) -> None:
    rows = planted.site.query("SELECT subject, message_id, key FROM outbox_outgoingmail")
    assert len(rows) >= 3
    assert [row for row in rows if traces_in(" ".join(row))] == []


def test_no_cookie_is_set_for_citizens(planted: Planted) -> None:
    assert planted.citizen.cookies.keys() <= {"csrftoken"}, "the login page's own"


def test_files_of_the_site_have_names_that_tell_nothing(planted: Planted) -> None:
    paths = [path.as_posix() for path in Path(planted.site.folder).rglob("*")]
    assert [path for path in paths if traces_in(path)] == []
