"""Files that came with a response."""

from __future__ import annotations

from retning.apps.hearing.enums import ScanState
from retning.apps.hearing.models import Response, ResponseFile
from retning.foundation.attachments.services import store
from tests.factories.organisation import NOW


def response_file(
    response: Response, scan: ScanState, *, content: bytes | None = None
) -> ResponseFile:
    """A small text that waits to be decided on; what was found in it is `scan`, which is also what
    it says without a `content` of its own."""
    kept = store(
        tenant=response.municipality_id,
        chunks=[scan.value.encode() if content is None else content],
        name="svar.txt",
        limit=100,
        allowed={"text/plain"},
        now=NOW,
    )
    return ResponseFile.objects.create(
        municipality_id=response.municipality_id,
        response=response,
        attachment=kept,
        name="Vores svar.txt",
        received_at=NOW,
        scan=scan,
    )
