"""Moderation behind login: the queue, several at once, what is blacked out."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.hearing.enums import WithheldFor
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.queue import Pile, files_waiting, pile_of, piles
from retning.apps.hearing.queries.received import comment_of
from retning.apps.hearing.rules import ENTER_RESPONSES, MODERATE
from retning.apps.hearing.services.moderation import decide
from retning.apps.hearing.services.refusals import Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.deciding import asked_pile, done_and_back, way_back
from retning.web.staff.forms.moderating import RedactForm
from retning.web.staff.hearing_letters import decided_letter
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.moderating import Item, items

GET_OR_POST = ["GET", "HEAD", "POST"]
COMMENTS_A_PAGE = 20
FILES_SHOWN = 50


@require_safe
@requires(MODERATE)
def hearing_queue(request: StaffRequest, key: UUID) -> HttpResponse:
    """What waits, pile by pile; `?bunke=` names the pile."""
    hearing = hearing_or_404(request, key)
    pile = asked_pile(request.GET)
    listing = Paginator(pile_of(hearing, pile), COMMENTS_A_PAGE).get_page(request.GET.get("side"))
    found = piles(hearing)
    may_enter = ENTER_RESPONSES(request.standing) and allows(hearing, May.ENTER, request.now)
    context = {
        "hearing": hearing,
        "pile": pile,
        "piles": [(each, found.comments[each]) for each in Pile],
        "files": files_waiting(hearing)[:FILES_SHOWN] if found.files else (),
        "listing": listing,
        "from_here": f"?{urlencode({'bunke': pile.value, 'side': listing.number})}",
        "files_count": found.files,
        "items": items(listing),
        "reasons": WithheldFor.choices,
        "may_decide": allows(hearing, May.MODERATE, request.now),
        "may_correct": may_enter,
    }
    return render(request, "staff/hearing/queue.html", context)


@require_POST
@requires(MODERATE)
def hearing_decide(request: StaffRequest, key: UUID) -> HttpResponse:
    """One comment or file by its button, or all that were chosen; then back to where one was."""
    return redirect(done_and_back(request, hearing_or_404(request, key)))


@require_http_methods(GET_OR_POST)
@requires(MODERATE)
def comment_redact(request: StaffRequest, key: UUID, comment: UUID) -> HttpResponse:
    """Black out some of a comment; the original is kept as it was sent."""
    hearing = hearing_or_404(request, key)
    found = comment_of(hearing, comment)
    if found is None:
        raise Http404("No such comment in this hearing")
    sent = request.method == "POST"
    form = RedactForm(request.POST, comment=found) if sent else RedactForm.of(found)
    back = way_back(request, found)
    context = {"hearing": hearing, "item": Item(found), "form": form, "back": back}
    if not sent or not form.is_valid():
        return render(request, "staff/hearing/redact.html", context, status=422 if sent else 200)
    try:
        decide(
            comment=found,
            expected=form.cleaned_data["state"],
            decision=form.decision,
            write=decided_letter(request),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        stands = comment_of(hearing, comment) or found
        form.add_error(None, refusal.sentence)
        form.now_over(stands)
        context["item"] = Item(stands)
        return render(request, "staff/hearing/redact.html", context, status=409)
    messages.success(request, _("Everyone can read it now, without what was blacked out."))
    return redirect(back.url)
