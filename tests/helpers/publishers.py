"""Consultants at work over real HTTP while the site is being killed, and what they were promised.

Each uploads a document, waits until it is read, takes it over and publishes it, then the next. A
deed is *acknowledged* where its answer came back; where none came, the consultant looks whether
the deed was done, and does it again if not, as a person would.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.helpers.documents import strategy_html, strategy_text
from tests.helpers.processes import PATIENCE_SECONDS
from tests.helpers.visitor import LOGIN, Answer, Unanswered, Upload, Visitor

DOCUMENTS = "/arbejde/dokumenter/"
STRATEGIES = "/arbejde/strategier/"
DOCUMENT = re.compile(r"/arbejde/dokumenter/(\d+)/")
STRATEGY = re.compile(r"/arbejde/strategier/([0-9a-f-]{36})/")


class Broken(Exception):
    """The site answered what it never should have."""


@dataclass
class Work:
    """One document's way. The flags tell what was acknowledged by the deed's own answer."""

    number: int
    upload: Upload
    reading: int = 0
    strategy: str = ""
    is_uploaded: bool = False
    is_taken_over: bool = False
    is_published: bool = False
    edition: int = 0

    @property
    def sha256(self) -> str:
        assert isinstance(self.upload.content, bytes)
        return hashlib.sha256(self.upload.content).hexdigest()

    @property
    def address(self) -> str:
        return f"{DOCUMENTS}{self.reading}/"


def document(number: int) -> Upload:
    """Every fourth is a long one, so that some kills hit it while it is read."""
    size = {"areas": 8, "paragraphs": 30} if number % 4 == 0 else {"areas": 2, "paragraphs": 6}
    if number % 2:
        return Upload(f"egn-{number}.txt", strategy_text(number, **size).encode())
    return Upload(f"egn-{number}.html", strategy_html(number, **size).encode())


@dataclass
class Publisher:
    """One consultant. `numbers` are taken from the end; `stop` ends the work after a document."""

    visitor: Visitor
    numbers: list[int]
    stop: threading.Event
    done: list[Work] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def work(self) -> None:
        """Until told to stop; what goes wrong is noted in `problems`."""
        while not self.stop.is_set():
            number = self.numbers.pop()
            work = Work(number, document(number))
            self.done.append(work)
            try:
                for deed in (self._upload, self._wait_until_read, self._take_over, self._publish):
                    self._insist(deed, work)
            except Broken as problem:
                self.problems.append(f"document {number}: {problem}")

    def _insist(self, deed: Callable[[Work], bool], work: Work) -> None:
        """Try until it is done, however often nobody answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                if deed(work):
                    return
            except Unanswered:
                self.met["unanswered"] += 1
            time.sleep(0.1)
        raise Broken(f"{deed.__name__.strip('_')} was not done in {PATIENCE_SECONDS:.0f} s")

    def _upload(self, work: Work) -> bool:
        answer = self.visitor.send(f"{DOCUMENTS}nyt/", {}, document=work.upload)
        match answer.status:
            case 302:
                work.reading = int(self._found(DOCUMENT, answer.location, answer))
                work.is_uploaded = True
            case 409:  # an upload of ours that was not answered did come in
                self.met["found uploaded"] += 1
                work.reading = int(self._found(DOCUMENT, answer.text, answer))
            case _:
                return self._unexpected(answer)
        return True

    def _wait_until_read(self, work: Work) -> bool:
        answer = self.visitor.get(work.address)
        if answer.status == 302 and answer.location == f"{work.address}gennemgang/":
            return True
        if answer.status != 200:
            return self._unexpected(answer)
        if "data-progress=" not in answer.text:
            self.met["broken off, tried again"] += 1
            self.visitor.send(work.address, {})
            self.visitor.post(f"{work.address}igen/", {"csrfmiddlewaretoken": self._token()})
        return False

    def _token(self) -> str:
        return self.visitor.cookies["csrftoken"]

    def _take_over(self, work: Work) -> bool:
        fields = {"into": "new", "title": f"Strategi for egn {work.number}"}
        fields |= {"period_from": "2026", "period_to": "2029"}
        answer = self.visitor.send(f"{work.address}overtag/", fields)
        if answer.status == 302 and STRATEGY.match(answer.location):
            work.strategy = self._found(STRATEGY, answer.location, answer)
            work.is_taken_over = True
        elif answer.status == 302 and answer.location == work.address:
            self.met["found taken over"] += 1
            page = self.visitor.get(work.address)
            work.strategy = self._found(STRATEGY, page.text, page)
        else:
            return self._unexpected(answer)
        return True

    def _publish(self, work: Work) -> bool:
        page = f"{STRATEGIES}{work.strategy}/"
        fields = {"kind": "proposal", "note": "", "is_read": "on"}
        answer = self.visitor.send(f"{page}udgiv/", fields)
        if answer.status == 302 and answer.location == f"{page}udgaver/1/":
            work.is_published, work.edition = True, 1
        elif answer.status == 422:  # nothing has changed since: it was published
            self.met["found published"] += 1
            if self.visitor.get(f"{page}udgaver/1/").status != 200:
                raise Broken(f"refused, and not published: {answer.text[-3000:]}")
            work.edition = 1
        else:
            return self._unexpected(answer)
        return True

    def _found(self, pattern: re.Pattern[str], text: str, answer: Answer) -> str:
        found = pattern.search(text)
        if found is None:
            raise Broken(f"{answer.status} without {pattern.pattern}: {answer.text[-3000:]}")
        return found[1]

    def _unexpected(self, answer: Answer) -> bool:
        """Count an error of the server and let it be tried again; nothing else may come."""
        if answer.status < 500:
            gone = " (the session is gone)" if answer.location == LOGIN else ""
            raise Broken(f"{answer.status} {answer.location}{gone}: {answer.text[-3000:]}")
        self.met[f"answer {answer.status}"] += 1
        return False
