"""Places told by who may be ahead: "kun ni kommuner må have en lavere …", "ingen … end os"."""

from functools import partial

from retning.core.danish.numbers import WORDS, number
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Among, Rank, Scope
from retning.core.targets.reading.candidates import NOWHERE, Candidate, built
from retning.core.targets.reading.signs import among_in, end_of
from retning.core.targets.reading.view import View

_N = rf"(?:\d{{1,2}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_WHO = r"(?:\s(?:andre|anden|danske|øvrige|af\s(?:de|dem)))*(?:\s\w*kommuner?|\sbyer?|\sby)?"
_MAY = r"\s(?:skal|må|kan|har|er|ligger|bør)"
_AHEAD = pattern(
    rf"\b(?P<n>ingen|(?:kun|højst|maksimalt|ikke mere end|ikke flere end)\s{_N}){_WHO}"
    r"(?:\si\s(?:landet|danmark|regionen|region\s\w+))?"
    rf"{_MAY}(?:\s(?:have|være|nå|opnå|ligge\smed))?\s"
    r"(?:(?:en|et)\s)?(?P<adj>lavere|højere|færre|flere|bedre|kortere|længere|mindre|større|mere"
    r"|billigere)\s(?P<what>[^.;]+)"
)
_INVERTED = pattern(
    rf"\b(?:skal|må)\s(?P<n>ingen|(?:kun|højst)\s{_N}){_WHO}\s(?:have|være|nå)\s"
    r"(?:(?:en|et)\s)?(?P<adj>lavere|højere|færre|flere|bedre|kortere|længere|mindre|større|mere"
    r"|billigere)\s(?P<what>[^.;]+)"
)
_THAN_US = pattern(r"\send\s(?:os|vi|vores|vores\skommune|[\wæøå-]+\skommune)\W*$")
_ENDS = {
    "lavere": "laveste", "højere": "højeste", "færre": "færrest", "flere": "flest",
    "bedre": "bedste", "kortere": "korteste", "længere": "længste", "mindre": "mindste",
    "større": "største", "mere": "mest", "billigere": "billigste",
}  # fmt: skip


def outdone(view: View) -> Candidate | None:
    """A rank told by how many may be better: one more than those."""
    named_ones = _AHEAD.search(view.low)
    found = named_ones or _INVERTED.search(view.low)
    if found is None:
        return None
    what = found.span("what")
    than_us = _THAN_US.search(view.low, *what)
    others = "kommun" in found[0][: found.start("adj") - found.start()] or named_ones is None
    if not than_us and not others:
        return None
    count = number(found["n"].split()[-1]) if found["n"] != "ingen" else 0
    if count is None or count % 1:
        return None
    among, named = among_in(view, Among(Scope.MUNICIPALITIES))
    target = built(partial(Rank, int(count) + 1, end_of(_ENDS[found["adj"]]), among, view.by))
    if target is None:
        return None
    indicator = view.trimmed(what[0], than_us.start() if than_us else what[1])
    evidence = {"kind": found.span("n"), "value": found.span("n"), "direction": found.span("adj")}
    if named:
        evidence["population"] = named
    sure = 0.9 if indicator != NOWHERE else 0.75
    return Candidate(target, sure, indicator, evidence)
