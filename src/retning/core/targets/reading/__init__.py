"""Reading Danish: the targets in one sentence, list item or fragment, with the words they rest on.

`read` lays a sentence out (`view`), asks small recognisers (`standing`, `amounts`, `movements`,
`deeds`) and weighs what speaks against (`rejecting`). Decision 0024 says why no grammar is used.
"""

from dataclasses import replace

from retning.core.targets.reading import sentences
from retning.core.targets.readings import Context, Reading


def read(text: str, context: Context = Context()) -> Reading:  # noqa: B008  (frozen)
    """The targets in `text`, or why there is none. Never raises; time is linear in its length. The
    deadline beside it (`context.deadline`) is theirs where they name none."""
    reading = sentences.read(text, context)
    by = context.deadline
    if by is None or any(found.target.by is not None for found in reading.targets):
        return reading
    dated = (replace(found, target=replace(found.target, by=by)) for found in reading.targets)
    return replace(reading, targets=tuple(dated))


__all__ = ["read"]
