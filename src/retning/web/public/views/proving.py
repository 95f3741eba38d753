"""The little work that a browser does for a form before it is sent."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from retning.web.public.guarding import work_for
from retning.web.request.site import SiteRequest


@require_safe
def hearing_challenge(request: HttpRequest) -> HttpResponse:
    """What to work on for the copy whose number is `?kopi=`; each copy of a form needs its own."""
    work = work_for(request, request.GET.get("kopi", ""), now=cast(SiteRequest, request).now)
    if work is None:
        return JsonResponse({"error": "no_copy"}, status=400)
    response = JsonResponse(work)
    patch_cache_control(response, no_store=True)
    return response
