"""What is published, in the search index; drafts never are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import EditionKind, RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series, published
from retning.apps.strategy.queries.published import edition_rows
from retning.core.prose import plain_text
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.search.services import (
    Text,
    forget_unused_words,
    is_up_to_date,
    names_in,
    put,
    take_out,
)

SECTIONS = ("planning_since_revision", "revision_decision", "readopted_parts")


def index_edition(edition: Edition) -> None:
    """Put an edition's strategy into the index as it stands now, in the caller's transaction."""
    _put(published(edition.municipality).of_edition(edition))


def index_missing() -> list[str]:
    """Build the index of every municipality where it is not what has been published; their codes.

    After an upgrade, and where a database was filled by other means than publishing.
    """
    codes = []
    for municipality in _publishing():
        marks = {_name(series): _mark(series) for series in published(municipality).series}
        if not is_up_to_date(tenant=municipality.pk, marks=marks):
            index_municipality(municipality)
            codes.append(municipality.pk)
    return codes


def index_everything() -> list[str]:
    """Build the index anew for every municipality that has published; their codes."""
    codes = []
    for municipality in _publishing():
        index_municipality(municipality)
        codes.append(municipality.pk)
    return codes


@transaction.atomic
def index_municipality(municipality: Municipality) -> None:
    """Build one municipality's index anew."""
    every = published(municipality).series
    for gone in set(names_in(tenant=municipality.pk)) - {_name(series) for series in every}:
        take_out(tenant=municipality.pk, name=gone)
    for series in every:
        _put(series)
    forget_unused_words(tenant=municipality.pk)


def _publishing() -> Iterator[Municipality]:
    codes = Edition.objects.order_by().values("municipality").distinct()
    yield from Municipality.objects.filter(pk__in=codes).order_by("pk")


def _name(series: Series) -> str:
    return f"strategy:{series.newest.strategy_id}"


def _mark(series: Series) -> str:
    shown = (series.standing, series.newest)
    return " ".join(f"{each.number}:{each.frozen_set.checksum}" for each in shown)


def _put(series: Series) -> None:
    put(
        tenant=series.newest.municipality_id,
        name=_name(series),
        mark=_mark(series),
        texts=_texts(series),
    )


def _texts(series: Series) -> list[Text]:
    """Every row of the standing edition, and those that only a newer proposal has."""
    standing = edition_rows(series.standing)
    texts = list(_of_edition(series.standing, standing, known=frozenset()))
    if series.proposal is not None:
        known = frozenset(row.key for row in standing)
        texts += _of_edition(series.proposal, edition_rows(series.proposal), known=known)
    return texts


def _of_edition(
    edition: Edition, rows: Sequence[FrozenRow], *, known: frozenset[UUID]
) -> Iterator[Text]:
    by_key = {row.key: row for row in rows}
    for row in rows:
        if row.key in known:
            continue
        data = {
            "slug": edition.slug,
            "edition": edition.number,
            "proposal": edition.kind == EditionKind.PROPOSAL,
            "chain": _chain(row, by_key),
        }
        yield Text(kind=row.kind, key=row.key, title=row.text, text=_text(row), data=data)


def _chain(row: FrozenRow, by_key: dict[UUID, FrozenRow]) -> list[list[str]]:
    """From the strategy down to the row's parent: kind, key, title of each."""
    chain: list[list[str]] = []
    parent = row.parent_key
    while parent is not None:
        above = by_key[parent]
        chain.append([above.kind, str(above.key), above.text])
        parent = above.parent_key
    return chain[::-1]


def _text(row: FrozenRow) -> str:
    """What a row says below its title, as plain text."""
    if row.kind != RowKind.STRATEGY:
        return plain_text(row.body) if row.body else ""
    data: dict[str, Any] = row.data
    texts = [data.get("vision", ""), row.body, *(data.get(name, "") for name in SECTIONS)]
    return " ".join(plain_text(str(text)) for text in texts if text)
