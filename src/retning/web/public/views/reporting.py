"""A reader reports a comment, and opens the files that came with one."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.queries.files import as_given, public_file
from retning.apps.hearing.queries.reporting import reportable
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.reporting import report_comment
from retning.core.screening.blackout import with_bars
from retning.foundation.attachments import downloads
from retning.web.public.forms.reporting import ReportForm
from retning.web.public.guarding import COPY_FIELD, NotOurs, check, draw_copy
from retning.web.request.files import file_answer
from retning.web.request.site import SiteRequest
from retning.web.ui.links import Link

REPORT = "report"
"""What a copy of this form is drawn for."""


@csrf_exempt  # no account, no session, no cookie: nobody's rights can be borrowed by a form
@require_http_methods(["GET", "HEAD", "POST"])
def comment_report(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """The form, and a word of thanks: it is kept before that is said."""
    here = cast(SiteRequest, request)
    comment = reportable(here.municipality, slug, key, now=here.now)
    if comment is None:
        raise Http404("No such comment is shown in this municipality")
    if request.method != "POST":
        return _drawn(request, comment, ReportForm(), draw_copy(comment, what=REPORT, now=here.now))
    form, copy = ReportForm(request.POST), request.POST.get(COPY_FIELD, "")
    try:
        guarded = check(request, comment, copy, request.POST, what=REPORT)
    except NotOurs as stranger:
        form.add_error(None, stranger.sentence)
        return _drawn(request, comment, form, stranger.fresh, status=422)
    if not form.is_valid():
        return _drawn(request, comment, form, copy, status=422)
    try:
        report_comment(
            comment=comment,
            reason=form.why,
            text=form.cleaned_data["text"],
            copy=guarded.copy,
            now=here.now,
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _drawn(request, comment, form, copy, status=409)
    return _drawn(request, comment, None, "")


def _drawn(
    request: HttpRequest, comment: Any, form: ReportForm | None, copy: str, *, status: int = 200
) -> HttpResponse:
    """Each visitor's own copy: nobody keeps it. Without a form: the thanks."""
    hearing = comment.hearing
    comments = reverse("public:hearing_comments", args=[hearing.slug])
    context = {
        "form": form,
        "copy": copy,
        "text": with_bars(comment.shown_text),
        "suggestion": with_bars(comment.shown_suggestion),
        "chain": [
            Link(hearing.title, reverse("public:hearing", args=[hearing.slug])),
            Link(_("Comments"), comments),
        ],
        "back": Link(_("Back to the comments"), comments),
    }
    response = render(request, "public/comment_report.html", context, status=status)
    patch_cache_control(response, no_store=True)
    return response


@require_safe
def response_file(request: HttpRequest, slug: str, key: UUID) -> HttpResponseBase:
    """A file that came with a response, of a picture its copy without metadata; to be saved and
    never run by the browser."""
    here = cast(SiteRequest, request)
    found = public_file(here.municipality, slug, key, today=here.today)
    given = None if found is None else as_given(found)
    if found is None or given is None:
        raise Http404("No such file is shown in this municipality")
    try:
        answer = file_answer(request, given)
    except FileNotFoundError:
        raise Http404("The file is no longer here") from None
    for name, value in downloads.headers(given, name=found.name).items():
        answer.headers[name] = value
    answer.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, no_store=True)
    return answer
