"""File names that people send: shown to people, never used as a path."""

import re
import unicodedata

LONGEST = 200
_PATH = re.compile(r"[/\\]")
# Characters that change how the text around them is shown, and could hide what a file is.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def display_name(name: str, *, otherwise: str = "document") -> str:
    """`name` without folders, control characters and direction marks, 200 characters at most; the
    end, where the kind of file is told, is kept."""
    last = _PATH.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _UNSEEN)
    clean = " ".join(seen.split()).strip(". ")
    if len(clean) > LONGEST:
        stem, dot, ending = clean.rpartition(".")
        tail = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        clean = clean[: LONGEST - len(tail)] + tail
    return clean or otherwise
