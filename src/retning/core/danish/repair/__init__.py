"""Repairs of letters in Danish text: wrong encodings, divided words, spaced letters, misreadings.

`finding.find_repairs` says what it finds as `Repair`s with positions in the text as it was; nothing
is changed here. It is not imported with the package: who mends needs `alignment` alone.
"""
