"""Forms that everyone can send, as people's browsers send them."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from retning.web.public.guarding import COPY_FIELD, PROOF_FIELD, Keyed, draw_copy
from retning.web.public.proving import challenge_for

A_MINUTE = timedelta(minutes=1)


def as_people_send(
    about: Keyed, *, now: datetime, what: str = "response", written_in: timedelta = A_MINUTE
) -> dict[str, str]:
    """The guard's fields of a form that is sent at `now` and was drawn a minute before, the work
    done."""
    copy = draw_copy(about, what=what, now=now - written_in)
    return {COPY_FIELD: copy, PROOF_FIELD: solved(challenge_of(copy))}


def challenge_of(copy: str) -> dict[str, Any]:
    """What a browser gets to work on, made so easy that a test need not wait for it."""
    number = int(copy.partition(".")[0], 16)
    return challenge_for(number, is_hard=False, most=50)


def solved(challenge: dict[str, Any]) -> str:
    """The proof, as the browser sends it. Raises StopIteration where there is none."""
    number = next(
        number
        for number in range(int(challenge["maxNumber"]) + 1)
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
    )
    return base64.b64encode(json.dumps({**challenge, "number": number}).encode()).decode()
