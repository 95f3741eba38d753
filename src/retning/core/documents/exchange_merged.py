"""Several files as JSON: extractions of one document as one, different documents each alone."""

from collections.abc import Sequence

from retning.core.documents.exchange import (
    SCHEMA,
    Json,
    besides_json,
    facts_json,
    piece_json,
    repairs_json,
)
from retning.core.documents.merging import Joined, MergeCode, Merged, Read, Told

_PARTS = ("areas", "objectives", "goals", "themes")


def merged_json(names: Sequence[str], files: Sequence[Read], merged: Merged) -> dict[str, Json]:
    """What `retning read FILE FILE … --json` prints. `files` says what was read, in the order
    given; an item's `sources` are places in it, from 0, and its positions count characters of the
    first one's `text`. Where the files are not one document, `documents` has each."""
    found: dict[str, Json] = {"schema": SCHEMA, "merged": merged.code.value}
    found["files"] = [
        {
            "name": name,
            **facts_json(each.document, each.draft),
            "unplaced": _unplaced(each),
        }
        for name, each in zip(names, files, strict=True)
    ]
    documents = [_joined_json(each, files) for each in merged.documents]
    if merged.code is MergeCode.APART:
        return {**found, "documents": documents}
    return {**found, **documents[0]}


def _joined_json(joined: Joined, files: Sequence[Read]) -> dict[str, Json]:
    first = facts_json(files[joined.sources[0]].document, files[joined.sources[0]].draft)
    said: dict[str, Json] = {"sources": list(joined.sources)}
    said |= {name: first[name] for name in ("title", "municipality", "period", "vision")}
    for part in _PARTS:
        said[part] = [_told_json(told) for told in getattr(joined, part)]
    own = [(number, files[number]) for number in joined.sources]
    said["repairs"] = [
        {**repair, "sources": [number]}
        for number, each in own
        for repair in repairs_json(each.document)
    ]
    said["unplaced"] = [
        {**piece, "sources": [number]} for number, each in own for piece in _unplaced(each)
    ]
    return {**said, **besides_json(joined.besides)}


def _unplaced(file: Read) -> list[dict[str, Json]]:
    return [piece_json(piece) for piece in file.draft.unplaced]


def _told_json(told: Told) -> dict[str, Json]:
    return {
        **piece_json(told.piece),
        "area": told.area,
        "objective": told.objective,
        "sources": list(told.sources),
    }
