"""What people send in: a response, its comments on exact wordings, its files, and what readers
report."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import (
    Channel,
    CommentKind,
    CopyProblem,
    ReportReason,
    ScanState,
    SenderKind,
    Showing,
    WithheldFor,
)
from retning.apps.hearing.models.hearings import Hearing, Invitation
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.attachments.models import Attachment
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Versioned

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


def _while_in_hearing(since: str) -> Retention:
    return Retention(
        purpose=_("to hear those concerned, to answer them, and to show what was said"),
        keep=timedelta(0),
        then=Afterwards.ANONYMISE,
        basis=_("GDPR article 6(1)(e): the hearing of those concerned; what is on record is kept"),
        since=since,
    )


_SHOWN = Retention(
    purpose=_("to show what was said in the hearing"),
    keep=None,
    then=Afterwards.KEEP,
    basis=_("looked at before it was shown; part of what the council decided on"),
)


class Response(OwnedByMunicipality, Versioned):
    """What one sender sent in: comments and files under one reference.

    `copy` is the number of the copy of the form it was sent with: the same copy counts once,
    however often it is sent; null where staff entered it. `reference` is what the sender is told.
    The secret address to follow it is made of `key` and the installation's secret
    (`queries.secrets`), and is kept nowhere. `held_for` are codes of `HeldFor`.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "hearing",
            "reference",
            "channel",
            "received_at",
            "dated_on",
            "is_late",
            "sender_kind",
            "invitation",
            "shows_name",
            "language",
            "held_for",
            "withdrawn_at",
            "erased_at",
            "told_at",
        ),
        hashed=("name", "organisation", "on_behalf_of", "email"),
        never=("copy", "postcode", "source_note"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: _while_in_hearing("hearing__erased_on")
        for name in ("name", "organisation", "on_behalf_of", "email", "postcode", "source_note")
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="responses")
    copy = models.BigIntegerField(unique=True, null=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    channel = models.CharField(_("came by"), max_length=10, choices=Channel.choices)
    received_at = models.DateTimeField(_("received"))
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    is_late = models.BooleanField(_("came too late"), default=False)
    sender_kind = models.CharField(_("sender"), max_length=12, choices=SenderKind.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    shows_name = models.BooleanField(_("the name may be shown"), default=False)
    source_note = models.CharField(_("where it came from"), max_length=300, blank=True)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    language = models.CharField(max_length=2, default="da")
    held_for = models.JSONField(_("to be looked at because it"), default=list, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn from publication"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    told_at = models.DateTimeField(_("told of what was decided"), null=True, blank=True)

    objects: ClassVar[models.Manager[Response]] = models.Manager()

    if TYPE_CHECKING:
        comments: RelatedManager[Comment]
        files: RelatedManager[ResponseFile]

    class Meta:
        ordering = ["hearing", "received_at", "pk"]
        indexes = [models.Index(fields=["hearing", "received_at"], name="responses_by_time")]

    def __str__(self) -> str:
        return self.reference


class Comment(OwnedByMunicipality):
    """One response's text on one frozen row: the exact wording that was heard. What is about the
    whole sits on the strategy's row. `text` and `suggestion` are as they were sent and never
    change, but for what staff typed, which they can correct (`Correction`); what everyone reads is
    `shown_text` and `shown_suggestion`, which a redaction may differ from them in. `suggestion` is
    the wording to put instead, or the goal that is missing.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "response",
            "hearing",
            "row",
            "row_key",
            "kind",
            "received_at",
            "showing",
            "withheld_for",
            "held_for",
            "decided_at",
            "published_at",
            "is_redacted",
            "corrected_at",
        ),
        never=("text", "suggestion", "shown_text", "shown_suggestion"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "text": _while_in_hearing("hearing__erased_on"),
        "suggestion": _while_in_hearing("hearing__erased_on"),
        "shown_text": _SHOWN,
        "shown_suggestion": _SHOWN,
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="comments")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="comments")
    row = models.ForeignKey(FrozenRow, on_delete=models.PROTECT, related_name="+")
    row_key = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=10, choices=CommentKind.choices)
    text = models.TextField(_("comment"), blank=True)
    suggestion = models.TextField(_("suggestion"), blank=True)
    received_at = models.DateTimeField(_("received"))
    showing = models.CharField(
        _("shown"), max_length=10, choices=Showing.choices, default=Showing.WAITING
    )
    withheld_for = models.CharField(
        _("not shown because"), max_length=15, choices=WithheldFor.choices, blank=True
    )
    held_for = models.JSONField(_("to be looked at because it"), default=list, blank=True)
    decided_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    published_at = models.DateTimeField(_("shown from"), null=True, blank=True)
    is_redacted = models.BooleanField(_("partly blacked out"), default=False)
    shown_text = models.TextField(_("comment as shown"), blank=True)
    shown_suggestion = models.TextField(_("suggestion as shown"), blank=True)
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True)

    objects: ClassVar[models.Manager[Comment]] = models.Manager()

    if TYPE_CHECKING:
        corrections: RelatedManager[Correction]

    class Meta:
        ordering = ["hearing", "received_at", "pk"]
        indexes = [
            models.Index(fields=["hearing", "showing", "published_at"], name="comments_by_showing"),
            models.Index(
                fields=["hearing", "row_key", "showing", "published_at"], name="comments_by_row"
            ),
            models.Index(fields=["row_key", "showing"], name="comments_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.kind}"


class Correction(OwnedByMunicipality):
    """Staff have corrected what they typed of a letter, an e-mail or a call: how the comment read
    until then, and why it was changed. The record has both."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("comment", "corrected_at"), never=("text", "suggestion", "reason")
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: _while_in_hearing("comment__hearing__erased_on")
        for name in ("text", "suggestion", "reason")
    }

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField(_("comment before"), blank=True)
    suggestion = models.TextField(_("suggestion before"), blank=True)
    reason = models.CharField(_("why it was corrected"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("corrected"))

    objects: ClassVar[models.Manager[Correction]] = models.Manager()

    class Meta:
        ordering = ["corrected_at", "pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.corrected_at}"


class ResponseFile(OwnedByMunicipality):
    """A file that came with a response, under the name its sender gave it. `attachment` is as it
    was sent, for the record; of a picture everyone is given `public_copy`, which a job makes
    (`services.pictures`), or nothing where `copy_problem` says why there is none.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "response",
            "attachment",
            "public_copy",
            "copy_problem",
            "received_at",
            "scan",
            "scanned_at",
            "showing",
            "withheld_for",
            "decided_at",
        ),
        never=("name",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "name": Retention(
            purpose=_("to hear those concerned"),
            keep=timedelta(0),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e); the municipality's record keeps the file"),
            since="response__hearing__erased_on",
        )
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="files")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    public_copy = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    copy_problem = models.CharField(
        _("not copied because"), max_length=10, choices=CopyProblem.choices, blank=True
    )
    name = models.CharField(_("name of the file"), max_length=200)
    received_at = models.DateTimeField(_("received"))
    scan = models.CharField(
        _("examined"), max_length=12, choices=ScanState.choices, default=ScanState.WAITING
    )
    scanned_at = models.DateTimeField(_("examined"), null=True, blank=True)
    showing = models.CharField(
        _("shown"), max_length=10, choices=Showing.choices, default=Showing.WAITING
    )
    withheld_for = models.CharField(
        _("not shown because"), max_length=15, choices=WithheldFor.choices, blank=True
    )
    decided_at = models.DateTimeField(_("looked at"), null=True, blank=True)

    objects: ClassVar[models.Manager[ResponseFile]] = models.Manager()

    class Meta:
        ordering = ["response", "received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "attachment"], name="one_file_a_response_and_content"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class AbuseReport(OwnedByMunicipality):
    """A reader finds that a comment should not be shown. Who the reader is, is not asked."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("comment", "reason", "reported_at", "settled_at"), never=("text", "copy")
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "text": Retention(
            purpose=_("to know what a reader found wrong"),
            keep=timedelta(days=365),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e)"),
            since="reported_at",
        )
    }

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    copy = models.BigIntegerField(unique=True, editable=False)
    reason = models.CharField(_("why"), max_length=10, choices=ReportReason.choices)
    text = models.TextField(_("what is wrong with it"), blank=True)
    reported_at = models.DateTimeField(_("reported"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects: ClassVar[models.Manager[AbuseReport]] = models.Manager()

    class Meta:
        ordering = ["reported_at", "pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
