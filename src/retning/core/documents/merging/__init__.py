"""Several extractions of one document as one: what only one of them has is kept, what both have is
taken from the better, and different documents stay apart."""

from retning.core.documents.merging.found import Joined, MergeCode, Merged, Read, Told
from retning.core.documents.merging.joining import merged

__all__ = ["Joined", "MergeCode", "Merged", "Read", "Told", "merged"]
