"""Proof of work: a little sum that a browser does by itself, and that costs a robot which sends
thousands. Nothing to click, no picture, nothing asked of anybody else (decision 0037).

The format is ALTCHA's: the browser is given a salt and the hash of the salt and a number it is
not told, and tries numbers until the hash fits. The salt names the copy of the form, so one proof
serves one copy, and a copy counts once.
"""

from __future__ import annotations

import base64
import binascii
import json
from functools import lru_cache
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.conf import settings
from django.utils.crypto import salted_hmac

EASY = 60_000
"""The largest number to try; half of them on average. A browser tries some 150,000 a second
(measured on a busy processor core of 2026), so this takes a fifth of a second."""
HARD = 600_000
"""The same where much comes from one place: two seconds, beside the writing."""
LONGEST = 2_000
"""Characters of a proof that is read at all."""
_TEXTS = ("challenge", "salt", "signature")


def challenge_for(copy: int, *, is_hard: bool, most: int | None = None) -> dict[str, Any]:
    """What a browser gets to work on, for one copy of a form; `most` is the largest number to try
    where it is said."""
    made = create_challenge(
        ChallengeOptions(
            hmac_key=_key(settings.SECRET_KEY),
            max_number=most or (HARD if is_hard else EASY),
            params={"copy": str(copy)},
        )
    )
    told: dict[str, Any] = made.to_dict()
    return told


def is_proved(proof: str, copy: int) -> bool:
    """Whether `proof`, as the browser sends it (JSON in base64), is ours, right, and for this
    copy."""
    said = _read(proof)
    if said is None or f"?copy={copy}&" not in said["salt"]:
        return False
    is_right, _why = verify_solution(said, _key(settings.SECRET_KEY), check_expires=False)
    return bool(is_right)


def _read(proof: str) -> Any:
    if not proof or len(proof) > LONGEST:
        return None
    try:
        said = json.loads(base64.b64decode(proof, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    is_ours = (
        isinstance(said, dict)
        and said.get("algorithm") == "SHA-256"
        and all(isinstance(said.get(name), str) for name in _TEXTS)
        and type(said.get("number")) is int
    )
    return said if is_ours else None


@lru_cache(maxsize=1)
def _key(secret: str) -> bytes:
    """The installation's key for challenges, and for nothing else."""
    return salted_hmac("retning.proof", "", secret=secret, algorithm="sha256").digest()
