"""Lists under plain headings where some items are surely goals: then those beside them that state
what is wished are goals too, with less confidence."""

from __future__ import annotations

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import BlockKind, Document
from retning.core.documents.commitments import could_commit, listed_commitment, wishes
from retning.core.documents.headings import Role, role_of
from retning.core.targets import Judged, read

_ASIDE = frozenset({BlockKind.BOILERPLATE, BlockKind.PAGE_NUMBER})
_SURE = 0.8
_READ_SURE = 0.7
_LONGEST = 220
_MOST_ITEMS = 40
_FEWEST_SECTIONS = 2
_WE_DO = pattern(
    r"\b(?:vi|man|du|i dag)\b|^(?:kommunen|forvaltningen|byraadet|\w+raadet|\w+udvalget) "
)
_PEOPLE_ARE = pattern(
    r"(?:alle |de |vores |flere )?(?:borgere?|borgerne|boern|boernene|unge|aeldre|elever|eleverne"
    r"|foraeldre|foraeldrene|familier|brugere|brugerne|beboere|beboerne|medarbejdere|medarbejderne"
    r"|virksomheder|virksomhederne|mennesker)(?: \w+){0,6}? (?:er|har|oplever|foeler|faar|kender"
    r"|trives|moedes|moeder|lever|bor|kan)\b"
)
_SERVICE = pattern(
    r"\bkan (?:\w+ )?(?:soege|laane|leje|booke|bestille|kontakte|henvende|tilmelde|ansoege|se|laese"
    r"|finde|ringe|hente)\b|\b(?:revideres|evalueres|afholdes|holdes|sendes|indsendes|ansaettes|nedsaettes|gives"
    r"|tilbydes|behandles|ansoegning\w*|frist\w*|tilskud|pulje\w*"
    r"|koster|betaler|udgoer|stammer|bygger paa|handler om|findes|finder sted)\b"
    r"|^der er (?:\d|afsat)|\b(?:er|stammer) fra (?:19|20)\d\d"
)
_OFTEN = pattern(r"\b(?:aarligt|hver (?:uge|maaned)|om aaret)\.?$|\bgange\b")


def assured_lists(document: Document) -> frozenset[int]:
    """Indexes of the first items of lists, right under a heading without a role, that hold a sure
    goal, or whose page has one in most such lists. Linear in the blocks."""
    first_items: dict[int, bool] = {}
    heading = opened = False
    first = -1
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            heading = role_of(document.text_of(block)) in {Role.NONE, Role.AREA}
            opened = False
        elif block.kind is BlockKind.LIST_ITEM and heading:
            if not opened:
                first, opened = index, True
                first_items[first] = False
            is_near = index - first < _MOST_ITEMS
            if is_near and not first_items[first]:
                evidence = listed_commitment(document.text_of(block))
                first_items[first] = evidence.confidence >= _SURE
        elif block.kind not in _ASIDE and opened:
            heading = False
    sure = sum(first_items.values())
    if sure >= _FEWEST_SECTIONS and 2 * sure > len(first_items):
        return frozenset(first_items)
    return frozenset(index for index, is_sure in first_items.items() if is_sure)


def is_state_among_goals(item: str) -> bool:
    """Whether an item beside sure goals is one: it says how much or by when, or describes what is
    wished for all, for more, or for people; no means, process, budget or today's figures."""
    folded = fold(item)
    if len(item) > _LONGEST or _WE_DO.search(folded) or _SERVICE.search(folded):
        return False
    reading = read(" ".join(item.split()))
    if not reading.targets:
        return False
    best = max(found.confidence for found in reading.targets)
    measured = any(not isinstance(found.target, Judged) for found in reading.targets)
    if measured and best >= _READ_SURE:
        dated = any(found.target.by is not None for found in reading.targets)
        promised = " skal " in folded or " maa " in folded
        return promised or (dated and wishes(item))
    if _OFTEN.search(folded) or any(letter.isdigit() for letter in item):
        return False
    return could_commit(item) or (wishes(item) and bool(_PEOPLE_ARE.match(folded)))
