"""How every deed here refuses and how it writes: checked, saved and put in the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.audit.services import Actor, Snapshot, record


class Refused(Exception):
    """A deed that is not done. `code` says why; `sentence` says it to the one who tried;
    `fields` are the names of the fields at fault, where it is about fields."""

    def __init__(self, code: Refusal, *, fields: tuple[str, ...] = ()) -> None:
        super().__init__(code.value)
        self.code = code
        self.fields = fields

    @property
    def sentence(self) -> str:
        return str(self.code.label)


def write(
    row: OwnedByMunicipality,
    *,
    deed: str,
    before: Snapshot | None,
    by: Actor,
    now: datetime,
) -> None:
    """Check and save an owned row and write its audit line; the caller has the transaction.

    Raises Refused: a field's own refusal, or not_valid with the names of the fields.
    """
    check(row)
    row.save()
    record(tenant=row.municipality_id, deed=deed, subject=row, before=before, by=by, now=now)


def check(row: OwnedByMunicipality) -> None:
    """Raises Refused where the row's own fields or constraints do not allow it."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> Refused:
    fields = tuple(error.error_dict)
    codes = {inner.code for inners in error.error_dict.values() for inner in inners}
    own = [refusal for refusal in Refusal if refusal.value in codes]
    return Refused(own[0] if own else Refusal.NOT_VALID, fields=fields)


def check_period(valid_from: date, valid_to: date | None) -> None:
    """Raises Refused: ends_before_it_begins."""
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(Refusal.ENDS_BEFORE_IT_BEGINS, fields=("valid_to",))


def check_same_municipality(row: OwnedByMunicipality, municipality_code: str) -> None:
    """Raises Refused: other_municipality."""
    if row.municipality_id != municipality_code:
        raise Refused(Refusal.OTHER_MUNICIPALITY)
