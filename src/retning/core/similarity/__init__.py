"""Which old text a new one goes on from: alike in words and letters, read as a Dane reads them."""

from retning.core.similarity.matching import Certainty, Match, Text, matches, ranked
from retning.core.similarity.score import score

__all__ = ["Certainty", "Match", "Text", "matches", "ranked", "score"]
