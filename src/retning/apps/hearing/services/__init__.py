"""The deeds of a hearing: keyword-only, one transaction each, with their audit line."""
