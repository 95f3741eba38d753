"""What a recogniser hands back: one way to read a clause, with its evidence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from retning.core.targets.kinds import Deadline, Milestone, Target, When
from retning.core.targets.readings import Doubt

Place = tuple[int, int]
NOWHERE: Place = (0, 0)


@dataclass(slots=True)
class Candidate:
    """A target, where its indicator stands, and how sure its wording makes us (0 to 1)."""

    target: Target
    confidence: float
    indicator: Place = NOWHERE
    evidence: dict[str, Place] = field(default_factory=dict)
    alternatives: tuple[Target, ...] = ()
    doubt: Doubt | None = None


def built(make: Callable[[], Target]) -> Target | None:
    """The target, or None where its numbers are beyond what a target can hold."""
    try:
        return make()
    except (ValueError, InvalidOperation, OverflowError):
        return None


def done_by(when: When | None) -> tuple[Target, ...]:
    """The same deed as one that is done by its date, or not; none where there is no date."""
    return (Milestone(when),) if isinstance(when, Deadline) else ()


def exact(value: Decimal | Fraction, times: int = 1) -> Decimal:
    """A value as a decimal: a fraction's times `times`, to two places where it has no end."""
    if isinstance(value, Decimal):
        return value
    scaled = value * times
    number = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return number if Fraction(number) == scaled else round(number, 2)
