"""What stands between forms that everyone can send and the robots: no account, no cookie, no
puzzle, nobody else asked (decision 0037).

A form is drawn with a copy of its own: a number, signed with what it is for and when it was drawn.
The number counts once, however often it is sent; the browser does a little work for it
(`proving`). Nothing a person writes is refused here for looking like a robot's: what gives cause
to is held until somebody has looked at it, and its sender need not know.

A view: `copy = draw_copy(about, what="follow", now=request.now)` in the context of a template that
says `{% include "public/parts/guard.html" %}` inside its form; on POST
`check(request, about, request.POST.get(COPY_FIELD, ""), request.POST, what="follow")`. Where a
form is drawn again because something is missing, the same copy goes into it again.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import randbits
from typing import Any, Protocol, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from retning.apps.hearing.enums import HeldFor
from retning.web.public.crowds import COUNTS, CROWD, MANY
from retning.web.public.proving import challenge_for, is_proved
from retning.web.request.addresses import client_address
from retning.web.request.site import SiteRequest

RESPONSE = "response"
"""The form that a guard is for where nothing else is said: `what` of a hearing's answers."""
COPY_FIELD, PROOF_FIELD, TRAP_FIELD = "copy", "proof", "emne"
"""The names of the fields that `public/parts/guard.html` draws. People do not see the trap."""
COPY_LIFE = timedelta(days=2)
"""How long a page can stand open before what is written in it has to be sent twice."""
HURRIED = timedelta(seconds=4)
"""Faster than this nobody reads and writes."""
_EARLY = timedelta(minutes=1)
"""How far another web server's clock may be ahead."""
_LONGEST = 100


class Keyed(Protocol):
    """What a form is about: a hearing, a meeting, a comment."""

    @property
    def key(self) -> UUID: ...


@dataclass(frozen=True)
class Guarded:
    """A form that is one of ours. `held_for` says why somebody should look at what was sent
    before everyone can; it is empty for what came as people send it."""

    copy: int
    received_in: timedelta
    held_for: tuple[HeldFor, ...]

    @property
    def is_a_robots(self) -> bool:
        """For forms after which a mail goes to an address whose owner may not have asked: what is
        surely a robot's is refused there, instead of being held."""
        found = set(self.held_for)
        return HeldFor.TRAP in found or {HeldFor.CROWD, HeldFor.NO_PROOF} <= found


class NotOurs(Exception):
    """The form is too old or was not drawn here. Nothing has been kept: draw it again, with all
    that was written, the sentence above it, and the copy `fresh` in it."""

    def __init__(self, sentence: str, fresh: str) -> None:
        super().__init__("not a form of ours")
        self.sentence = sentence
        self.fresh = fresh


def draw_copy(about: Keyed, *, what: str = RESPONSE, now: datetime) -> str:
    """A copy of the form `what` about something, drawn now, for one who is going to send it."""
    return _signed(randbits(62) + 1, about, what, now)


def check(
    request: HttpRequest,
    about: Keyed,
    copy: str,
    data: Mapping[str, Any],
    *,
    what: str = RESPONSE,
) -> Guarded:
    """What is to be thought of a form that was sent, for `about` and `what` it was drawn for; no
    question to the database. Raises NotOurs."""
    here = cast(SiteRequest, request)
    number, drawn_at = _opened(copy, about, what, here.now)
    if _came_from_elsewhere(request):
        sentence = _(
            "The form came from another site. What you have written is kept: send it again."
        )
        raise NotOurs(sentence, copy)
    taken = here.now - drawn_at
    found = {
        HeldFor.NO_PROOF: not is_proved(str(data.get(PROOF_FIELD) or ""), number),
        HeldFor.TRAP: bool(data.get(TRAP_FIELD)),
        HeldFor.HURRIED: taken < HURRIED,
        HeldFor.CROWD: COUNTS.arrived(client_address(request), here.now) > CROWD,
    }
    return Guarded(number, taken, tuple(why for why, is_so in found.items() if is_so))


def work_for(request: HttpRequest, number_of_copy: str, *, now: datetime) -> dict[str, Any] | None:
    """What a browser has to do for a copy: more where much comes from one place. Asked for by the
    copy's number, what stands before its first dot: the whole copy opens what was sent with it, and
    must stand in no address. The number gives nothing away. None for what is none."""
    number = _number_of(number_of_copy)
    if number is None or "." in number_of_copy:
        return None
    is_hard = COUNTS.so_far(client_address(request), now) >= MANY
    return challenge_for(number, is_hard=is_hard)


def _number_of(copy: str) -> int | None:
    number = copy[:_LONGEST].partition(".")[0]
    try:
        return int(number, 16) if 0 < len(number) <= 16 else None
    except ValueError:
        return None


def _signed(number: int, about: Keyed, what: str, drawn_at: datetime) -> str:
    said = f"{number:x}.{int(drawn_at.timestamp()):x}"
    proof = salted_hmac(f"retning.copy.{what}.{about.key.hex}", said, algorithm="sha256").digest()
    return f"{said}.{urlsafe_b64encode(proof[:18]).decode()}"


def _opened(copy: str, about: Keyed, what: str, now: datetime) -> tuple[int, datetime]:
    """The copy's number and when it was drawn."""
    number, drawn_at = _number_of(copy), _drawn_at(copy)
    if number is None or drawn_at is None:
        raise _not_ours(draw_copy(about, what=what, now=now))
    if not constant_time_compare(_signed(number, about, what, drawn_at), copy):
        raise _not_ours(draw_copy(about, what=what, now=now))
    if not -_EARLY <= now - drawn_at <= COPY_LIFE:
        # The same number: sent before or not, it counts once. Nobody has hurried either.
        raise _not_ours(_signed(number, about, what, now - HURRIED))
    return number, drawn_at


def _not_ours(fresh: str) -> NotOurs:
    sentence = _(
        "The page had been open for too long. What you have written is kept: send it again."
    )
    return NotOurs(sentence, fresh)


def _drawn_at(copy: str) -> datetime | None:
    parts = copy[:_LONGEST].split(".")
    try:
        return datetime.fromtimestamp(int(parts[1], 16), UTC) if len(parts) == 3 else None
    except (ValueError, OverflowError, OSError):
        return None


def _came_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site's page sent the form. Pages at secret addresses
    tell nobody where they are, so their browsers say "null"."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"cross-site", "same-site"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
