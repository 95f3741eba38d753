"""Editions and red-line as files: asked for by anyone, made by jobs, kept while they are asked for.

What may be asked for is bounded by what has been published: editions, their areas, and pairs of
editions, in two languages and three formats.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext

from retning.apps.organisation.queries import appearance_of
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.report import changes_report, edition_report, site_of
from retning.foundation.audit.services import Actor
from retning.foundation.jobs.services import Progress, job
from retning.foundation.reporting import services as reporting
from retning.foundation.reporting.services import Asked
from retning.foundation.reporting.structure import Format

VERSION = "1"
"""Goes into every key: raise it when a report comes to say something else of the same edition."""

FIRST_FORMATS = (Format.PDF, Format.DOCX)
FIRST_LANGUAGE = "da"
LONGEST_TITLE = 80
AFTER_DOCUMENTS = -10
"""Whoever has handed in a document sits and waits for it; most files are made beforehand."""
AFTER_PUBLISHED = -20
"""What visitors ask for waits behind what was published: there can be much of it."""
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class _Asking:
    by: Actor
    now: datetime
    at_most: int | None


def edition_file(
    *,
    edition: Edition,
    form: Format,
    language: str,
    part: UUID | None = None,
    part_title: str = "",
    by: Actor,
    now: datetime,
    at_most: int | None = None,
) -> Asked:
    """An edition, or the area `part` of it, as a file: ready, or queued, unless `by` has `at_most`
    waiting already (0: never queued)."""
    with translation.override(language):
        titles = filter(None, (edition.title, part_title))
        name = _file_name(*titles, gettext("edition %(number)s") % {"number": edition.number})
    asking = _Asking(by, now, at_most)
    arguments = {"edition_id": edition.pk, "part": str(part) if part else None}
    return _asked([edition], name, form, draw_edition, arguments, language, asking)


def changes_file(
    *,
    old: Edition,
    new: Edition,
    form: Format,
    language: str,
    by: Actor,
    now: datetime,
    at_most: int | None = None,
) -> Asked:
    """The red-line from one edition to a later one as a file: ready, or queued, unless `by` has
    `at_most` waiting already (0: never queued)."""
    with translation.override(language):
        said = gettext("changes from edition %(since)s to %(number)s")
        name = _file_name(new.title, said % {"since": old.number, "number": new.number})
    asking = _Asking(by, now, at_most)
    arguments = {"old_id": old.pk, "new_id": new.pk}
    return _asked([old, new], name, form, draw_changes, arguments, language, asking)


def queue_first(*, edition: Edition, by: Actor, now: datetime) -> None:
    """Have the files that most will ask for made before anyone does: in the transaction that
    publishes the edition."""
    for form in FIRST_FORMATS:
        edition_file(edition=edition, form=form, language=FIRST_LANGUAGE, by=by, now=now)


def _asked(
    editions: Sequence[Edition],
    name: str,
    form: Format,
    task: Any,
    arguments: dict[str, Any],
    language: str,
    asking: _Asking,
) -> Asked:
    edition = editions[-1]
    return reporting.ask_for(
        tenant=edition.municipality_id,
        key=_key(editions, [task.name, str(arguments.get("part")), language, name]),
        form=form,
        name=f"{name}.{form}",
        task=task,
        arguments={**arguments, "language": language},
        by=asking.by.actor_key,
        now=asking.now,
        priority=AFTER_DOCUMENTS if asking.at_most is None else AFTER_PUBLISHED,
        at_most=asking.at_most,
    )


def _key(editions: Sequence[Edition], others: Sequence[str]) -> str:
    """SHA-256 over all that the file is made of."""
    municipality = editions[-1].municipality
    texts = [
        [each.pk, each.frozen_set.checksum, each.published_at.isoformat()] for each in editions
    ]
    look = [
        municipality.official_name,
        appearance_of(municipality).primary_colour,
        site_of(editions[-1]),
    ]
    parts = [reporting.VERSION, VERSION, *others, *look, texts]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _file_name(*parts: str) -> str:
    bare = [_NOT_IN_NAMES.sub("-", part.replace(": ", " - ")) for part in parts]
    said = [" ".join(part.split()) for part in bare]
    return ", ".join(_shortened(part) for part in said)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,.;:–-") or text[:LONGEST_TITLE]


@job(priority=AFTER_DOCUMENTS)
def draw_edition(
    progress: Progress, *, rendition_id: int, edition_id: int, part: str | None, language: str
) -> None:
    """Draw an edition, or one area of it."""
    edition = _edition(edition_id)
    reporting.make(
        progress,
        rendition_id,
        say=lambda: edition_report(edition, language=language, part=UUID(part) if part else None),
    )


@job(priority=AFTER_DOCUMENTS)
def draw_changes(
    progress: Progress, *, rendition_id: int, old_id: int, new_id: int, language: str
) -> None:
    """Draw the red-line from one edition to another."""
    old, new = _edition(old_id), _edition(new_id)
    reporting.make(progress, rendition_id, say=lambda: changes_report(old, new, language=language))


def _edition(edition_id: int) -> Edition:
    return Edition.objects.select_related("municipality__appearance", "frozen_set").get(
        pk=edition_id
    )
