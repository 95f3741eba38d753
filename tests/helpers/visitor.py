"""A browser without a screen, over real HTTP: keeps cookies, sends forms with what they hide.

    visitor = Visitor(site.url)
    visitor.log_in("konsulent@example.org", "…")
    answer = visitor.send("/arbejde/dokumenter/nyt/", {}, document=Upload("a.txt", b"…"))

Redirects are not followed: a redirect is what acknowledges a deed. Raises Unanswered where no
whole answer came, as when the server is killed.
"""

from __future__ import annotations

import html
import http.client
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

LOGIN = "/arbejde/log-ind/"
BOUNDARY = "retning-boundary-of-a-test"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TOKEN = "csrfmiddlewaretoken"


class Unanswered(Exception):
    """Nobody answered, or the answer broke off: the visitor knows nothing of what was done."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes

    @property
    def text(self) -> str:
        """The page with its entities as the letters they stand for."""
        return html.unescape(self.body.decode())

    @property
    def location(self) -> str:
        """The path of a redirect, or an empty string."""
        return urlsplit(self.headers.get("location", "")).path


@dataclass(frozen=True)
class Upload:
    """A file of a form; its content may come in pieces of a known total size in bytes."""

    name: str
    content: bytes | Iterable[bytes]
    size: int | None = None

    def length(self) -> int:
        if isinstance(self.content, bytes):
            return len(self.content)
        assert self.size is not None, "say the size of what comes in pieces"
        return self.size

    def pieces(self) -> Iterator[bytes]:
        yield from [self.content] if isinstance(self.content, bytes) else self.content


@dataclass
class Visitor:
    """One visitor of the site at `url`; `timeout` in seconds for each step of an answer."""

    url: str
    timeout: float = 60.0
    cookies: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0  # seconds from the first byte sent to the last received

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], **files: Upload) -> Answer:
        """POST a form as it is; multipart where it has files."""
        if not files:
            body = urlencode(fields).encode()
            return self._ask("POST", path, body, kind="application/x-www-form-urlencoded")
        before, after = _around(fields, files)
        ((_, upload),) = files.items()
        length = len(before) + upload.length() + len(after)
        pieces = (piece for part in ([before], upload.pieces(), [after]) for piece in part)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self._ask("POST", path, pieces, kind=kind, length=length)

    def send(self, path: str, fields: Mapping[str, str], **files: Upload) -> Answer:
        """Open the page with the form, then send it with its hidden fields; the page itself where
        it has no form."""
        page = self.get(path)
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page.body.decode())}
        if page.status != 200 or TOKEN not in hidden:
            return page
        return self.post(path, hidden | fields, **files)

    def log_in(self, email: str, password: str) -> None:
        answer = self.send(LOGIN, {"email": email, "password": password, "next": ""})
        assert answer.status == 302, f"{answer.status}: {answer.text[:2000]}"

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | Iterable[bytes] | None = None,
        *,
        kind: str = "",
        length: int | None = None,
    ) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        if length is not None:
            headers["Content-Length"] = str(length)
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=self.timeout)
        began = time.monotonic()
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            answer = Answer(response.status, told, response.read())
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        except (OSError, http.client.HTTPException) as problem:
            raise Unanswered(f"{method} {path}: {problem!r}") from problem
        finally:
            connection.close()
        self.slowest = max(self.slowest, time.monotonic() - began)
        return answer


def _around(fields: Mapping[str, str], files: Mapping[str, Upload]) -> tuple[bytes, bytes]:
    """What stands before and after the one file's content in a multipart body."""
    ((file_field, upload),) = files.items()
    before = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    before += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{file_field}"; '
        f'filename="{upload.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    )
    return before.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()
