"""Asking a source over HTTP: patient with its troubles, strict about what it answers.

Imported by jobs and the command line alone (`live.source_of`): a web worker never asks a source.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx
import stamina

from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode

logger = logging.getLogger(__name__)
_REQUEST_ID = "StatbankAPI-Request-Id"
_LONGEST_WAIT = 120
_TRANSIENT = {500, 502, 503, 504}
_USER_AGENT = "Retning (municipal strategies; public figures)"


@dataclass(frozen=True)
class Limits:
    """`seconds` without a sign of life, `total` for a whole answer; `largest` in bytes; `attempts`
    in all, `wait` before the second in seconds (it doubles); `breath`: so often the one who asks
    is told that it still takes time."""

    seconds: float = 30
    total: float = 300
    largest: int = 200_000_000
    attempts: int = 4
    wait: float = 1
    breath: float = 2


@dataclass(frozen=True)
class Answer:
    """A good answer's bytes. `request_id` is what the source calls it, to ask about it later."""

    body: bytes
    content_type: str
    request_id: str


class SaidNo(Unavailable):
    """The source answered with an error body; `type_code` and `message` are its own words."""

    def __init__(self, code: UnavailableCode, type_code: str, message: str, request_id: str):
        super().__init__(code, f"{type_code}: {message}", request_id=request_id)
        self.type_code = type_code


class _Again(Exception):
    """Worth another attempt, `after` so many seconds (None: as long as usual)."""

    def __init__(self, reason: Unavailable, after: float | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.after = after


class Line:
    """One source's address. Redirects are not followed, except none: an address that moved is for
    people to look at. `clock` counts seconds."""

    def __init__(
        self,
        base: str,
        *,
        token: str = "",
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base.rstrip("/")
        self._limits = limits or Limits()
        self._clock = clock
        headers = {"User-Agent": _USER_AGENT}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        host = urlsplit(base).hostname or ""
        self._client = httpx.Client(
            headers=headers,
            timeout=self._limits.seconds,
            follow_redirects=False,
            # A proxy is for the way out, never for this machine.
            trust_env=host not in {"127.0.0.1", "localhost", "::1"},
        )

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        types: tuple[str, ...],
        body: Mapping[str, Any] | None = None,
        query: str = "",
        meanwhile: Callable[[], None] | None = None,
    ) -> Answer:
        """What the source answers; tried again where the trouble may pass. `types`: the content
        types that are right. `meanwhile` is called before, and again and again until the answer
        is there (a job keeps its lease by it); what it raises ends the asking and goes on up.
        Raises Unavailable, SaidNo where the source says why."""
        address = f"{self._base}/{path}" + (f"?{query}" if query else "")
        if meanwhile is None:
            return self._patiently(method, address, types, body)
        meanwhile()
        return self._beside(lambda: self._patiently(method, address, types, body), meanwhile)

    def _beside(self, work: Callable[[], Answer], meanwhile: Callable[[], None]) -> Answer:
        """The work in a thread, which ends with the line where the one who asks gives up."""
        outcome: SimpleQueue[Answer | Exception] = SimpleQueue()

        def run() -> None:
            try:
                outcome.put(work())
            except Exception as error:
                outcome.put(error)

        Thread(target=run, daemon=True).start()
        while True:
            try:
                found = outcome.get(timeout=self._limits.breath)
            except Empty:
                try:
                    meanwhile()
                except BaseException:
                    self._client.close()
                    raise
            else:
                if isinstance(found, Exception):
                    raise found
                return found

    def _patiently(
        self, method: str, address: str, types: tuple[str, ...], body: Mapping[str, Any] | None
    ) -> Answer:
        attempts = stamina.retry_context(
            on=again_after,
            attempts=self._limits.attempts,
            timeout=None,
            wait_initial=self._limits.wait,
            wait_max=30,
            wait_jitter=self._limits.wait,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return self._once(method, address, types, body)
        except _Again as error:
            raise error.reason from error
        raise Unavailable(UnavailableCode.NO_ANSWER, address)

    def _once(
        self, method: str, address: str, types: tuple[str, ...], body: Mapping[str, Any] | None
    ) -> Answer:
        try:
            with self._client.stream(method, address, json=body) as reply:
                request_id = reply.headers.get(_REQUEST_ID, "")[:80]
                logger.info("%s %s: %d, request %s", method, address, reply.status_code, request_id)
                _judge_status(reply, self._read, request_id)
                content_type = reply.headers.get("Content-Type", "").partition(";")[0].strip()
                if content_type.lower() not in types:
                    detail = content_type or "no content type"
                    raise Unavailable(UnavailableCode.WRONG_TYPE, detail, request_id=request_id)
                return Answer(self._read(reply), content_type, request_id)
        except httpx.TimeoutException as error:
            raise _Again(Unavailable(UnavailableCode.TOO_SLOW, _said(error, address))) from error
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise _Again(Unavailable(UnavailableCode.BROKEN_OFF, _said(error, address))) from error
        except httpx.DecodingError as error:
            raise Unavailable(UnavailableCode.UNREADABLE, _said(error, address)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _Again(Unavailable(UnavailableCode.NO_ANSWER, _said(error, address))) from error

    def _read(self, reply: httpx.Response) -> bytes:
        """The body, within the limits of size (unpacked) and time."""
        end = self._clock() + self._limits.total
        body = bytearray()
        for piece in reply.iter_bytes(65_536):
            body += piece
            if len(body) > self._limits.largest:
                raise Unavailable(UnavailableCode.TOO_LARGE, f"over {self._limits.largest} bytes")
            if self._clock() > end:
                raise Unavailable(UnavailableCode.TOO_SLOW, f"over {self._limits.total} seconds")
        return bytes(body)


def again_after(error: Exception) -> bool | float:
    """Whether to try again, or after how many seconds (the source's Retry-After)."""
    if not isinstance(error, _Again):
        return False
    return True if error.after is None else error.after


def _judge_status(
    reply: httpx.Response, read: Callable[[httpx.Response], bytes], request_id: str
) -> None:
    status = reply.status_code
    if status == 200:
        return
    if 300 <= status < 400:
        place = urlsplit(reply.headers.get("Location", "")).hostname or "no address"
        raise Unavailable(UnavailableCode.ELSEWHERE, place, request_id=request_id)
    if status == 429 or (status == 503 and "Retry-After" in reply.headers):
        reason = Unavailable(UnavailableCode.TOO_MANY, f"status {status}", request_id=request_id)
        seconds = _seconds(reply.headers.get("Retry-After", ""))
        if seconds is not None and seconds > _LONGEST_WAIT:
            raise reason
        raise _Again(reason, seconds)
    if status in _TRANSIENT:
        detail = f"status {status}"
        raise _Again(Unavailable(UnavailableCode.SERVER_ERROR, detail, request_id=request_id))
    raise _refusal(status, read(reply), request_id)


def _seconds(retry_after: str) -> float | None:
    """Retry-After in seconds; a date there is answered as if nothing was said."""
    text = retry_after.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _refusal(status: int, body: bytes, request_id: str) -> Unavailable:
    code = UnavailableCode.NOT_FOUND if status in {404, 410} else UnavailableCode.REFUSED
    try:
        said = json.loads(body)
        type_code, message = str(said["errorTypeCode"]), str(said["message"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Unavailable(code, f"status {status}", request_id=request_id)
    if type_code.endswith("-NOTFOUND"):
        code = UnavailableCode.NOT_FOUND
    return SaidNo(code, type_code[:60], message[:500], request_id)


def _said(error: Exception, address: str) -> str:
    return f"{type(error).__name__} from {urlsplit(address).hostname}: {error}"[:300]
