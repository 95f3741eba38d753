"""Reading Danish: the targets in one sentence, list item or fragment, with the words they rest on.

`read` lays a sentence out (`view`), asks small recognisers (`standing`, `amounts`, `movements`,
`deeds`) and weighs what speaks against (`rejecting`). Decision 0024 says why no grammar is used.
"""

from retning.core.targets.reading.sentences import read

__all__ = ["read"]
