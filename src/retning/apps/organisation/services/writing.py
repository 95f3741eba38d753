"""How every deed here refuses and how it writes: checked, saved and put in the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Municipality, OwnedByMunicipality
from retning.foundation.audit.services import Actor, Snapshot, record
from retning.foundation.records.models import Validity


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
    fields: tuple[str, ...] = (),
) -> None:
    """Check and save an owned row and write its audit line; the caller has the transaction.

    A row that is there already has been `reread`, and only its `fields` are written.
    Raises Refused: a field's own refusal, or not_valid with the names of the fields.
    """
    check(row)
    if fields:
        row.save(update_fields=fields)
    else:
        row.save(force_insert=True)
    record(tenant=row.municipality_id, deed=deed, subject=row, before=before, by=by, now=now)


def reread(row: OwnedByMunicipality) -> None:
    """Make the row what it is now, locked until the transaction ends: whoever read it before may
    hold what somebody else has changed meanwhile."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())


def lock_municipality(municipality_code: str) -> None:
    """Until the transaction ends nobody else changes what several rows of a municipality say
    together: that its units lie in a tree, that it has an administrator."""
    # Without the key: what refers to the municipality can still be written.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality_code)


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


def within(
    valid_from: date, valid_to: date | None, *, whole: Validity, refusal: Refusal
) -> date | None:
    """The end of a period that lies within that of `whole`; one without an end gets its end.

    Raises Refused: ends_before_it_begins, `refusal`.
    """
    check_period(valid_from, valid_to)
    if valid_from < whole.valid_from or (
        whole.valid_to is not None and valid_from >= whole.valid_to
    ):
        raise Refused(refusal, fields=("valid_from",))
    if whole.valid_to is None:
        return valid_to
    if valid_to is not None and valid_to > whole.valid_to:
        raise Refused(refusal, fields=("valid_to",))
    return valid_to or whole.valid_to


def check_same_municipality(row: OwnedByMunicipality, municipality_code: str) -> None:
    """Raises Refused: other_municipality."""
    if row.municipality_id != municipality_code:
        raise Refused(Refusal.OTHER_MUNICIPALITY)
