"""The deeds: on the draft, on editions, on documents that are read in."""
