"""Red-line: what was taken out of a wording and what was put in, in whole words."""

from retning.core.redline.words import Segment, SegmentKind, words

__all__ = ["Segment", "SegmentKind", "words"]
