"""The reading room: read the text, write where you read, send it once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries import answering, phases
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.sending import Sent, send_response, sent_before
from retning.foundation.attachments.enclosures import Enclosure
from retning.web.public.forms.answering import SenderForm, Written, written
from retning.web.public.forms.posted import FILES, TooMuch, posted
from retning.web.public.guarding import COPY_FIELD, NotOurs, check, draw_copy
from retning.web.public.personal import personal
from retning.web.public.presenters.answering import invited_sender, privacy_of, reading_room
from retning.web.public.presenters.receipts import receipt_path, receipt_writer
from retning.web.public.uploads import chosen_again, too_large
from retning.web.request.site import SiteRequest

INVITED_QUERY, INVITED_FIELD = "inviteret", "invited"
TEMPLATE, GIVEN_BACK = "public/hearing_answer.html", "public/hearing_given_back.html"
TOO_MUCH = "public/hearing_too_much.html"


@dataclass(frozen=True)
class Page:
    """The reading room as it is drawn for one visitor: what is in its fields, and what is wrong.
    `sentence` is what is wrong with all of it, `files_error` with the files; `files` is how many
    were sent, which a browser does not keep."""

    copy: str
    sender: SenderForm
    said: Written
    invited: str = ""
    sentence: str = ""
    files_error: str = ""
    files: int = 0


@csrf_exempt  # no account, no session, no cookie: nobody's rights can be borrowed by a form
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """The form is drawn for one visitor; what is sent is kept before the answer to it is
    written."""
    here = cast(SiteRequest, request)
    hearing = answering.answered_hearing(here.municipality, slug)
    if hearing is None or not _is_seen(hearing, here):
        raise Http404("No such hearing in this municipality")
    if request.method == "POST":
        return _taken(here, hearing)
    if not allows(hearing, May.ANSWER, here.now):
        context = {"hearing": hearing} | _days(hearing, here)
        return personal(render(request, GIVEN_BACK, context))
    secret = request.GET.get(INVITED_QUERY, "")
    invitation = answering.invited(hearing, secret)
    page = Page(
        copy=draw_copy(hearing, now=here.now),
        sender=SenderForm(initial=invited_sender(invitation)),
        said=Written(),
        invited=secret if invitation else "",
    )
    return _drawn(here, hearing, page)


def _is_seen(hearing: phases.Dated, here: SiteRequest) -> bool:
    return phases.phase_of(hearing, here.now) is not Phase.DRAFT


def _taken(here: SiteRequest, hearing: Any) -> HttpResponse:
    """What became of a form that was sent."""
    try:
        fields, files = posted(here)
    except TooMuch as much:
        context = {"hearing": hearing, "sentence": much.sentence} | _days(hearing, here)
        return personal(render(here, TOO_MUCH, context, status=413))
    said = written(fields, answering.heard_rows(hearing))
    page = Page(
        copy=fields.get(COPY_FIELD, ""),
        sender=SenderForm(fields),
        said=said,
        invited=fields.get(INVITED_FIELD, ""),
        files=len(files),
    )
    try:
        guarded = check(here, hearing, page.copy, fields)
    except NotOurs as stranger:
        if not allows(hearing, May.ANSWER, here.now):
            return _given_back(here, hearing, said)
        return _again(here, hearing, page, copy=stranger.fresh, sentence=stranger.sentence)
    if not allows(hearing, May.ANSWER, here.now):
        before = sent_before(hearing, guarded.copy)
        return _given_back(here, hearing, said) if before is None else _received(hearing, before)
    unkept = too_large(here)
    if unkept:
        beside = page.files + 1  # the large one has been let go of already
        return _again(here, hearing, page, status=413, files_error=unkept, files=beside)
    if not page.sender.is_valid() or said.errors or said.homeless:
        return _again(here, hearing, page)
    try:
        sent = _sent(here, hearing, page, files, guarded)
    except Refused as refusal:
        return _refused(here, hearing, page, refusal)
    return _received(hearing, sent.response)


def _sent(
    here: SiteRequest, hearing: Any, page: Page, files: Sequence[UploadedFile[Any]], guarded: Any
) -> Sent:
    return send_response(
        hearing=hearing,
        copy=guarded.copy,
        sender=page.sender.sender,
        said=page.said.said,
        held_for=guarded.held_for,
        enclosures=[Enclosure(file.chunks(), file.name or "") for file in files],
        invitation=answering.invited(hearing, page.invited),
        letter=receipt_writer(here, hearing),
        now=here.now,
    )


def _refused(here: SiteRequest, hearing: Any, page: Page, refusal: Refused) -> HttpResponse:
    match refusal.code:
        case Refusal.NOT_NOW:
            return _given_back(here, hearing, page.said)
        case Refusal.NOTHING_SAID:
            return _again(here, hearing, page, sentence=refusal.sentence)
        case Refusal.ADDED_ENOUGH | Refusal.IS_WITHDRAWN:
            fresh = draw_copy(hearing, now=here.now)  # sent once more, it is a response of its own
            return _again(here, hearing, page, copy=fresh, sentence=refusal.sentence)
        case _:
            return _again(here, hearing, page, files_error=refusal.sentence)


def _received(hearing: Any, response: Any) -> HttpResponse:
    """On to the receipt, which a reload does not send again."""
    answer = redirect(receipt_path(hearing.slug, response))
    answer.status_code = 303
    return personal(answer)


def _again(
    here: SiteRequest, hearing: Any, page: Page, *, status: int = 422, **changed: Any
) -> HttpResponse:
    """The same form with all that was written in it, and what is to be mended."""
    page.sender.is_valid()
    given = replace(page, **changed)
    given = replace(given, files_error=chosen_again(given.files_error, given.files))
    return _drawn(here, hearing, given, status=status)


def _drawn(here: SiteRequest, hearing: Any, page: Page, *, status: int = 200) -> HttpResponse:
    room = reading_room(answering.heard_tree(hearing), page.said)
    context = {
        "hearing": hearing,
        "room": room,
        "form": page.sender,
        "given": page,
        "copy": page.copy,
        "files_field": FILES,
        "privacy": privacy_of(hearing),
        "mistakes": _mistakes(page, room),
    }
    return personal(render(here, TEMPLATE, context | _days(hearing, here), status=status))


def _mistakes(page: Page, room: Any) -> list[tuple[str, str]]:
    """Everything that is to be mended, as pairs of the place and the words, in the page's order."""
    found = [("", page.sentence)] if page.sentence else []
    found += room.mistakes
    found += [(FILES, page.files_error)] if page.files_error else []
    errors = page.sender.errors if page.sender.is_bound else {}
    found += [
        (page.sender[name].id_for_label, str(error))
        for name in page.sender.fields
        for error in errors.get(name, ())
    ]
    return found


def _given_back(here: SiteRequest, hearing: Any, said: Written) -> HttpResponse:
    """The hearing takes no more: everything that was written, to be copied."""
    texts = [*said.values.values(), *said.homeless]
    context = {"hearing": hearing, "texts": texts} | _days(hearing, here)
    return personal(render(here, GIVEN_BACK, context, status=409))


def _days(hearing: Any, here: SiteRequest) -> dict[str, Any]:
    ends = phases.closes_at(hearing)
    return {
        "phase": phases.phase_of(hearing, here.now),
        "days_left": phases.days_left(hearing, here.now),
        "is_in_grace": phases.is_in_grace(hearing, here.now),
        "sent_until": None if ends is None else ends + phases.GRACE,
    }
