"""The form of a hearing's reading room, as a browser sends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from retning.apps.hearing.models import Hearing
from retning.web.public.guarding import draw_copy
from tests.factories import hearing as make
from tests.factories.organisation import NOW


def address(hearing: Hearing) -> str:
    """Where the reading room is."""
    return f"/hoering/{hearing.slug}/svar/"


def answer_form(hearing: Hearing, **said: Any) -> dict[str, Any]:
    """What is sent, on a copy that was drawn a quarter of an hour ago."""
    copy = draw_copy(hearing, now=NOW - timedelta(minutes=15))
    return {"copy": copy, "proof": "", "emne": "", "kind": "citizen", **said}


def field_on(hearing: Hearing, kind: str, place: int = 0, *, name: str = "comment") -> str:
    """What a field is called on the row of a kind at a place: `comment-81`."""
    return f"{name}-{make.rows(hearing.edition, kind)[place].pk}"
