"""Why a document could not be read."""

from enum import StrEnum

# What is larger is refused before anything looks at it; readers of text have a lower limit.
LIMIT_BYTES = 50 * 1024 * 1024


class UnreadableCode(StrEnum):
    """The closed set of reasons; the doors turn each into a sentence that says what to do."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"
    ENCRYPTED = "encrypted"  # a password is needed to open it
    DAMAGED = "damaged"  # it begins as its kind does, and cannot be opened; detail: the kind
    NO_TEXT = "no_text"  # pages on which no text is, or was recognised; detail: how many
    NO_RECOGNITION = "no_recognition"  # a scan, and no program here recognises text
    NO_DANISH = "no_danish"  # a scan, and the program that recognises text knows no Danish
    TOO_MANY_SCANS = "too_many_scans"  # detail: the limit in pages
    NO_LETTERS = "no_letters"  # its fonts do not say which letters they draw
    TOO_MANY_PAGES = "too_many_pages"  # detail: the limit
    BOMB = "bomb"  # it would grow beyond measure when unpacked
    TOO_HEAVY = "too_heavy"  # reading it took more memory or time than any document may
    BROKE_DOWN = "broke_down"  # reading it ended the reader


class Unreadable(Exception):
    """The document cannot be read. `detail`: what it looks like ("pdf"), or the limit."""

    def __init__(self, code: UnreadableCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail
