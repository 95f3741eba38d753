"""Letters that went through the wrong encoding, or came as two characters, or with unseen ones.

No lexicon is needed: what is found here stands in no text by intention. Whole words are repaired,
so that a person sees what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from retning.core.danish.patterns import pattern
from retning.core.danish.repairs import Repair, RepairRule

_SURE = 0.99
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Bytes 0x80 to 0x9F as Windows shows them; five have no sign there and stay what they are.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_BYTES = {
    sign if sign != "\ufffd" else chr(byte): byte
    for byte, sign in (*_WINDOWS.items(), *((byte, chr(byte)) for byte in range(0xA0, 0x100)))
}
_BYTES |= {chr(byte): byte for byte in range(0x80, 0xA0)}
_FOLLOWING = "".join(re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0)
# The first of two or of three bytes in UTF-8, and those that follow it.
_TWICE = pattern(rf"[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}")
_MARK = "\u0300-\u036f"
_RING = "\u02da"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = pattern(
    rf"(?:[^\W\d_][{_MARK}{_RING}]+|[^\W\d_]|[{_UNSEEN}](?=[^\W\d_{_UNSEEN}])|"
    rf"[{''.join(_LIGATURES)}])+"
)
_SUSPECT = pattern(rf"[{_MARK}{_RING}{_UNSEEN}{''.join(_LIGATURES)}]")
_PLAIN_RING = pattern(f"([aA]){_RING}")


def mojibake_repairs(text: str) -> list[Repair]:
    """What a wrong encoding ruined in `text`, in order."""
    if text.isascii():
        return []
    return list(_mojibake(text))


def combining_repairs(text: str) -> list[Repair]:
    """Letters made of several characters, as one; soft hyphens and other unseen signs in words."""
    if not _SUSPECT.search(text):
        return []
    return list(_combined(text))


def _mojibake(text: str) -> Iterator[Repair]:
    waiting: list[re.Match[str]] = []
    for found in _TWICE.finditer(text):
        if waiting and not _in_one_word(text, waiting[-1].end(), found.start()):
            yield from _whole_word(text, waiting)
            waiting = []
        waiting.append(found)
    if waiting:
        yield from _whole_word(text, waiting)


def _in_one_word(text: str, start: int, end: int) -> bool:
    return end - start <= 60 and (start == end or text[start:end].isalpha())


def _whole_word(text: str, found: list[re.Match[str]]) -> Iterator[Repair]:
    """One repair for the word around what was found; none where that is no UTF-8 after all."""
    start, end = found[0].start(), found[-1].end()
    parts: list[str] = []
    reached = start
    for match in found:
        meant = _meant(match[0])
        if meant is None:
            return
        parts += (text[reached : match.start()], meant)
        reached = match.end()
    head = re.search(r"[^\W\d_]{0,40}$", text[max(0, start - 40) : start])
    tail = re.compile(r"[^\W\d_]{0,40}").match(text, end)
    before = head[0] if head is not None and parts[1][:1].isalpha() else ""
    after = tail[0] if tail is not None and parts[-1][-1:].isalpha() else ""
    yield Repair(
        start - len(before),
        end + len(after),
        text[start - len(before) : end + len(after)],
        before + "".join(parts) + after,
        _SURE,
        RepairRule.MOJIBAKE,
    )


def _meant(wrong: str) -> str | None:
    try:
        meant = bytes(_BYTES[sign] for sign in wrong).decode()
    except (KeyError, UnicodeDecodeError):
        return None
    # "Ã—" could be meant; a control character cannot.
    return None if unicodedata.category(meant[0]) in {"Cc", "Cn", "Co"} else meant


def _combined(text: str) -> Iterator[Repair]:
    for found in _WORD.finditer(text):
        word = found[0]
        if word.isascii() or not _SUSPECT.search(word):
            continue
        whole = unicodedata.normalize("NFC", _PLAIN_RING.sub("\\1\u030a", word))
        for ligature, letters in _LIGATURES.items():
            whole = whole.replace(ligature, letters)
        bare = re.sub(f"[{_UNSEEN}]", "", whole)
        if bare == word:
            continue
        rule = RepairRule.HYPHEN if bare != whole else RepairRule.COMBINING
        yield Repair(found.start(), found.end(), word, bare, _SURE, rule)
