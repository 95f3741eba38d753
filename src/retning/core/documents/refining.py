"""A document's blocks made ready for the walk."""

from retning.core.documents.blocks import Document


def refined(document: Document) -> Document:
    return document
