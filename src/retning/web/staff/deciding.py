"""What a moderator's form asks for, and what they are told became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from retning.apps.hearing.enums import WithheldFor
from retning.apps.hearing.models import Comment, Hearing
from retning.apps.hearing.queries.queue import Pile
from retning.apps.hearing.queries.received import comment_of, file_of
from retning.apps.hearing.services.moderation import (
    Keep,
    Publish,
    Several,
    Withhold,
    decide,
    decide_file,
    decide_several,
)
from retning.apps.hearing.services.refusals import Refused
from retning.web.request.site import StaffRequest
from retning.web.staff.hearing_letters import decided_letter
from retning.web.staff.numbers import number_or_none

Deed = Publish | Keep | Withhold


class NotAsked(ValueError):
    """A form that asks for nothing that can be done; `sentence` says what is missing."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


def asked_of_one(data: QueryDict) -> tuple[UUID, Deed] | None:
    """The one comment or file that a button names, and what is to be done; None where no button of
    one was pressed. Raises NotAsked."""
    for name, make in _ONE.items():
        if name in data:
            try:
                key = UUID(str(data[name]))
            except ValueError:
                raise NotAsked(_SAY_WHICH) from None
            return key, make(data.get(f"reason-{key}", ""))
    return None


def asked_of_several(data: QueryDict) -> tuple[dict[UUID, str], Publish | Withhold]:
    """The comments that were chosen, each with the state it was seen in, and what is to be done.
    Raises NotAsked."""
    chosen: dict[UUID, str] = {}
    for each in data.getlist("chosen"):
        try:
            chosen[UUID(each)] = data.get(f"state-{each}", "")
        except ValueError:
            raise NotAsked(_SAY_WHICH) from None
    if not chosen:
        raise NotAsked(_SAY_WHICH)
    if "publish_chosen" in data:
        return chosen, Publish()
    return chosen, _withheld(data.get("reason", ""))


def seen_state(data: QueryDict, key: UUID) -> str:
    """The state in which whoever sent a form had read a comment or file."""
    return str(data.get(f"state-{key}", ""))


def next_after(data: QueryDict, key: UUID) -> str:
    """The key of what comes after in the form that was sent; empty where it was the last."""
    keys = [name.removeprefix("state-") for name in data if name.startswith("state-")]
    after = keys[keys.index(str(key)) + 1 :] if str(key) in keys else []
    return after[0] if after else ""


def _withheld(reason: str) -> Withhold:
    if reason not in WithheldFor.values:
        raise NotAsked(gettext("Say why it is not shown: its sender is told."))
    return Withhold(WithheldFor(reason))


_ONE: Mapping[str, Callable[[str], Deed]] = {
    "publish": lambda _reason: Publish(),
    "publish_nameless": lambda _reason: Publish(is_nameless=True),
    "keep": lambda _reason: Keep(),
    "withhold": _withheld,
}
_SAY_WHICH = gettext_lazy("Choose at least one comment.")


def said_of(decision: Deed) -> str:
    """What a moderator is told when one has been decided."""
    match decision:
        case Publish(is_nameless=True):
            return gettext(
                "Everyone can read it now, without who sent it. Nor does the sender's name stand "
                "with anything else in the response."
            )
        case Publish():
            return gettext("Everyone can read it now.")
        case Keep():
            return gettext("It stays as it stands, and the reports of it are settled.")
        case Withhold():
            return gettext("It is not shown. The municipality keeps it and reads it all the same.")


def said_of_several(outcome: Several, decision: Publish | Withhold) -> list[str]:
    """What became of many, in sentences."""
    found = []
    if outcome.done:
        shown = ngettext(
            "Everyone can read %(count)s comment now.",
            "Everyone can read %(count)s comments now.",
            outcome.done,
        )
        hidden = ngettext(
            "%(count)s comment is not shown.", "%(count)s comments are not shown.", outcome.done
        )
        said = shown if isinstance(decision, Publish) else hidden
        found.append(said % {"count": outcome.done})
    if outcome.alone:
        found.append(
            ngettext(
                "%(count)s comment may hold a CPR number: look at it by itself.",
                "%(count)s comments may hold a CPR number: look at each by itself.",
                outcome.alone,
            )
            % {"count": outcome.alone}
        )
    if outcome.meanwhile:
        found.append(
            ngettext(
                "Somebody else has decided on %(count)s comment meanwhile: it is as they left it.",
                "Somebody else has decided on %(count)s comments meanwhile: they are as they were "
                "left.",
                outcome.meanwhile,
            )
            % {"count": outcome.meanwhile}
        )
    return found


# --- Done ------------------------------------------------------------------------------


@dataclass(frozen=True)
class WayBack:
    """Where whoever opened a comment's own page came from."""

    url: str
    label: str


def way_back(request: StaffRequest, comment: Comment) -> WayBack:
    """To the comment in the pile that the address of its page names, else to its response."""
    hearing = comment.hearing
    if "bunke" in request.GET:
        url = _queue(hearing, request.GET, str(comment.key))
        return WayBack(url, gettext("What waits to be looked at"))
    response = comment.response
    said = gettext("Response %(reference)s") % {"reference": response.reference}
    return WayBack(reverse("staff:response", args=[hearing.key, response.key]), said)


def done_and_back(request: StaffRequest, hearing: Hearing) -> str:
    """Decide on the one that a button names, or on all that were chosen, and say what came of it;
    the address of where whoever sent the form was."""
    following = ""
    try:
        one = asked_of_one(request.POST)
        if one is None:
            _decide_several(request, hearing)
        else:
            following = _decide_one(request, hearing, *one)
    except NotAsked as lack:
        messages.error(request, lack.sentence)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return _back(request, hearing, following)


def asked_pile(query: QueryDict) -> Pile:
    """The pile that an address or a form names; else what waits."""
    asked = query.get("bunke", "")
    return Pile(asked) if asked in Pile.values else Pile.WAITING


def _back(request: StaffRequest, hearing: Hearing, following: str) -> str:
    """The response's page where its form was sent, else the pile; at what comes next in it."""
    response = request.POST.get("response", "")
    if response:
        try:
            return reverse("staff:response", args=[hearing.key, UUID(response)])
        except ValueError:
            raise Http404("No such response") from None
    return _queue(hearing, request.POST, following)


def _queue(hearing: Hearing, data: QueryDict, following: str) -> str:
    """The pile and the page of it that a form or an address names, at a comment of it."""
    address = reverse("staff:hearing_queue", args=[hearing.key])
    number = number_or_none(data.get("side", "")) or 1
    page = f"&side={number}" if number > 1 else ""
    place = f"#comment-{following}" if following else ""
    return f"{address}?bunke={asked_pile(data)}{page}{place}"


def _decide_one(request: StaffRequest, hearing: Hearing, key: UUID, decision: Deed) -> str:
    expected = seen_state(request.POST, key)
    write = decided_letter(request)
    comment = comment_of(hearing, key)
    if comment is not None:
        decide(
            comment=comment,
            expected=expected,
            decision=decision,
            write=write,
            by=request.user,
            now=request.now,
        )
    else:
        file = file_of(hearing, key)
        if file is None or isinstance(decision, Keep):
            raise Http404("No such comment or file in this hearing")
        decide_file(
            file=file,
            expected=expected,
            decision=decision,
            write=write,
            by=request.user,
            now=request.now,
        )
    messages.success(request, said_of(decision))
    return next_after(request.POST, key)


def _decide_several(request: StaffRequest, hearing: Hearing) -> None:
    chosen, decision = asked_of_several(request.POST)
    outcome = decide_several(
        hearing=hearing,
        chosen=chosen,
        decision=decision,
        write=decided_letter(request),
        by=request.user,
        now=request.now,
    )
    tell = messages.warning if outcome.alone or outcome.meanwhile else messages.success
    tell(request, " ".join(said_of_several(outcome, decision)))
