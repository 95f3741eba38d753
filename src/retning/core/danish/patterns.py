"""Regular expressions compiled when first used: importing the core must cost next to nothing."""

import re
from typing import Any, cast


class _Later:
    """Stands in for a pattern until it is asked something; then it answers with the pattern's own
    methods, without a further step."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "split", "sub", "findall"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, compiled at its first use. What is wrong with it shows only then."""
    return cast("re.Pattern[str]", _Later(source, flags))
