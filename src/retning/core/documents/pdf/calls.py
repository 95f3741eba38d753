"""What is asked of PDFium about letters, thousands of times a document: by plain addresses.

The library's own bindings check and convert each argument; that costs three times what the answer
does. Places for the answers are made once for a document.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat

import pypdfium2.raw as raw

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_AT_A_TIME = 4_096
_LONGEST_NAME = 128


def _plain(function: Callable[..., object], result: type | None) -> Callable[..., float]:
    """`function` without its types: numbers are C ints, all else is an address of its own kind."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result)(address)


_loose_box = _plain(raw.FPDFText_GetLooseCharBox, None)
_font_size = _plain(raw.FPDFText_GetFontSize, ctypes.c_double)
_matrix = _plain(raw.FPDFText_GetMatrix, ctypes.c_int)
_font_info = _plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
_is_guessed = _plain(raw.FPDFText_HasUnicodeMapError, ctypes.c_int)


class Calls:
    """The places where answers about letters are put. Not for two threads at once."""

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * (4 * _AT_A_TIME))()
        self._places = [ctypes.byref(self._floats, 16 * at) for at in range(_AT_A_TIME)]
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._length = ctypes.c_ulong(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._at_matrix, self._at_flags = ctypes.byref(self._matrix), ctypes.byref(self._flags)
        self._bold: dict[bytes, bool] = {}

    def boxes(self, page: ctypes.c_void_p, letters: Sequence[int]) -> list[float]:
        """Left, top, right, bottom of each letter in the file's points, one after the other."""
        values: list[float] = []
        for begin in range(0, len(letters), _AT_A_TIME):
            part = letters[begin : begin + _AT_A_TIME]
            ctypes.memset(self._floats, 0, 16 * len(part))
            deque(map(_loose_box, repeat(page), part, self._places), maxlen=0)
            values += self._floats[: 4 * len(part)]
        return values

    def font(self, page: ctypes.c_void_p, letter: int, height: float) -> tuple[float, bool]:
        """Size in points and boldness of a letter; `height` of its box stands in for no size."""
        size = _font_size(page, letter)
        matrix = self._matrix
        if _matrix(page, letter, self._at_matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        if not 0.5 < size < 2_000:
            size = max(height, 1.0)
        self._flags.value, self._name[0] = 0, b"\0"
        _font_info(page, letter, self._name, self._length, self._at_flags)
        name = self._name.value
        bold = self._bold.get(name)
        if bold is None:
            bold = self._bold[name] = bool(_BOLD.search(name))
        return round(size * 2) / 2, bold or bool(self._flags.value & _FORCED_BOLD)

    def is_guessed(self, page: ctypes.c_void_p, letter: int) -> bool:
        """Whether the letter's font does not say which letter it is."""
        return _is_guessed(page, letter) == 1
