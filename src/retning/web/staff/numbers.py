"""Whole numbers that a person sends, or a program in their place: only those that can be ours."""

from __future__ import annotations

GREATEST = 999_999_999
"""Greater than any key, version or place in a text of ours, and small enough for any database."""


def number_or_none(text: str) -> int | None:
    """A whole number of at most nine digits, or None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= len(str(GREATEST)) else None
