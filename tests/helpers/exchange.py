"""Editions as files, for tests: what another installation exports, and what becomes of it here."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.exchange import (
    document_bytes,
)
from retning.apps.strategy.queries.rows import as_frozen
from retning.apps.strategy.services.import_checks import (
    ImportRefused,
)
from retning.apps.strategy.services.importing import import_edition
from retning.foundation.audit.models import Entry
from retning.foundation.freezing.queries import checksum_over, hash_of
from retning.foundation.freezing.services import Row
from tests.cast import NOW, Cast
from tests.factories.organisation import TESTER

LATER = NOW + timedelta(days=30)
Documents = list[dict[str, Any]]


class Away(Exception):
    """Ends what was made in another installation; this one keeps nothing of it."""


def elsewhere(make_them: Callable[[], Documents]) -> Documents:
    """What an installation with the same organisation exports, before it is gone again."""
    found: Documents = []
    try:
        with transaction.atomic():
            found = [json.loads(document_bytes(each)) for each in make_them()]
            raise Away
    except Away:
        return found


def brought(cast: Cast, document: dict[str, Any]) -> Edition:
    return import_edition(municipality=cast.municipality, document=document, by=TESTER, now=LATER)


def refusal(cast: Cast, document: dict[str, Any]) -> ImportRefused:
    """Why a document is refused; nothing is left of it."""
    before = (Strategy.drafts.count(), Edition.objects.count(), Entry.objects.count())
    with pytest.raises(ImportRefused) as refused:
        brought(cast, document)
    assert (Strategy.drafts.count(), Edition.objects.count(), Entry.objects.count()) == before
    return refused.value


def rehashed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with hashes that hold for what it says now."""
    rows = [
        Row(each["key"], each["kind"], each["parent_key"], each["text"], each["body"], each["data"])
        for each in document["rows"]
    ]
    frozen = as_frozen(rows)
    for given, row in zip(document["rows"], frozen, strict=True):
        given["hash"] = hash_of(row)
    document["checksum"] = checksum_over(row["hash"] for row in document["rows"])
    return document


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at a path like `rows.2.data.owner`."""
    found: Any = deepcopy(document)
    place = found
    *way, last = path.split(".")
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return dict(found)
