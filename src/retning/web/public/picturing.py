"""Pictures as files: SVG and CSV at once; PNG drawn while somebody waits.

There are few threads to answer with, so one PNG is drawn at a time in a process, and whoever comes
meanwhile is asked to come again.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from retning.core.charts import Drawing, standalone
from retning.foundation.confined import Broken
from retning.foundation.reporting.pictures import png_of
from retning.web.request.rendering import cached_page
from retning.web.ui.spreadsheets import CONTENT_TYPE, as_csv

FORMS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": CONTENT_TYPE,
}
LONGEST_WAIT = 2.0
COME_AGAIN_SECONDS = 10
_TURN = BoundedSemaphore()


def picture_answer(
    request: HttpRequest, form: str, *, key_parts: tuple[str, ...], draw: Callable[[], Drawing]
) -> HttpResponse:
    """A picture in a form, kept like a page. `draw` raises Http404 where there is none."""
    if form not in FORMS:
        raise Http404("Pictures are svg, png and csv")
    is_dark = request.GET.get("moerk") == "1"

    def render() -> HttpResponse:
        made = _made(draw(), form, is_dark=is_dark)
        return made if made is not None else _come_again()

    answer = cached_page(request, key_parts=("picture", form, *key_parts), render=render)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if form != "csv":
        # For other sites: a picture can be shown wherever somebody links to it.
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _made(drawing: Drawing, form: str, *, is_dark: bool) -> HttpResponse | None:
    match form:
        case "svg":
            content: bytes | None = standalone(drawing, dark=is_dark).encode()
        case "csv":
            content = table_of(drawing)
        case _:
            content = _png(drawing, is_dark=is_dark)
    return HttpResponse(content, content_type=FORMS[form]) if content else None


def table_of(drawing: Drawing) -> bytes:
    """The table twin as CSV, with what it shows and where it comes from above it, and that it is
    made up where it is."""
    twin = drawing.table
    title = [drawing.title, gettext("Example figures")] if drawing.is_example else [drawing.title]
    return as_csv([title, [drawing.source], twin.head, *twin.rows])


def _png(drawing: Drawing, *, is_dark: bool) -> bytes | None:
    if not _TURN.acquire(timeout=LONGEST_WAIT):
        return None
    try:
        return png_of(drawing, dark=is_dark)
    except Broken:
        return None
    finally:
        _TURN.release()


def _come_again() -> HttpResponse:
    answer = HttpResponse(status=503, content_type="text/plain; charset=utf-8")
    answer.headers["Retry-After"] = str(COME_AGAIN_SECONDS)
    return answer
