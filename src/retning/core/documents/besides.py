"""What a document holds besides goals: agreements between people, focus areas, an organisation."""

from __future__ import annotations

from dataclasses import dataclass, field

from retning.core.documents.blocks import Document
from retning.core.documents.focus import FocusSet, focus_areas
from retning.core.documents.frameworks import Framework, framework
from retning.core.documents.items import traced
from retning.core.documents.mending import mend
from retning.core.documents.organisation import Organisation, organisation


@dataclass(frozen=True, slots=True)
class Besides:
    """The three, each empty where the document holds none of it."""

    framework: Framework = field(default_factory=Framework)
    focus_areas: tuple[FocusSet, ...] = ()
    organisation: Organisation = field(default_factory=Organisation)


def besides(document: Document) -> Besides:
    """Read in the document as mended; every span is one of `document.text`, every `clean` mended.
    Danish rules; linear in the text."""
    mended = mend(document)
    found = Besides(
        framework(mended.document), focus_areas(mended.document), organisation(mended.document)
    )
    return traced(found, mended, document.text)
