"""Publishing: what is lacking, what has changed, which decisions; then everyone can read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.queries.hearings import proposals_to_hear
from retning.apps.hearing.rules import MANAGE_HEARINGS
from retning.apps.organisation.rules import RECORD_RESOLUTIONS
from retning.apps.organisation.services import Refused as OrganisationRefused
from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.lineage import draft_lineage
from retning.apps.strategy.queries.rows import changes_since, draft_checksum, last_edition
from retning.apps.strategy.rules import PUBLISH, READ_DRAFTS, Lack
from retning.apps.strategy.services.editions import publish_edition, publishing_lacks
from retning.apps.strategy.services.refusals import DraftChanged, NotPublishable, Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.changes import shown_changes
from retning.web.staff.forms.publishing import PublishForm, ResolutionForm
from retning.web.staff.lookups import edition_or_404, hearing_asked_or_none, strategy_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@requires(PUBLISH)
def publish(request: StaffRequest, key: UUID) -> HttpResponse:
    """One page: what is lacking, the red-line, the choice, the confirmation."""
    strategy = strategy_or_404(request, key)
    last = last_edition(strategy)
    form = PublishForm(
        request.POST or None,
        strategy=strategy,
        initial={"kind": _next_kind(last), "resolutions": request.GET.getlist("beslutning")},
    )
    lacks: Sequence[Lack] | None = None
    if form.is_bound and form.is_valid():
        try:
            edition = _published(request, strategy, form.cleaned_data)
        except NotPublishable as refusal:
            lacks = refusal.lacks
        except DraftChanged:
            strategy.refresh_from_db()  # and the page tells what it is now
        except Refused as refusal:
            messages.error(request, sentences.refused(refusal.code))
        else:
            return redirect("staff:edition", key, edition.number)
    return _page(request, strategy, form, last, lacks)


def _page(
    request: StaffRequest,
    strategy: Any,
    form: PublishForm,
    last: Any,
    lacks: Sequence[Lack] | None,
) -> HttpResponse:
    """The draft as it is now. Where it is not the one that the form was sent from: 409."""
    outline = draft_outline(strategy)
    checksum = draft_checksum(outline)
    form.initial["checksum"] = checksum
    if lacks is None:
        kind, rests_on = _chosen(form)
        lacks = publishing_lacks(outline=outline, kind=kind, resolutions=rests_on)
    is_changed = form.shown_over(checksum)
    context: dict[str, Any] = {
        "strategy": strategy,
        "form": form,
        "last": last,
        "number": (last.number if last else 0) + 1,
        "changes": shown_changes(changes_since(last, outline)),
        "unowned_count": len(outline.goals_without_owner),
        "unanswered_count": len(draft_lineage(outline).unanswered),
        "may_record": RECORD_RESOLUTIONS(request.standing),
        "lacks": [sentences.lack(code, key=strategy.key) for code in lacks],
        "is_changed": is_changed,
    }
    status = 200 if not form.is_bound else 409 if is_changed else 422
    return render(request, "staff/publish.html", context, status=status)


def _chosen(form: PublishForm) -> tuple[EditionKind, list[Any]]:
    """What has been chosen so far; a proposal, which lacks least, where nothing is."""
    chosen = form.cleaned_data if form.is_bound else {}
    kind = EditionKind(chosen.get("kind") or EditionKind.PROPOSAL)
    return kind, list(chosen.get("resolutions") or ())


def _published(request: StaffRequest, strategy: Any, chosen: dict[str, Any]) -> Any:
    return publish_edition(
        strategy=strategy,
        kind=EditionKind(chosen["kind"]),
        resolutions=list(chosen["resolutions"]),
        note=chosen["note"],
        expected_checksum=chosen["checksum"],
        by=request.user,
        now=request.now,
    )


def _next_kind(last: Any) -> str:
    """What most likely comes next: a proposal first; after an adoption, a revision."""
    if last is None:
        return EditionKind.PROPOSAL
    return EditionKind.ADOPTED if last.kind == EditionKind.PROPOSAL else EditionKind.REVISED


@require_safe
@requires(READ_DRAFTS)
def edition(request: StaffRequest, key: UUID, number: int) -> HttpResponse:
    """What was published, and where everyone reads it."""
    strategy = strategy_or_404(request, key)
    found = edition_or_404(request, strategy, number)
    is_offered = proposals_to_hear(request.municipality).filter(pk=found.pk).exists()
    context = {
        "strategy": strategy,
        "edition": found,
        "edition_id": str(found.pk),
        "resolutions": found.resolutions.all(),
        "may_hear": is_offered and MANAGE_HEARINGS(request.standing),
    }
    return render(request, "staff/edition.html", context)


@require_http_methods(GET_OR_POST)
@requires(RECORD_RESOLUTIONS)
def resolution_record(request: StaffRequest, key: UUID) -> HttpResponse:
    """Record what a body decided about the strategy. `?hoering=` is the key of the hearing of it
    that is to rest on the decision."""
    strategy = strategy_or_404(request, key)
    hearing = hearing_asked_or_none(request, strategy)
    form = ResolutionForm(
        request.POST or None, municipality=request.municipality, day=request.today
    )
    back = "staff:publish" if PUBLISH(request.standing) else "staff:strategy"
    context = {
        "strategy": strategy,
        "hearing": hearing,
        "form": form,
        "back": reverse("staff:hearing_days", args=[hearing.key])
        if hearing
        else reverse(back, args=[key]),
    }
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/resolution.html", context, status=status)
    try:
        resolution = record_resolution(by=request.user, now=request.now, **form.cleaned_data)
    except OrganisationRefused as refusal:
        form.add_error(
            next((n for n in refusal.fields if n in form.fields), None), refusal.sentence
        )
        return render(request, "staff/resolution.html", context, status=422)
    messages.success(request, _("The decision has been recorded."))
    return redirect(f"{context['back']}?beslutning={resolution.pk}")
