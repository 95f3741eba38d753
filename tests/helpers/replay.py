"""A source's stand-in: a real HTTP server on loopback that replays what it is given.

with replay() as server:
    server.on("POST /v1/tableinfo", json_reply({...}))
    server.on("POST /v1/data", Reply(status=500), csv_reply("OMRÅDE;TID;INDHOLD\r\n…"))
    StatBank(Line(server.url + "/v1")).fetch(…)
    assert server.requests[-1].said["table"] == "AUP01"

Replies to an address come in their order; the last is repeated. One may be a function of the
request. `Manner` makes bad ones: silent, half, endless, dripping.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any

BOM = b"\xef\xbb\xbf"


class Manner(StrEnum):
    """How a reply is given."""

    WHOLE = "whole"
    SILENT = "silent"  # the question is taken, and nothing comes until the server ends
    HALF = "half"  # half of what was announced, then the line is dropped
    ENDLESS = "endless"  # the body again and again until the visitor leaves
    STALLING = "stalling"  # half of it, and then nothing until the server ends


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b""
    content_type: str = "text/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = Manner.WHOLE


@dataclass(frozen=True)
class Request:
    """`path` with its query; `said` is the JSON of the body, None where there is none."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body) if self.body else None


Replies = Reply | Callable[[Request], Reply]


@dataclass
class Replayer:
    """Addresses are told with their method and without their query."""

    url: str
    requests: list[Request] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)
    _replies: dict[str, list[Replies]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def on(self, address: str, *replies: Replies) -> None:
        self._replies[address] = list(replies)

    def asked(self, address: str) -> list[Request]:
        """What came to an address, in its order."""
        return [each for each in self.requests if _address(each) == address]

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            waiting = self._replies.get(_address(request), [])
            reply = waiting.pop(0) if len(waiting) > 1 else next(iter(waiting), None)
        if reply is None:
            body = {"errorTypeCode": "REQUEST-NOTFOUND", "message": "Siden kan ikke findes."}
            return json_reply(body, status=404)
        return reply(request) if callable(reply) else reply


@contextlib.contextmanager
def replay() -> Iterator[Replayer]:
    """A server on a free port; it and everyone it serves have ended when the block does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = False
    replayer = Replayer(f"http://127.0.0.1:{server.server_address[1]}")
    server.replayer = replayer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield replayer
    finally:
        replayer.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


def nobody() -> str:
    """An address on loopback where nobody answers."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{place.getsockname()[1]}"


def json_reply(said: Any, *, status: int = 200, **headers: str) -> Reply:
    body = json.dumps(said, ensure_ascii=False).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(status, body, headers=named)


def csv_reply(text: str, **headers: str) -> Reply:
    """As StatBank's: a byte order mark, and the lines as they are."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(200, BOM + text.encode(), "text/csv; charset=utf-8", named)


def statbank_data(value: Callable[[dict[str, str]], str]) -> Callable[[Request], Reply]:
    """What StatBank answers to `data` as CSV: one line a combination of the values asked for.
    `value` is given the codes by variable; None leaves the line out, as BULK does zeros."""

    def answered(request: Request) -> Reply:
        variables = request.said["variables"]
        names = [each["code"] for each in variables]
        lines = [";".join([*names, "INDHOLD"]).replace("Tid", "TID")]
        for codes in product(*(each["values"] for each in variables)):
            figure = value(dict(zip(names, codes, strict=True)))
            if figure is not None:
                lines.append(";".join([*codes, figure]))
        number = f"request-{len(lines)}"
        return csv_reply("\r\n".join(lines) + "\r\n", **{"StatbankAPI-Request-Id": number})

    return answered


def table_info(
    table: str, variables: list[dict[str, Any]], *, active: bool = True, **more: Any
) -> dict[str, Any]:
    """A small answer of `tableinfo` in the source's own shape."""
    return {
        "id": table,
        "text": "Eksempel",
        "description": "Eksempel",
        "unit": "Antal",
        "suppressedDataValue": "0",
        "updated": "2026-08-31T08:00:00",
        "active": active,
        "contacts": [],
        "documentation": None,
        "footnote": None,
        "variables": variables,
        **more,
    }


def variable(
    code: str, values: dict[str, str], *, elimination: bool = True, time: bool = False
) -> dict[str, Any]:
    return {
        "id": code,
        "text": code.lower(),
        "elimination": elimination,
        "time": time,
        "values": [{"id": value, "text": text} for value, text in values.items()],
    }


def _address(request: Request) -> str:
    return f"{request.method} {request.path.partition('?')[0]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        replayer: Replayer = self.server.replayer  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = replayer.answer(Request(self.command, self.path, headers, body))
        self.close_connection = True
        with contextlib.suppress(OSError):
            self._give(reply, replayer.ending)

    def _give(self, reply: Reply, ending: threading.Event) -> None:
        if reply.manner is Manner.SILENT:
            ending.wait()
            return
        self.send_response(reply.status)
        for name, value in (("Content-Type", reply.content_type), *reply.headers):
            self.send_header(name, value)
        self.send_header("Connection", "close")
        if reply.manner is not Manner.ENDLESS:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        match reply.manner:
            case Manner.ENDLESS:
                while not ending.is_set():
                    self.wfile.write(reply.body)
            case Manner.HALF | Manner.STALLING:
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.wfile.flush()
                if reply.manner is Manner.STALLING:
                    ending.wait()
            case _:
                self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Nothing on the test's output."""
