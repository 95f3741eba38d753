"""What has come in or gone out and belongs on the municipality's record, and is not there yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from retning.apps.hearing.enums import JournalKind
from retning.apps.hearing.models import (
    Comment,
    Correction,
    Event,
    Invitation,
    JournalEntry,
    Response,
    ResponseFile,
    SubjectRequest,
)


@dataclass(frozen=True)
class Happening:
    """One document to be. `name` is the same however often one asks: that is what makes it one.
    The keys are of the rows that it is about, None for the others."""

    name: str
    kind: JournalKind
    municipality_id: str
    hearing_id: int
    occurred_at: datetime
    response_id: int | None = None
    invitation_id: int | None = None
    event_id: int | None = None
    request_id: int | None = None


def unrecorded(*, today: date) -> list[Happening]:
    """Everything that has no entry yet, the oldest first, in hearings whose personal data is still
    there. A constant number of queries."""
    found = [
        *_responses(today),
        *_additions(today),
        *_corrections(today),
        *_withdrawals(today),
        *_no_remarks(today),
        *_minutes(today),
        *_decisions(),
    ]
    return sorted(found, key=lambda one: (one.occurred_at, one.name))


def moments_of(response: Response) -> list[datetime]:
    """When its comments and files came in, the first lot first; each later lot is an addition."""
    moments = {comment.received_at for comment in response.comments.all()}
    return sorted(moments | {file.received_at for file in response.files.all()})


def names_of(response: Response) -> set[str]:
    """What the entries of all its lots and corrections are known by, those that have not been made
    too."""
    later = moments_of(response)[1:]
    corrected = Correction.objects.filter(comment__response=response)
    return {
        response_name(response.pk),
        *(addition_name(response.pk, at) for at in later),
        *(
            correction_name(response.pk, at)
            for at in corrected.values_list("corrected_at", flat=True)
        ),
    }


def response_name(response_id: int) -> str:
    """What a response's own entry is known by."""
    return f"response:{response_id}"


def addition_name(response_id: int, moment: datetime) -> str:
    """What an addition's entry is known by."""
    return f"addition:{response_id}:{moment.isoformat()}"


def correction_name(response_id: int, moment: datetime) -> str:
    """What a correction's entry is known by."""
    return f"correction:{response_id}:{moment.isoformat()}"


def _living(today: date, path: str = "hearing") -> Q:
    """Rows of hearings whose day of erasure has not come."""
    return Q(**{f"{path}__erased_on": None}) | Q(**{f"{path}__erased_on__gt": today})


def _without_entry(field: str, kind: JournalKind) -> Q:
    return ~Q(Exists(JournalEntry.objects.filter(**{field: OuterRef("pk")}, kind=kind)))


def _responses(today: date) -> Iterator[Happening]:
    rows = Response.objects.filter(_living(today), _without_entry("response", JournalKind.RESPONSE))
    for key, owner, hearing, at in rows.order_by().values_list(
        "pk", "municipality_id", "hearing_id", "received_at"
    ):
        yield Happening(
            response_name(key), JournalKind.RESPONSE, owner, hearing, at, response_id=key
        )


def _additions(today: date) -> Iterator[Happening]:
    lots = _later_lots(today)
    if not lots:
        return
    of = {key: (owner, hearing) for key, owner, hearing, _at in lots}
    later = defaultdict(set)
    for key, _owner, _hearing, at in lots:
        later[key].add(at)
    known = set(
        JournalEntry.objects.filter(response__in=of, kind=JournalKind.ADDITION).values_list(
            "happening", flat=True
        )
    )
    firsts = _first_lots(list(of))
    for key, moments in later.items():
        for at in moments - {firsts[key]}:
            name = addition_name(key, at)
            if name not in known:
                yield Happening(name, JournalKind.ADDITION, *of[key], at, response_id=key)


def _corrections(today: date) -> Iterator[Happening]:
    """Each time staff corrected what they had typed."""
    rows = Correction.objects.filter(_living(today, "comment__hearing")).order_by()
    made = set(
        rows.values_list(
            "comment__response_id", "municipality_id", "comment__hearing_id", "corrected_at"
        )
    )
    known = _known(JournalKind.CORRECTION) if made else set()
    for key, owner, hearing, at in made:
        name = correction_name(key, at)
        if name not in known:
            yield Happening(name, JournalKind.CORRECTION, owner, hearing, at, response_id=key)


def _later_lots(today: date) -> set[tuple[int, str, int, datetime]]:
    """Comments and files of another moment than their response's: (response, municipality,
    hearing, moment). One query."""
    comments, files = (_of_later_lots(model, today) for model in (Comment, ResponseFile))
    return set(comments.union(files))


def _of_later_lots(model: type[Comment] | type[ResponseFile], today: date) -> QuerySet[Any, Any]:
    rows: QuerySet[Comment | ResponseFile] = model.objects.filter(
        _living(today, "response__hearing")
    )
    later = rows.exclude(received_at=F("response__received_at")).order_by()
    return later.values_list(
        "response_id", "municipality_id", "response__hearing_id", "received_at"
    )


def _first_lots(responses: list[int]) -> dict[int, datetime]:
    """The moment of each response's first comment or file."""
    firsts: dict[int, datetime] = {}
    for model in (Comment, ResponseFile):
        rows: QuerySet[Comment | ResponseFile] = model.objects.filter(response__in=responses)
        for key, at in rows.order_by().values_list("response_id", "received_at").distinct():
            firsts[key] = min(at, firsts.get(key, at))
    return firsts


def _withdrawals(today: date) -> Iterator[Happening]:
    rows = Response.objects.filter(
        _living(today),
        _without_entry("response", JournalKind.WITHDRAWAL),
        ~Q(erased_at=F("withdrawn_at")) | Q(erased_at=None),  # the decision tells of that
        withdrawn_at__isnull=False,
    )
    for key, owner, hearing, at in rows.order_by().values_list(
        "pk", "municipality_id", "hearing_id", "withdrawn_at"
    ):
        if at is not None:
            yield Happening(
                f"withdrawal:{key}", JournalKind.WITHDRAWAL, owner, hearing, at, response_id=key
            )


def _no_remarks(today: date) -> Iterator[Happening]:
    """It is said once: no deed takes it back."""
    rows = Invitation.objects.filter(
        _living(today),
        _without_entry("invitation", JournalKind.NO_REMARKS),
        no_remarks_at__isnull=False,
    )
    for key, owner, hearing, at in rows.order_by().values_list(
        "pk", "municipality_id", "hearing_id", "no_remarks_at"
    ):
        if at is not None:
            yield Happening(
                f"no_remarks:{key}", JournalKind.NO_REMARKS, owner, hearing, at, invitation_id=key
            )


def _minutes(today: date) -> Iterator[Happening]:
    """Each time they are published: changed minutes are a document of their own."""
    rows = Event.objects.filter(
        _living(today), hearing__isnull=False, minutes_published_at__isnull=False
    )
    known = _known(JournalKind.MINUTES)
    for key, owner, hearing, at in rows.order_by().values_list(
        "pk", "municipality_id", "hearing_id", "minutes_published_at"
    ):
        name = f"minutes:{key}:{at.isoformat() if at else ''}"
        if at is not None and hearing is not None and name not in known:
            yield Happening(name, JournalKind.MINUTES, owner, hearing, at, event_id=key)


def _decisions() -> Iterator[Happening]:
    rows = SubjectRequest.objects.filter(
        _without_entry("request", JournalKind.DECISION), decided_on__isnull=False
    )
    for key, owner, hearing, at in rows.order_by().values_list(
        "pk", "municipality_id", "hearing_id", "changed_at"
    ):
        yield Happening(f"decision:{key}", JournalKind.DECISION, owner, hearing, at, request_id=key)


def _known(kind: JournalKind) -> set[str]:
    return set(JournalEntry.objects.filter(kind=kind).values_list("happening", flat=True))
