"""An upload that never costs more than its limit, however much is sent."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

DRAINED_AT_A_TIME = 64 * 1024


class QuotaUploadHandler(FileUploadHandler):
    """Writes what comes to a file without a name, at most `limit` bytes in all.

    It has no name so that nothing is left of it, however this process ends.

    Beyond the limit it stores nothing more, drops what it had, and lets the request be read to its
    end, so that the browser gets a page that says what happened and not a broken connection.
    """

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.received = 0
        self.is_exceeded = False
        self._file: UploadedFile[bytes] | None = None
        self._input: Any = None

    def handle_raw_input(self, input_data: Any, *args: Any, **kwargs: Any) -> None:
        self._input = input_data

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._file = UploadedFile(
            tempfile.TemporaryFile(),  # noqa: SIM115 - closed with the request, or below
            self.file_name or "",
            self.content_type or "",
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.limit:
            self.is_exceeded = True
            self.upload_interrupted()
            self._drain()
            raise StopUpload(connection_reset=False)
        if self._file is not None:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        kept, self._file = self._file, None
        if kept is not None:
            kept.seek(0)
            kept.size = file_size
        return kept

    def _drain(self) -> None:
        # Django's own draining reads by lines, and a large file may be one line.
        while self._input is not None and self._input.read(DRAINED_AT_A_TIME):
            pass

    def upload_interrupted(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
