"""A meeting as a calendar file (RFC 5545), for any calendar to take in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from retning.apps.hearing.queries.events import EventView

LINE = 75
"""How many bytes a line may have; longer ones are folded."""


def calendar_file(event: EventView, *, address: str, host: str) -> bytes:
    """The meeting alone. Its UID stays and its sequence grows, so that a calendar that has it
    takes the change in. `address` is its page; `host` makes the UID the only one."""
    return b"".join(_folded(line) for line in _lines(event, address, host))


def _lines(event: EventView, address: str, host: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Retning//Retning//DA")
    yield from ("METHOD:PUBLISH", "BEGIN:VEVENT", f"UID:{event.key}@{host}")
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.version}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.ends_at)}"
    yield f"SUMMARY:{_text(event.title)}"
    where = ", ".join(part for part in (event.place, event.address) if part)
    if where:
        yield f"LOCATION:{_text(where)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"URL:{address}"
    yield f"STATUS:{'CANCELLED' if event.is_called_off else 'CONFIRMED'}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> bytes:
    """Cut where the line has its bytes, between letters, and go on after a space."""
    pieces, piece = list[bytes](), b""
    for letter in line:
        encoded = letter.encode()
        room = LINE if not pieces else LINE - 1
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
