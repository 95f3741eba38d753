"""Files that come along with what somebody says, to show it: field, quota, sentences, download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from retning.foundation.attachments import downloads
from retning.foundation.attachments.enclosures import LIMIT, Enclosure
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import Refusal, Refused
from retning.web.request.files import file_answer
from retning.web.request.site import StaffRequest
from retning.web.staff.uploads import QuotaUploadHandler

FIELD = "enclosure"
_EMPTY = gettext_lazy("The file is empty. Choose another one.")
_REFUSED: Mapping[Refusal, Any] = {
    Refusal.EMPTY: _EMPTY,
    Refusal.ENCRYPTED: gettext_lazy("The file is protected by a password. Save it without one."),
    Refusal.DAMAGED: gettext_lazy("The file cannot be opened: it is damaged. Save it again."),
    Refusal.BOMB: gettext_lazy("The file is built in a way that no document is."),
}


class EnclosureField(forms.FileField):
    """A file that may come along. It belongs last in its form: of one that is too large nothing
    after it is read."""

    def __init__(self, *, seen_by: Any) -> None:
        super().__init__(
            label=gettext_lazy("A file that shows it"),
            help_text=seen_by,
            required=False,
            max_length=500,
            error_messages={"invalid": _EMPTY, "empty": _EMPTY},
            widget=forms.FileInput(
                attrs={
                    "accept": ".pdf,.png,.jpg,.jpeg,.webp,.docx,.doc,.odt,.rtf,.txt,.csv,"
                    ".xlsx,.xls,.ods,.pptx,.ppt,.odp"
                }
            ),
        )


def takes_an_enclosure(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view whose form may bring a file. The quota must stand before anything is read of the
    request, so the check against forgery is made inside."""
    checked = csrf_protect(cast(Any, view))

    @csrf_exempt
    @wraps(view)
    def with_quota(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [QuotaUploadHandler(request, limit=LIMIT)]
        return cast(HttpResponse, checked(request, *args, **kwargs))

    return with_quota


def enclosed(form: forms.Form) -> Enclosure | None:
    """The file that came with a valid form, if any."""
    sent = form.cleaned_data[FIELD]
    return Enclosure(sent.chunks(), sent.name) if sent else None


def is_in_order(request: HttpRequest, form: forms.Form) -> bool:
    """Whether a form that was sent is valid, and its file not too large. A file that came with what
    must be mended is not kept, so it is asked for again."""
    handler = request.upload_handlers[0]
    if isinstance(handler, QuotaUploadHandler) and handler.is_exceeded:
        form.add_error(FIELD, _too_large())
    elif not form.is_valid() and request.FILES and FIELD not in form.errors:
        ask_again(form)
    return form.is_valid()


def ask_again(form: forms.Form) -> None:
    """Say that the file has to be chosen once more, which no browser does by itself."""
    form.add_error(FIELD, _("Choose the file again. It was not kept, as something else is wrong."))


def refuse(form: forms.Form, refused: Refused) -> None:
    """Say beside the field why a file was not taken."""
    if refused.code is Refusal.TOO_LARGE:
        said = _too_large()
    elif refused.code in _REFUSED:
        said = str(_REFUSED[refused.code])
    else:
        said = _(
            "The file is of a kind that is not kept here. Save it as PDF, a picture (PNG or JPEG), "
            "Word, Excel, OpenDocument or text."
        )
    form.add_error(FIELD, said)


def _too_large() -> str:
    return _("The file is larger than %(limit)s MB. Nothing has been saved.") % {
        "limit": LIMIT // 1_000_000
    }


def download(
    request: StaffRequest, attachment: Attachment | None, *, name: str = ""
) -> HttpResponseBase:
    """The file, to be saved under `name` or its own and never run. Raises Http404 where there is
    none, where it is another municipality's, or where it has been lost."""
    if attachment is None or attachment.tenant != request.municipality.pk:
        raise Http404("No such file in this municipality")
    try:
        answer = file_answer(request, attachment)
    except FileNotFoundError:
        raise Http404("The file is no longer here") from None
    for header, value in downloads.headers(attachment, name=name).items():
        answer.headers[header] = value
    return answer
