"""Reads of hearings, what came in to them, and the meetings around them."""
