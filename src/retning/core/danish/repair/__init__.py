"""Repairs of letters in Danish text: wrong encodings, divided words, spaced letters, misreadings.

What is found is said as `Repair`s with positions in the text as it was; nothing is changed here.
"""

from retning.core.danish.repair.finding import Findings, find_repairs

__all__ = ["Findings", "find_repairs"]
