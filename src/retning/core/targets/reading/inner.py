"""Figures inside what is counted: "elever med mindst 2 i dansk", "der går 30 minutter"."""

from retning.core.danish.numbers import Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.reading.view import View, Word

_CLAUSE = frozenset(("der", "som", "hvor", "hvis"))
_WITH = pattern(
    r"[\wæøå)]\s(?:med|har|inden for|afstand(?:en)?\spå|på)\s(?:\w+\s)?"
    r"(?:mindst|højst|over|under|mere end|mindre end|maksimalt|minimum)?\s?$"
)
_CONTACT = pattern(r"\bkontakt med \w*\s?$")
_MAIN = frozenset("skal må er være har bliver ligger".split())  # noqa: SIM905


def is_inner(view: View, each: Quantity) -> bool:
    """Whether a quantity is part of what is counted, since the verb that says how much comes later.

    Either it stands in a clause of its own ("Andelen, der går mindst 30 minutter, skal stige"),
    or behind "med" in front of the verb ("Boliger med højst 400 meter til …").
    """
    later = next((verb for verb in view.verbs if verb.start >= each.end), None)
    if later is None:
        return bool(_CONTACT.search(view.low, 0, each.start))
    if _opens_clause(view, each):
        return True
    first = next((verb for verb in view.verbs if verb.text in _MAIN or _moves(verb)), None)
    if first is None or each.start > first.start:
        return bool(_CONTACT.search(view.low, 0, each.start))
    return bool(_WITH.search(view.low, 0, each.start))


def _moves(verb: Word) -> bool:
    return verb.text.endswith(("es", "er"))


def _opens_clause(view: View, each: Quantity) -> bool:
    """Whether a clause word stands before the quantity and no main verb between them."""
    opening = None
    for at, word in enumerate(view.words):
        if word.start >= each.start:
            break
        if word.text in _CLAUSE and at:
            opening = word
    if opening is None:
        return False
    return not any(opening.start <= verb.start < each.start for verb in view.verbs)
