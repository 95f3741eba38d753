"""The record in tests: a response with everything, its files, and what came to the receiver."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from retning.apps.hearing.enums import ScanState
from retning.apps.hearing.models import Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.services import journal
from retning.foundation import clock
from retning.foundation.attachments.services import store
from retning.foundation.jobs.worker import run_waiting
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def sent(to: Hearing, *, text: str = "Flere cykelstier, tak.", at: datetime = NOW) -> Response:
    """A response with one comment on a goal."""
    response = make.response(to, name="Hanne Hansen", email="hanne@post.example", received_at=at)
    make.comment(response, make.rows(to.edition, "goal")[0], text)
    return response


def with_file(
    response: Response,
    name: str = "Tegning af krydset.pdf",
    data: bytes = PDF,
    *,
    scan: ScanState = ScanState.CLEAN,
    at: datetime | None = None,
) -> ResponseFile:
    """A file that came with a response, kept as all files are."""
    stored = store(
        tenant=response.municipality_id,
        chunks=[data],
        name=name,
        limit=10_000_000,
        allowed={"application/pdf", "text/plain"},
        now=NOW,
    )
    return ResponseFile.objects.create(
        municipality_id=response.municipality_id,
        response=response,
        attachment=stored,
        name=name,
        received_at=at or response.received_at,
        scan=scan,
    )


def added(to: Response, text: str = "En ting til.", *, after: timedelta) -> Comment:
    """What the sender adds later."""
    comment = make.comment(to, None, text)
    moment = to.received_at + after
    Comment.objects.filter(pk=comment.pk).update(received_at=moment)
    comment.received_at = moment
    return comment


def kept(now: datetime = NOW) -> None:
    """A round of the record at a moment: entries made, what is due delivered, to the end."""
    with clock.stopped_at(now):
        journal.make_entries(by=TESTER, now=now)
        journal.queue_deliveries(by=TESTER, now=now)
        run_waiting()


def delivered_in(folder: Path) -> dict[str, list[str]]:
    """What lies in a receiving folder: a document's path and the files in it, in order."""
    found = {}
    for place in sorted(folder.glob("*/*/*")):
        if ".incoming" not in place.parts:
            files = (path for path in place.rglob("*") if path.is_file())
            name = place.relative_to(folder).as_posix()
            found[name] = sorted(path.relative_to(place).as_posix() for path in files)
    return found


@dataclass(frozen=True)
class Form:
    """One POST to an endpoint: its parts by field and file name."""

    parts: dict[tuple[str, str], bytes]


_PART = re.compile(
    rb'Content-Disposition: form-data; name="([^"]+)"; filename="([^"]+)"\r\n'
    rb"Content-Type: [^\r]+\r\n\r\n(.*)\r\n\Z",
    re.DOTALL,
)


def form_of(headers: dict[str, str], body: bytes) -> Form:
    """The parts of a multipart body, read by its own boundary."""
    boundary = headers["content-type"].partition("boundary=")[2].encode()
    parts = {}
    for piece in body.split(b"--" + boundary)[1:-1]:
        found = _PART.search(piece)
        assert found, piece[:200]
        name, file, data = found.groups()
        parts[name.decode(), file.decode()] = data
    return Form(parts)
