"""A file on its way in: kept in one without a name, so that nothing is left of it however this
process ends."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class NamelessUploadHandler(FileUploadHandler):
    """Keeps what its `write` is given. Whoever extends it says in `receive_data_chunk` how much is
    too much, and lets go of what has come with `upload_interrupted`."""

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self._file: UploadedFile[bytes] | None = None

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

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        kept, self._file = self._file, None
        if kept is not None:
            kept.seek(0)
            kept.size = file_size
        return kept

    def upload_interrupted(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
