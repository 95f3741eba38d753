"""How well a reading agrees with labels: the corpus's measure (see docs/reading.md).

Labels and predictions are dicts in the label words: `text`, `kind`, `direction`, `value`, `unit`,
`baseline`, `deadline`, `population`, `indicator_phrase`, and `accept` for what also counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Label = Mapping[str, Any]

FIELDS = ("kind", "direction", "value", "unit", "baseline", "deadline", "population")
TOGETHER = ("kind", "direction", "value", "deadline")
SURE = 0.9
# A goal is found where this much of its words and the label's are the same.
SAME_GOAL = SAME_PHRASE = 0.5
_WHOLE_COUNTRY = frozenset({"landet", "kommuner", "national"})


def overlap(one: str | None, other: str | None) -> float:
    """F1 of the words of two texts, each word counted as often as it stands."""
    words, others = Counter(_words(one)), Counter(_words(other))
    shared = (words & others).total()
    return 2 * shared / (words.total() + others.total()) if shared else 0.0


def _words(text: str | None) -> list[str]:
    joined = (text or "").lower().replace("-\n", "").replace("\u030a", "")
    return re.findall(r"\w+", joined)


def is_right(label: Label, name: str, said: Any) -> bool:
    """Whether `said` is the label's `name`, or one of those that also count."""
    wanted = [label.get(name), *(label.get("accept") or {}).get(name, ())]
    if name in {"value", "baseline"}:
        return any(_same_number(want, said) for want in wanted)
    if name == "population":
        return _country(said) in {_country(want) for want in wanted}
    if said in wanted:
        return True
    return name == "deadline" and said is not None and str(said)[:4] in wanted


def _same_number(want: Any, said: Any) -> bool:
    if want is None or said is None:
        return want is said
    try:
        return abs(float(want) - float(said)) < 1e-3 * max(1, abs(float(want))) + 5e-4
    except (TypeError, ValueError, OverflowError):
        return False


def _country(place: Any) -> Any:
    return "landet" if place in _WHOLE_COUNTRY else place


def names_the_indicator(label: Label, said: str | None) -> bool:
    """Whether the phrase names what the label's does; any does where the label names nothing."""
    phrase = label.get("indicator_phrase")
    if phrase is None:
        return True
    both = (phrase, label.get("indicator_clean"))
    return max(overlap(each, said) for each in both) >= SAME_PHRASE


@dataclass
class Tally:
    """What agreed, over any number of documents or phrases."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    sure_right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.extra)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    def share(self, name: str) -> float:
        """How many of those found are right in a field."""
        return self.right[name] / max(1, self.found)

    def add(self, other: Tally) -> None:
        self.found += other.found
        self.extra += other.extra
        self.missed += other.missed
        self.right += other.right
        self.sure += other.sure
        self.sure_right += other.sure_right
        self.wrong += other.wrong

    def match(self, label: Label, said: Label) -> None:
        """Count a prediction that answers to a label."""
        self.found += 1
        right = {name: is_right(label, name, said.get(name)) for name in FIELDS}
        right["indicator"] = names_the_indicator(label, said.get("indicator_phrase"))
        right["together"] = all(right[name] for name in TOGETHER)
        self.right.update(name for name, is_so in right.items() if is_so)
        if (said.get("confidence") or 0) >= SURE:
            self.sure += 1
            self.sure_right += right["together"]
        for name, is_so in right.items():
            if not is_so and name != "together":
                self.wrong.append(_difference(label, said, name))


def _difference(label: Label, said: Label, name: str) -> str:
    key = "indicator_phrase" if name == "indicator" else name
    text = " ".join(str(label.get("text")).split())
    return f"{name}: {said.get(key)!r}, not {label.get(key)!r}: {text}"


def score_document(labels: Mapping[str, Any], goals: Sequence[Label]) -> Tally:
    """One document's goals against its labels. National goals and those of a document whose
    labels are unsure may be missed, as in the corpus's own measure."""
    tally, used = Tally(), set[int]()
    unsure = str(labels.get("goals_confidence", "")).startswith("low")
    for label in labels["goals"]:
        best, place = max(
            (
                (_likeness(label, goal), place)
                for place, goal in enumerate(goals)
                if place not in used
            ),
            default=(0.0, -1),
        )
        if best >= SAME_GOAL:
            used.add(place)
            tally.match(label, goals[place])
        elif label.get("owner") != "national" and not unsure:
            tally.missed += 1
            tally.wrong.append(f"missed: {' '.join(label['text'].split())}")
    for place, goal in enumerate(goals):
        if place not in used:
            tally.extra += 1
            tally.wrong.append(f"no goal: {' '.join(str(goal['text']).split())}")
    return tally


def _likeness(label: Label, goal: Label) -> float:
    said = goal.get("text")
    return max(overlap(label["text"], said), overlap(label.get("text_clean"), said))


def score_phrases(phrases: Iterable[Label], targets: Iterable[Sequence[Label]]) -> Tally:
    """Labelled sentences against the targets read in each; the first target is the one scored."""
    tally = Tally()
    for label, read in zip(phrases, targets, strict=True):
        if read:
            tally.match(label, read[0])
        else:
            tally.found += 1
            tally.wrong.append(f"nothing read: {label['text']}")
    return tally


def score_negatives(sentences: Iterable[Label], targets: Iterable[Sequence[Label]]) -> Tally:
    """Sentences that hold no target: each that was read as one is extra."""
    tally = Tally()
    for sentence, read in zip(sentences, targets, strict=True):
        if read:
            tally.extra += 1
            tally.wrong.append(f"no target ({sentence.get('why')}): {sentence['text']}")
    return tally
