"""Requests for access and erasure: written down, looked up, decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from retning.apps.hearing.enums import RequestKind, RequestState
from retning.apps.hearing.queries.holdings import AT_LEAST
from retning.apps.hearing.services.requests import LONGEST_ASKER, LONGEST_REASON
from retning.web.staff.forms.choices import wide
from retning.web.staff.forms.hearings import day_field

ANSWERS = (RequestState.GRANTED, RequestState.PARTLY, RequestState.REFUSED)


class RequestForm(forms.Form):
    """Somebody has asked."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is asked for"),
        choices=lambda: [(str(each), capfirst(str(each.label))) for each in RequestKind],
    )
    asker = forms.CharField(
        label=gettext_lazy("Who asks"),
        help_text=gettext_lazy("Name, and where the answer is to be sent."),
        max_length=LONGEST_ASKER,
        widget=wide(),
    )
    asked_on = day_field(gettext_lazy("The day it was received"))


class SearchForm(forms.Form):
    """What is searched for is personal: it is sent, and never part of an address."""

    wanted = forms.CharField(
        label=gettext_lazy("E-mail address, name or reference"),
        help_text=gettext_lazy("Names are found by any part of them."),
        min_length=AT_LEAST,
        max_length=200,
        widget=wide(),
    )


class Answers(forms.RadioSelect):
    """The answers, of which those that cannot be given cannot be chosen."""

    left: Collection[str] = ANSWERS

    def create_option(self, *args: Any, **kw: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kw)
        if option["value"] not in self.left:
            option["attrs"]["disabled"] = True
        return option


class DecisionForm(forms.Form):
    """The answer, and why."""

    state = forms.ChoiceField(
        label=gettext_lazy("The answer"),
        choices=lambda: [(str(each), capfirst(str(each.label))) for each in ANSWERS],
        widget=Answers,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy(
            "What the one who asked is told. Needed where something is refused: name the rule."
        ),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def leave(self, left: Collection[str], why: str) -> DecisionForm:
        """Offer these answers alone, and say why."""
        answers = self.fields["state"]
        answers.widget.left, answers.help_text = left, why
        return self

    def clean_state(self) -> RequestState:
        return RequestState(self.cleaned_data["state"])


def first_request(today: Any) -> dict[str, Any]:
    """What the form of a new request begins with."""
    return {"asked_on": today, "kind": RequestKind.OWN_ACCESS}
