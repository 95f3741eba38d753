"""Public pages rendered once: kept by what they are made of, answered conditionally.

A page is named by everything that can change it: what its view says it is made of (`key_parts`,
as a rule the edition's checksum), this build of the software, the language, the municipality's
appearance, what the menu says of hearings, and the address. The name is the ETag, so a browser or
a proxy that has the page is told so without anything being rendered, and a kept page need never be
thrown away.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from retning.apps.organisation.queries import appearance_checksum, appearance_of
from retning.web.request.build import template_build
from retning.web.request.site import SiteRequest

CACHE = "pages"
# For a goal page of 69 kB: 5 takes three times as long and saves 0.7 kB of 10.8. A window as large
# as the largest page; a larger one is only cleared in vain.
BROTLI_QUALITY, BROTLI_WINDOW = 4, 18
GZIP_QUALITY = 6  # 9 takes twice as long, and saves one byte in a hundred
PLAIN = "br"
"""How a page is kept that was asked for in no encoding at all: what takes least time, and what the
next visitor most likely asks for."""


class NotCacheable(RuntimeError):
    """A page that is to be kept for everyone has asked who is looking, or has set a cookie."""


@dataclass(frozen=True)
class KeptPage:
    """A rendered page, only as compressed, in each encoding that somebody has asked for: nearly
    every visitor takes brotli."""

    content_type: str
    language: str
    encoded: Mapping[str, bytes]

    def content(self) -> bytes:
        """The page itself."""
        encoding, encoded = next(iter(self.encoded.items()))
        return brotli.decompress(encoded) if encoding == "br" else gzip.decompress(encoded)


def cached_page(
    request: HttpRequest,
    *,
    key_parts: tuple[str, ...],
    render: Callable[[], HttpResponse],
) -> HttpResponse:
    """The page that `render` makes, rendered only where nobody has it yet.

    `key_parts` name all of the page's content that can change, among it every query parameter
    that the view reads. Whoever comes with a session gets a page of their own that nobody keeps.
    Raises NotCacheable where the rendering of a shared page reads the session or sets a cookie.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response = render()
        patch_cache_control(response, private=True, no_store=True)
        return response
    name = page_name(cast(SiteRequest, request), key_parts)
    not_modified = get_conditional_response(request, etag=_etag(name))
    if not_modified is not None:
        return _described(not_modified, name)
    keeps = not request.META.get("QUERY_STRING")
    found = cast(KeptPage | None, caches[CACHE].get(name)) if keeps else None
    encoding = _encoding(request)
    if found is not None:
        kept = _also(found, encoding)
    else:
        # A visitor's damaged cookie may already have asked for a new one; that is not the page.
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        response = render()
        _check_shared(request, response)
        if response.status_code != 200:
            return response
        kept = _kept(response, encoding)
    if keeps and kept is not found:
        caches[CACHE].set(name, kept, timeout=None)
    return _described(_answer(request, kept, encoding), name)


def page_name(request: SiteRequest, key_parts: tuple[str, ...]) -> str:
    """64 hexadecimal characters: the page's ETag and the key it is kept under."""
    parts = [
        *key_parts,
        template_build(),
        get_language(),
        request.municipality.pk,
        appearance_checksum(appearance_of(request.municipality)),
        repr(request.hearings),
        request.get_host(),
        request.get_full_path(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _etag(name: str) -> str:
    # Weak: the same page is sent in three encodings.
    return f'W/"{name}"'


def _check_shared(request: HttpRequest, response: HttpResponse) -> None:
    session = getattr(request, "session", None)
    if session is not None and session.accessed:
        raise NotCacheable("A page for everyone has asked for the session, or for the user")
    if response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
        raise NotCacheable("A page for everyone has set a cookie, or used csrf_token")


def _kept(response: HttpResponse, encoding: str) -> KeptPage:
    return KeptPage(
        content_type=response.headers["Content-Type"],
        language=get_language() or settings.LANGUAGE_CODE,
        encoded={encoding or PLAIN: _compressed(response.content, encoding or PLAIN)},
    )


def _also(kept: KeptPage, encoding: str) -> KeptPage:
    """The same page, in this encoding too."""
    if not encoding or encoding in kept.encoded:
        return kept
    added = {encoding: _compressed(kept.content(), encoding)}
    return replace(kept, encoded={**kept.encoded, **added})


def _compressed(content: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(content, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW))
    return gzip.compress(content, compresslevel=GZIP_QUALITY, mtime=0)


def _encoding(request: HttpRequest) -> str:
    """Which encoding is sent, "" for none."""
    accepted = _accepted_encodings(request.headers.get("Accept-Encoding", ""))
    return next((each for each in ("br", "gzip") if each in accepted), "")


def _answer(request: HttpRequest, kept: KeptPage, encoding: str) -> HttpResponse:
    content = kept.encoded[encoding] if encoding else kept.content()
    response = HttpResponse(
        b"" if request.method == "HEAD" else content, content_type=kept.content_type
    )
    response.headers["Content-Language"] = kept.language
    response.headers["Content-Length"] = str(len(content))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _accepted_encodings(header: str) -> frozenset[str]:
    """The encodings a browser takes: named in Accept-Encoding and not with the weight 0."""
    accepted = set()
    for part in header.lower().split(","):
        encoding, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(encoding.strip())
    return frozenset(accepted)


def _described(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["ETag"] = _etag(name)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
