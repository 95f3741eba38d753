"""Why a document could not be read."""

from enum import StrEnum


class UnreadableCode(StrEnum):
    """The closed set of reasons; the doors turn each into a sentence that says what to do."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"


class Unreadable(Exception):
    """The document cannot be read. `detail`: what it looks like ("pdf"), or the limit."""

    def __init__(self, code: UnreadableCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail
