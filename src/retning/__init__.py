"""Retning: from vision to everyday work, and back."""

__version__ = "0.1.0"
