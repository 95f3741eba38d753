"""Forms of moderation: what is blacked out in a comment, marked in its own text."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.hearing.models import Comment
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services.moderation import Publish, Redact
from retning.core.screening.blackout import NotTheText, Span, brackets_for, marked, spans_in
from retning.web.staff.moderating import spans_found

AROUND = 20
"""Characters of the original that are said where a marked text differs from it."""


class CommentForm(forms.Form):
    """A form over a comment as it was seen: in which `state` (`queries.queue.state_of`)."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def now_over(self, comment: Comment) -> Self:
        """From here on, what is sent is over how the comment stands now, which is shown."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["state"] = state_of(comment)
        self.data = data
        return self


class RedactForm(CommentForm):
    """The comment as it was sent; what stands between brackets is not shown. Nothing else may be
    changed: an original is not rewritten."""

    text = forms.CharField(
        label=gettext_lazy("The comment"),
        widget=forms.Textarea(attrs={"rows": 10, "data-blackout": ""}),
        required=False,
        strip=False,
    )
    suggestion = forms.CharField(
        label=gettext_lazy("The suggestion"),
        widget=forms.Textarea(attrs={"rows": 4, "data-blackout": ""}),
        required=False,
        strip=False,
    )
    is_nameless = forms.BooleanField(
        label=gettext_lazy("Leave out who sent it"),
        help_text=gettext_lazy(
            "The sender's name then stands with nothing in the response, and they are told."
        ),
        required=False,
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        for name in ("text", "suggestion"):
            opening, closing = brackets_for(getattr(comment, name))
            self.fields[name].widget.attrs |= {"data-open": opening, "data-close": closing}
            if not getattr(comment, name):
                del self.fields[name]
        if not comment.response.shows_name:
            del self.fields["is_nameless"]

    @classmethod
    def of(cls, comment: Comment) -> RedactForm:
        """The comment with what was found in it marked already."""
        texts = {
            name: marked(getattr(comment, name), spans_found(getattr(comment, name)))
            for name in ("text", "suggestion")
        }
        return cls(initial={"state": state_of(comment), **texts}, comment=comment)

    @property
    def brackets(self) -> tuple[str, str]:
        return brackets_for(self.comment.text or self.comment.suggestion)

    def clean_text(self) -> tuple[Span, ...]:
        return self._spans("text")

    def clean_suggestion(self) -> tuple[Span, ...]:
        return self._spans("suggestion")

    @property
    def decision(self) -> Publish | Redact:
        """What is asked for, of a form that is valid. To leave out who sent it is enough."""
        is_nameless = bool(self.cleaned_data.get("is_nameless"))
        if is_nameless and not any(self.spans.values()):
            return Publish(is_nameless=True)
        return Redact(**self.spans, is_nameless=is_nameless)

    @property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """What is to be blacked out in which field."""
        return {name: self.cleaned_data.get(name) or () for name in ("text", "suggestion")}

    def _spans(self, name: str) -> tuple[Span, ...]:
        original = getattr(self.comment, name)
        try:
            return spans_in(self.cleaned_data[name], original)
        except NotTheText as refused:
            place = original[refused.position : refused.position + AROUND].strip()
            raise forms.ValidationError(self._differs(place)) from None

    def _differs(self, place: str) -> str:
        opening, closing = self.brackets
        if not place:
            return _(
                "Only %(opening)s and %(closing)s may be added. The end is not as it was sent, or "
                "a bracket lacks its partner."
            ) % {"opening": opening, "closing": closing}
        return _(
            "Only %(opening)s and %(closing)s may be added. At “%(place)s” it is not as it was "
            "sent, or a bracket lacks its partner."
        ) % {"opening": opening, "closing": closing, "place": place}
