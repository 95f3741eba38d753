"""A hearing is made, changed, removed, and held again. Its days are set in `services.phasing`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.hearing.enums import HearingKind, Publishing
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.retaining import default_erased_on
from retning.apps.hearing.services.days import check_erasure
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import (
    audited,
    changed,
    kept_prose,
    locked,
    reason_of,
)
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.validators import wording
from retning.core.danish.slug import slug_of
from retning.foundation.audit.services import Actor, snapshot

TITLE_LIMIT = 200


@dataclass(frozen=True)
class Told:
    """What a hearing says of itself. `erased_on` None: see `queries.retaining`."""

    title: str
    introduction: str = ""
    publishing: Publishing = Publishing.AFTER_CHECK
    takes_files: bool = True
    case_number: str = ""
    erased_on: date | None = None

    def fields(self) -> dict[str, Any]:
        """As they are kept. Raises Refused: not_valid (the detail names the field)."""
        try:
            title = wording(self.title)
        except ValidationError:
            raise Refused(Refusal.NOT_VALID, "title") from None
        if len(title) > TITLE_LIMIT:
            raise Refused(Refusal.NOT_VALID, "title")
        case_number = " ".join(self.case_number.split())
        if len(case_number) > 60:
            raise Refused(Refusal.NOT_VALID, "case_number")
        return {
            **asdict(self),
            "title": title,
            "introduction": kept_prose(self.introduction, "introduction"),
            "case_number": case_number,
        }


@transaction.atomic
def make_hearing(
    *,
    municipality: Municipality,
    edition: Edition,
    kind: HearingKind,
    told: Told,
    by: Actor,
    now: datetime,
) -> Hearing:
    """A hearing of a proposal, still a draft that only staff see.

    Raises Refused: other_municipality, not_a_proposal, heard_already, not_valid.
    """
    # Two who make one of the same proposal at once stand in line here.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    _check_edition(edition, municipality, now=now)
    return _made(municipality, edition, kind, told.fields(), by=by, now=now)


def _made(
    municipality: Municipality,
    edition: Edition,
    kind: HearingKind,
    fields: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> Hearing:
    slug = _free_slug(municipality, str(fields["title"]))
    hearing = Hearing(
        municipality=municipality, edition=edition, kind=kind, slug=slug, changed_at=now, **fields
    )
    hearing.save(force_insert=True)
    audited("hearing_made", hearing, before=None, by=by, now=now)
    return hearing


@transaction.atomic
def change_hearing(
    *,
    hearing: Hearing,
    expected_version: int,
    edition: Edition,
    kind: HearingKind,
    told: Told,
    by: Actor,
    now: datetime,
) -> Hearing:
    """What it is about and what it says, until it opens. Its proposal and its kind stay once it has
    its days: days and decision were judged by them; once called back it can change them again. One
    that has its days always has a day on which what is personal goes too (`default_erased_on`).

    Raises Refused: not_now, other_municipality, not_a_proposal, heard_already, gone_too_soon,
    not_valid; ChangedMeanwhile.
    """
    row = locked(hearing, May.BE_CHANGED, now)
    if edition.pk != row.edition_id:
        if row.opens_on is not None:
            raise Refused(Refusal.NOT_NOW, "edition")
        _check_edition(edition, row.municipality, now=now, but=row)
    if kind != row.kind and row.opens_on is not None:
        raise Refused(Refusal.NOT_NOW, "kind")
    fields = told.fields() | {"edition": edition, "kind": kind}
    if row.closes_on is not None:
        fields["erased_on"] = told.erased_on or default_erased_on(row.closes_on)
        check_erasure(fields["erased_on"], row.closes_on)
    return changed("hearing_changed", row, expected_version, fields, by=by, now=now)


@transaction.atomic
def change_running(
    *,
    hearing: Hearing,
    expected_version: int,
    publishing: Publishing,
    case_number: str,
    by: Actor,
    now: datetime,
) -> Hearing:
    """What can be changed in every phase: the case number, and whether comments are looked at
    before they are shown. From the first day on, what only the municipality was to read stays so,
    and what everyone was to read is not hidden.

    Raises Refused: promised_otherwise, not_valid; ChangedMeanwhile.
    """
    row = locked(hearing, None, now)
    is_told = not allows(row, May.BE_CHANGED, now)
    if is_told and (publishing == Publishing.NEVER) != (row.publishing == Publishing.NEVER):
        raise Refused(Refusal.PROMISED_OTHERWISE, "publishing")
    fields = Told(row.title, case_number=case_number).fields()
    kept = {"publishing": publishing, "case_number": fields["case_number"]}
    return changed("hearing_changed", row, expected_version, kept, by=by, now=now)


@transaction.atomic
def delete_hearing(*, hearing: Hearing, by: Actor, now: datetime) -> None:
    """Remove a draft that nobody has been told of, with its list of those to be asked.

    Raises Refused: not_now; in_use where meetings, responses, a ZIP of its record or a later
    hearing hang on it.
    """
    row = locked(hearing, May.BE_DELETED, now)
    hangs = (
        *(row.responses, row.comments, row.events, row.journal, row.requests, row.archives),
        *(row.renewed_by, row.extensions),
    )
    invited = row.invitations.exclude(invited_at=None)
    if any(each.exists() for each in hangs) or invited.exists():
        raise Refused(Refusal.IN_USE)
    before = snapshot(row)
    row.invitations.all().delete()
    row.delete()
    audited("hearing_deleted", row, before=before, by=by, now=now)


@transaction.atomic
def renew_hearing(
    *, hearing: Hearing, edition: Edition, reason: str, by: Actor, now: datetime
) -> Hearing:
    """Hold it again, because the proposal has changed much or something was wrong: a draft of its
    own, with the same words and the same list of those to be asked.

    Raises Refused: not_now, no_reason, other_municipality, not_a_proposal, heard_already.
    """
    row = locked(hearing, May.BE_RENEWED, now)
    why = reason_of(reason)
    Municipality.objects.select_for_update(no_key=True).get(pk=row.municipality_id)
    _check_edition(edition, row.municipality, now=now)
    names = ("title", "introduction", "publishing", "takes_files", "case_number")
    fields = {name: getattr(row, name) for name in names}
    fields |= {"renews": row, "renewal_reason": why}
    made = _made(row.municipality, edition, HearingKind(row.kind), fields, by=by, now=now)
    _carry_invitations(row, made, by=by, now=now)
    return made


def _carry_invitations(before: Hearing, made: Hearing, *, by: Actor, now: datetime) -> None:
    for each in before.invitations.select_related("unit"):
        each.pk, each.id = None, None
        each._state.adding = True
        each.key = type(each)._meta.get_field("key").get_default()
        each.hearing, each.version, each.changed_at = made, 1, now
        each.invited_at = each.reminded_at = each.answered_at = each.no_remarks_at = None
        each.save(force_insert=True)
        audited("invitation_added", each, before=None, by=by, now=now)


def _check_edition(
    edition: Edition, municipality: Municipality, *, now: datetime, but: Hearing | None = None
) -> None:
    if edition.municipality_id != municipality.pk:
        raise Refused(Refusal.OTHER_MUNICIPALITY, "edition")
    if edition.kind != EditionKind.PROPOSAL:
        raise Refused(Refusal.NOT_A_PROPOSAL, "edition")
    others = Hearing.objects.filter(edition__strategy=edition.strategy_id)
    waits = [each for each in others if but is None or each.pk != but.pk]
    if any(allows(each, May.BE_CHANGED, now) or allows(each, May.ANSWER, now) for each in waits):
        raise Refused(Refusal.HEARD_ALREADY, "edition")


def _free_slug(municipality: Municipality, title: str) -> str:
    base = slug_of(title) or "hoering"
    taken = set(
        Hearing.objects.filter(municipality=municipality, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
