"""Reads of figures, each with a shape and a name."""
