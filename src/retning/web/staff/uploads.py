"""An upload that never costs more than its limit, however much is sent."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest

from retning.web.request.uploads import NamelessUploadHandler

DRAINED_AT_A_TIME = 64 * 1024


class QuotaUploadHandler(NamelessUploadHandler):
    """Takes at most `limit` bytes in all.

    Beyond the limit it stores nothing more, drops what it had, and lets the request be read to its
    end, so that the browser gets a page that says what happened and not a broken connection.
    """

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request, limit=limit)
        self.received = 0
        self.is_exceeded = False
        self._input: Any = None

    def handle_raw_input(self, input_data: Any, *args: Any, **kwargs: Any) -> None:
        self._input = input_data

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.limit:
            self.is_exceeded = True
            self.upload_interrupted()
            self._drain()
            raise StopUpload(connection_reset=False)
        if self._file is not None:
            self._file.write(raw_data)

    def _drain(self) -> None:
        # Django's own draining reads by lines, and a large file may be one line.
        while self._input is not None and self._input.read(DRAINED_AT_A_TIME):
            pass
